#include "store/lmdb.hpp"

#include <lmdb.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <limits>
#include <set>
#include <tuple>

#include "parsers/assert_that.hpp"

namespace store {

namespace {

using parsers::assert_that;
using parsers::ErrorCode;
using parsers::failure;

constexpr unsigned most_readers = 1024;
constexpr std::size_t most_idle = 64;

struct CodeRow {
  int lmdb;
  ErrorCode code;
};
// clang-format off
constexpr CodeRow code_rows[] = {
    {ENOSPC, ErrorCode::storage_full},
    {EDQUOT, ErrorCode::storage_full},
    {EFBIG, ErrorCode::storage_full},
    {MDB_MAP_FULL, ErrorCode::storage_full},
    {MDB_TXN_FULL, ErrorCode::too_large},
    {ENOENT, ErrorCode::not_found},
    {EACCES, ErrorCode::permission_denied},
    {EPERM, ErrorCode::permission_denied},
    {EROFS, ErrorCode::storage_read_only},
    {MDB_INVALID, ErrorCode::corrupt},
    {MDB_CORRUPTED, ErrorCode::corrupt},
    {MDB_PAGE_NOTFOUND, ErrorCode::corrupt},
    {MDB_VERSION_MISMATCH, ErrorCode::corrupt},
    {MDB_READERS_FULL, ErrorCode::busy},
    {EAGAIN, ErrorCode::busy},
    {EBUSY, ErrorCode::busy},
    {ENOMEM, ErrorCode::unavailable},
};
// clang-format on

ErrorCode code_of(int result) {
  for (const CodeRow& row : code_rows) {
    if (row.lmdb == result) return row.code;
  }
  return ErrorCode::storage_failed;
}

tl::unexpected<parsers::Error> failed(int result, std::string_view tried, std::string_view what) {
  return failure(code_of(result),
                 std::string(tried).append(" ").append(what).append(": ").append(mdb_strerror(result)));
}

MDB_val value_of(std::string_view octets) {
  return {octets.size(), const_cast<char*>(octets.data())}; // LMDB reads what it is given and takes no const
}

std::string_view view_of(const MDB_val& value) { return {static_cast<const char*>(value.mv_data), value.mv_size}; }

} // namespace

// -- cursors ----------------------------------------------------------------------------------------------------------

Cursor::Cursor(Cursor&& other) noexcept : cursor_(std::exchange(other.cursor_, nullptr)), table_(other.table_) {}

Cursor::~Cursor() {
  if (cursor_ != nullptr) mdb_cursor_close(cursor_);
}

Result<std::optional<Row>> Cursor::move(std::string_view key, int operation) {
  MDB_val found = value_of(key);
  MDB_val value{};
  const int result = mdb_cursor_get(cursor_, &found, &value, static_cast<MDB_cursor_op>(operation));
  if (result == MDB_NOTFOUND) return std::nullopt;
  if (result != MDB_SUCCESS) return failed(result, "reading the table", name_of(table_));
  return Row{view_of(found), view_of(value)};
}

Result<std::optional<Row>> Cursor::seek(std::string_view key) { return move(key, MDB_SET_RANGE); }
Result<std::optional<Row>> Cursor::first() { return move({}, MDB_FIRST); }
Result<std::optional<Row>> Cursor::last() { return move({}, MDB_LAST); }
Result<std::optional<Row>> Cursor::next() { return move({}, MDB_NEXT); }
Result<std::optional<Row>> Cursor::previous() { return move({}, MDB_PREV); }

Result<void> WriteCursor::write(const Row& row, unsigned flags) {
  MDB_val place = value_of(row.key);
  MDB_val value = value_of(row.value);
  const int result = mdb_cursor_put(cursor_, &place, &value, flags);
  assert_that(result != MDB_KEYEXIST, "an appended row comes after every other");
  if (result != MDB_SUCCESS) return failed(result, "writing to the table", name_of(table_));
  return {};
}

Result<void> WriteCursor::put(std::string_view key, std::string_view value) { return write({key, value}, 0); }
Result<void> WriteCursor::append(std::string_view key, std::string_view value) {
  return write({key, value}, MDB_APPEND);
}

// -- transactions -----------------------------------------------------------------------------------------------------

Transaction::Transaction(Environment& environment, MDB_txn* transaction)
    : environment_(&environment), transaction_(transaction) {}

Transaction::Transaction(Transaction&& other) noexcept
    : environment_(other.environment_), transaction_(std::exchange(other.transaction_, nullptr)) {}

unsigned Transaction::handle(Table table) const { return environment_->handles_[static_cast<std::size_t>(table)]; }

Result<std::optional<std::string_view>> Transaction::get(Table table, std::string_view key) const {
  MDB_val sought = value_of(key);
  MDB_val value{};
  const int result = mdb_get(transaction_, handle(table), &sought, &value);
  if (result == MDB_NOTFOUND) return std::nullopt;
  if (result != MDB_SUCCESS) return failed(result, "reading the table", name_of(table));
  return view_of(value);
}

Result<TableSize> Transaction::size(Table table) const {
  MDB_stat figures{};
  const int result = mdb_stat(transaction_, handle(table), &figures);
  if (result != MDB_SUCCESS) return failed(result, "counting the table", name_of(table));
  const std::uint64_t pages = figures.ms_branch_pages + figures.ms_leaf_pages + figures.ms_overflow_pages;
  return TableSize{.rows = figures.ms_entries, .octets = pages * figures.ms_psize};
}

Result<std::uint64_t> Transaction::count(Table table) const {
  return size(table).map([](const TableSize& size) { return size.rows; });
}

std::uint64_t Transaction::number() const { return mdb_txn_id(transaction_); }

Result<Cursor> Transaction::cursor(Table table) const {
  MDB_cursor* cursor = nullptr;
  const int result = mdb_cursor_open(transaction_, handle(table), &cursor);
  if (result != MDB_SUCCESS) return failed(result, "reading the table", name_of(table));
  return Cursor(cursor, table);
}

ReadTransaction::~ReadTransaction() {
  if (transaction_ != nullptr) environment_->give_back(transaction_);
}

WriteTransaction::~WriteTransaction() {
  if (transaction_ == nullptr) return;
  mdb_txn_abort(transaction_);
  environment_->leave();
}

Result<void> WriteTransaction::put(Table table, std::string_view key, std::string_view value) {
  MDB_val place = value_of(key);
  MDB_val row = value_of(value);
  const int result = mdb_put(transaction_, handle(table), &place, &row, 0);
  if (result != MDB_SUCCESS) return failed(result, "writing to the table", name_of(table));
  return {};
}

Result<void> WriteTransaction::append(Table table, std::string_view key, std::string_view value) {
  MDB_val place = value_of(key);
  MDB_val row = value_of(value);
  const int result = mdb_put(transaction_, handle(table), &place, &row, MDB_APPEND);
  assert_that(result != MDB_KEYEXIST, "an appended row comes after every other");
  if (result != MDB_SUCCESS) return failed(result, "appending to the table", name_of(table));
  return {};
}

Result<WriteCursor> WriteTransaction::write_cursor(Table table) {
  auto opened = cursor(table);
  if (!opened) return tl::unexpected(opened.error());
  return WriteCursor(std::move(*opened));
}

Result<bool> WriteTransaction::remove(Table table, std::string_view key) {
  MDB_val place = value_of(key);
  const int result = mdb_del(transaction_, handle(table), &place, nullptr);
  if (result == MDB_NOTFOUND) return false;
  if (result != MDB_SUCCESS) return failed(result, "removing from the table", name_of(table));
  return true;
}

Result<void> WriteTransaction::commit() && {
  const int result = mdb_txn_commit(std::exchange(transaction_, nullptr));
  if (result != MDB_SUCCESS && code_of(result) != ErrorCode::storage_full) environment_->failed_ = true;
  environment_->leave();
  if (result == MDB_SUCCESS) return {};
  return failed(result, "committing to", environment_->name_);
}

// -- the environment --------------------------------------------------------------------------------------------------

/// The directories that this process has open. Global because LMDB's rule is: its locks belong to the process.
class Environment::OpenPlaces {
 public:
  static bool add(const Place& place) {
    const std::lock_guard lock(mutex());
    return places().insert(place).second;
  }
  static void remove(const Place& place) {
    const std::lock_guard lock(mutex());
    places().erase(place);
  }

