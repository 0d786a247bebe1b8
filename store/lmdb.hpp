// LMDB behind owners and values: an environment, its transactions and cursors. Sync mode only; what LMDB 0.9 does not
// guard against by itself (a failed sync, one file opened twice, dead readers) is guarded against here.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/result.hpp"
#include "store/access.hpp"
#include "store/tables.hpp"

struct MDB_env;
struct MDB_txn;
struct MDB_cursor;

namespace store {

using parsers::Result;

class Environment;

struct Row {
  std::string_view key;
  std::string_view value;
};

/// A place in one table. Must not outlive its transaction. Rows are views into the map, good until the transaction ends
/// or, in a write transaction, until its next write.
class Cursor {
 public:
  Cursor(Cursor&& other) noexcept;
  Cursor& operator=(Cursor&&) = delete;
  ~Cursor();

  /// The first row whose key is `key` or comes after it.
  Result<std::optional<Row>> seek(std::string_view key);
  Result<std::optional<Row>> first();
  Result<std::optional<Row>> last();
  Result<std::optional<Row>> next();
  Result<std::optional<Row>> previous();

 protected:
  friend class Transaction;
  Cursor(MDB_cursor* cursor, Table table) : cursor_(cursor), table_(table) {}
  Result<std::optional<Row>> move(std::string_view key, int operation);
  MDB_cursor* cursor_ = nullptr;
  Table table_{};
};

/// Writes rows that are neighbours: what lies on the page of the row before costs no search from the root.
class WriteCursor : public Cursor {
 public:
  Result<void> put(std::string_view key, std::string_view value);
  /// As WriteTransaction::append.
  Result<void> append(std::string_view key, std::string_view value);

 private:
  friend class WriteTransaction;
  explicit WriteCursor(Cursor&& cursor) : Cursor(std::move(cursor)) {}
  Result<void> write(const Row& row, unsigned flags);
};

struct TableSize {
  std::uint64_t rows = 0;
  std::uint64_t octets = 0; // of all its pages
};

/// What reading and writing transactions have in common: one consistent view. One thread at a time.
class Transaction {
 public:
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  [[nodiscard]] Result<std::optional<std::string_view>> get(Table table, std::string_view key) const;
  [[nodiscard]] Result<std::uint64_t> count(Table table) const;
  [[nodiscard]] Result<TableSize> size(Table table) const;
  [[nodiscard]] Result<Cursor> cursor(Table table) const;
  /// Of the last commit that it sees; each commit has a greater one, in all processes.
  [[nodiscard]] std::uint64_t number() const;

 protected:
  Transaction(Environment& environment, MDB_txn* transaction);
  Transaction(Transaction&& other) noexcept;
  ~Transaction() = default;
  [[nodiscard]] unsigned handle(Table table) const;
  Environment* environment_;
  MDB_txn* transaction_;
};

/// Taken from the environment's pool and given back by the destructor. Keep it under a second: the pages that it sees
/// cannot be used again meanwhile.
class ReadTransaction : public Transaction {
 public:
  ReadTransaction(ReadTransaction&&) noexcept = default;
  ~ReadTransaction();

 private:
  friend class Environment;
  using Transaction::Transaction;
};

/// The only writer among all threads and processes. Forgotten unless committed. Ends on the thread that began it.
class WriteTransaction : public Transaction {
 public:
  WriteTransaction(WriteTransaction&&) noexcept = default;
  ~WriteTransaction();

  Result<void> put(Table table, std::string_view key, std::string_view value);
  /// `key` comes after every key of the table: fills pages wholly. A key that does not is a bug.
  Result<void> append(Table table, std::string_view key, std::string_view value);
  /// Must not outlive the transaction.
  Result<WriteCursor> write_cursor(Table table);
  /// Whether there was such a row.
  Result<bool> remove(Table table, std::string_view key);
  /// Durable when it returns. storage_full leaves everything as it was and works again once there is room; after any
  /// other failure the environment takes no more writes until it is reopened, for the kernel may have dropped the pages
  /// that it could not write and would report the next sync as good.
  Result<void> commit() &&;

 private:
  friend class Environment;
  using Transaction::Transaction;
};

struct EnvironmentOptions {
  std::filesystem::path directory;
  Access access = Access::read_only;
  std::uint64_t map_octets = 64ull << 30; // address space and the largest size of the file; sparse
};

/// One open LMDB directory. Safe for several threads. Not to be used in a child after fork.
class Environment {
 public:
  /// not_found, permission_denied, corrupt, busy (this process has it open already: LMDB's locks would be lost when
  /// either of the two is closed), storage_read_only (also for a reader: lock.mdb must be writable, see
  /// store/LEDGER.md).
  static Result<std::unique_ptr<Environment>> open(const EnvironmentOptions& options);
  /// Makes the files and tables that are not there, in a directory that is.
  static Result<std::unique_ptr<Environment>> open_or_create(const EnvironmentOptions& options);
  ~Environment();
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  /// busy while it is being reopened.
  [[nodiscard]] Result<ReadTransaction> read();
  /// Waits for the writer of another thread or process. storage_failed once a commit has failed.
  [[nodiscard]] Result<WriteTransaction> write();
  /// Frees the places of readers that died, whose pages would stay in use for ever. Done at open and, before a write,
  /// when the last time is a minute ago.
  Result<std::size_t> clear_dead_readers();
  /// Transaction::number of the last commit of any process, without a transaction.
  [[nodiscard]] std::uint64_t last_number() const;
  [[nodiscard]] bool has_failed() const { return failed_; }
  /// Closes, once every transaction of this process has ended, and opens again. Writes are refused until
  /// `accept_writes`, so that the caller can look first at what is there. Must not be called with a transaction in
  /// hand; one caller at a time.
  Result<void> reopen();
  void accept_writes() { failed_ = false; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  friend class Transaction;
  friend class ReadTransaction;
  friend class WriteTransaction;
  struct Place { // of the directory: what tells that one is open already
    long process = 0;
    std::uint64_t device = 0, inode = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  class OpenPlaces;
  explicit Environment(EnvironmentOptions options) : options_(std::move(options)), name_(options_.directory.string()) {}
  enum class OnMissingTable : std::uint8_t { fail, create };
  static Result<std::unique_ptr<Environment>> open(const EnvironmentOptions& options, OnMissingTable on_missing);
  Result<void> open_map();
  Result<void> open_tables(OnMissingTable on_missing);
  Result<void> check_size(const std::filesystem::path& directory) const;
  Result<void> enter();
  void leave();
  Result<void> check_has_locks() const;
  void give_back(MDB_txn* transaction);
  Result<void> clear_dead_readers_each_minute();

  EnvironmentOptions options_;
  std::string name_; // for messages
  Place place_;      // process 0: it is not held
  MDB_env* environment_ = nullptr;
  std::vector<unsigned> handles_; // by Table
  std::atomic<bool> failed_ = false;
  std::atomic<std::chrono::steady_clock::time_point> readers_checked_at_{};
  mutable std::mutex use_mutex_;
  std::condition_variable left_; // a transaction has ended
  std::size_t transactions_ = 0; // that have not ended
  bool is_reopening_ = false;    // no transaction begins
  std::vector<MDB_txn*> idle_;   // reset read transactions
};

} // namespace store