 private:
  static std::mutex& mutex() {
    static std::mutex mutex;
    return mutex;
  }
  static std::set<Place>& places() {
    static std::set<Place> places;
    return places;
  }
};

Result<std::unique_ptr<Environment>> Environment::open(const EnvironmentOptions& options) {
  return open(options, OnMissingTable::fail);
}

Result<std::unique_ptr<Environment>> Environment::open_or_create(const EnvironmentOptions& options) {
  return open(options, OnMissingTable::create);
}

Result<std::unique_ptr<Environment>> Environment::open(const EnvironmentOptions& options, OnMissingTable on_missing) {
  const std::string name = options.directory.string();
  struct stat status {};
  if (::stat(name.c_str(), &status) != 0) return failed(errno, "opening", name);
  if (!S_ISDIR(status.st_mode)) return failure(ErrorCode::invalid_argument, name + " is not a directory");
  const Place place{::getpid(), status.st_dev, status.st_ino};
  std::unique_ptr<Environment> environment(new Environment(options));
  if (!OpenPlaces::add(place)) return failure(ErrorCode::busy, name + " is open in this process already");
  environment->place_ = place; // the destructor gives it back
  if (auto opened = environment->open_map(); !opened) return tl::unexpected(opened.error());
  if (auto opened = environment->open_tables(on_missing); !opened) return tl::unexpected(opened.error());
  if (auto cleared = environment->clear_dead_readers(); !cleared) return tl::unexpected(cleared.error());
  return environment;
}

Environment::~Environment() {
  for (MDB_txn* transaction : idle_) mdb_txn_abort(transaction);
  if (environment_ != nullptr) mdb_env_close(environment_);
  if (place_.process != 0) OpenPlaces::remove(place_);
}

Result<void> Environment::open_map() {
  idle_.reserve(most_idle); // so that giving back never needs memory
  int result = mdb_env_create(&environment_);
  if (result == MDB_SUCCESS) result = mdb_env_set_mapsize(environment_, options_.map_octets);
  if (result == MDB_SUCCESS) result = mdb_env_set_maxreaders(environment_, most_readers);
  if (result == MDB_SUCCESS) result = mdb_env_set_maxdbs(environment_, static_cast<MDB_dbi>(table_names.size()));
  const unsigned flags = MDB_NOTLS | (options_.access == Access::read_only ? MDB_RDONLY : 0u);
  if (result == MDB_SUCCESS) result = mdb_env_open(environment_, name_.c_str(), flags, 0600);
  if (result != MDB_SUCCESS) return failed(result, "opening", name_);
  if (auto locked = check_has_locks(); !locked) return locked;
  return check_size(options_.directory);
}

/// On a file system that is mounted for reading LMDB goes without its lock file. A writer elsewhere would not know of
/// such a reader, and would use pages again that it reads.
Result<void> Environment::check_has_locks() const {
  bool has_locks = true;
  const auto look = [](const char* line, void* has) {
    if (std::string_view(line).starts_with("(no reader locks)")) *static_cast<bool*>(has) = false;
    return 0;
  };
  mdb_reader_list(environment_, look, &has_locks);
  if (has_locks) return {};
  return failure(ErrorCode::storage_read_only,
                 name_ + "/lock.mdb cannot be written: a reader says there what it reads");
}

/// A file that ends before its last page would answer with SIGBUS.
Result<void> Environment::check_size(const std::filesystem::path& directory) const {
  MDB_envinfo info{};
  MDB_stat figures{};
  if (mdb_env_info(environment_, &info) != MDB_SUCCESS || mdb_env_stat(environment_, &figures) != MDB_SUCCESS) {
    return failure(ErrorCode::internal, "LMDB tells nothing about " + name_);
  }
  std::error_code problem;
  const std::uintmax_t size = std::filesystem::file_size(directory / "data.mdb", problem);
  if (problem || size < (info.me_last_pgno + 1) * std::uintmax_t{figures.ms_psize}) {
    return failure(ErrorCode::corrupt, name_ + "/data.mdb is shorter than what was written to it");
  }
  return {};
}

Result<void> Environment::open_tables(OnMissingTable on_missing) {
  const bool creates = on_missing == OnMissingTable::create;
  MDB_txn* transaction = nullptr;
  int result = mdb_txn_begin(environment_, nullptr, creates ? 0u : MDB_RDONLY, &transaction);
  if (result != MDB_SUCCESS) return failed(result, "reading", name_);
  for (const std::string_view table : table_names) {
    MDB_dbi handle = 0;
    result = mdb_dbi_open(transaction, std::string(table).c_str(), creates ? MDB_CREATE : 0u, &handle);
    if (result != MDB_SUCCESS) {
      mdb_txn_abort(transaction);
      if (result == MDB_NOTFOUND) return failure(ErrorCode::not_found, name_ + " has no table " + std::string(table));
      return failed(result, "opening the table", table);
    }
    handles_.push_back(handle);
  }
  result = mdb_txn_commit(transaction);
  if (result != MDB_SUCCESS) return failed(result, "opening the tables of", name_);
  return {};
}

Result<void> Environment::enter() {
  const std::lock_guard lock(use_mutex_);
  if (is_reopening_) return failure(ErrorCode::busy, name_ + " is being opened again");
  ++transactions_;
  return {};
}

void Environment::leave() {
  const std::lock_guard lock(use_mutex_);
  --transactions_;
  if (is_reopening_) left_.notify_all();
}

Result<void> Environment::reopen() {
  std::unique_lock lock(use_mutex_);
  is_reopening_ = true;
  left_.wait(lock, [this] { return transactions_ == 0; });
  for (MDB_txn* transaction : idle_) mdb_txn_abort(transaction);
  idle_.clear();
  handles_.clear();
  mdb_env_close(std::exchange(environment_, nullptr));
  failed_ = true;
  auto opened = open_map();
  if (opened) opened = open_tables(OnMissingTable::fail);
  if (opened) is_reopening_ = false; // else nobody may use it any more
  return opened;
}

Result<ReadTransaction> Environment::read() {
  MDB_txn* transaction = nullptr;
  {
    const std::lock_guard lock(use_mutex_);
    if (is_reopening_) return failure(ErrorCode::busy, name_ + " is being opened again");
    ++transactions_;
    if (!idle_.empty()) {
      transaction = idle_.back();
      idle_.pop_back();
    }
  }
  int result = MDB_SUCCESS;
  if (transaction == nullptr) {
    result = mdb_txn_begin(environment_, nullptr, MDB_RDONLY, &transaction);
  } else {
    result = mdb_txn_renew(transaction);
    if (result != MDB_SUCCESS) mdb_txn_abort(transaction);
  }
  if (result == MDB_SUCCESS) return ReadTransaction(*this, transaction);
  leave();
  return failed(result, "reading", name_);
}

std::uint64_t Environment::last_number() const {
  const std::lock_guard lock(use_mutex_);
  if (environment_ == nullptr) return std::numeric_limits<std::uint64_t>::max(); // it is being opened again
  MDB_envinfo info{};
  assert_that(mdb_env_info(environment_, &info) == MDB_SUCCESS, "an open environment tells about itself");
  return info.me_last_txnid;
}

void Environment::give_back(MDB_txn* transaction) {
  mdb_txn_reset(transaction);
  const std::lock_guard lock(use_mutex_);
  if (idle_.size() < most_idle) {
    idle_.push_back(transaction);
  } else {
    mdb_txn_abort(transaction);
  }
  --transactions_;
  if (is_reopening_) left_.notify_all();
}

Result<WriteTransaction> Environment::write() {
  assert_that(::getpid() == place_.process, "an environment is not used after fork");
  if (options_.access == Access::read_only) {
    return failure(ErrorCode::storage_read_only, name_ + " was opened for reading");
  }
  const auto refused = [this] {
    return failure(ErrorCode::storage_failed, name_ + " failed to write before and must be reopened");
  };
  if (failed_) return refused();
  if (auto entered = enter(); !entered) return tl::unexpected(entered.error());
  auto cleared = clear_dead_readers_each_minute();
  MDB_txn* transaction = nullptr;
  const int result = cleared ? mdb_txn_begin(environment_, nullptr, 0, &transaction) : MDB_SUCCESS;
  if (transaction == nullptr) {
    leave();
    if (!cleared) return tl::unexpected(cleared.error());
    return failed(result, "writing to", name_);
  }
  WriteTransaction begun(*this, transaction);
  if (failed_) return refused(); // while this one waited for the writer before it
  return begun;
}

Result<void> Environment::clear_dead_readers_each_minute() {
  if (std::chrono::steady_clock::now() - readers_checked_at_.load() < std::chrono::minutes(1)) return {};
  if (auto cleared = clear_dead_readers(); !cleared) return tl::unexpected(cleared.error());
  return {};
}

Result<std::size_t> Environment::clear_dead_readers() {
  readers_checked_at_ = std::chrono::steady_clock::now();
  int dead = 0;
  const int result = mdb_reader_check(environment_, &dead);
  if (result != MDB_SUCCESS) return failed(result, "clearing dead readers of", name_);
  return static_cast<std::size_t>(dead);
}

} // namespace store
