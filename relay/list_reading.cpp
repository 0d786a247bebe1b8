#include "relay/list_reading.hpp"

#include <unistd.h>

#include <algorithm>
#include <set>
#include <thread>

#include "parsers/ascii.hpp"
#include "relay/list_parts.hpp"
#include "relay/list_row.hpp"
#include "store/keyed_hash.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;

constexpr unsigned most_workers = 3;      // each holds a run of rows in memory
constexpr std::size_t most_listed = 1000; // invalid rows
constexpr std::size_t most_scopes = 100;

/// What the workers of one list share.
struct Task {
  const ListForm& form;
  const ListOptions& options;
  const ListWatch& watch;
  const std::string fingerprint;
  PartQueue queue;
  PartOrder order;
  std::vector<InvalidLine> invalid; // in turn
};

/// Makes rows of parts, on a thread of its own.
class Worker {
 public:
  Worker(Task& task, store::ListImport& import) : task_(task), rows_(import.rows()) {}

  void run() {
    while (auto part = task_.queue.pop()) {
      if (done_) done_ = read(*part);
      auto told = task_.order.in_turn(part->number, [this] { return tell(); });
      if (done_) done_ = told;
      if (!done_) task_.queue.close();
    }
    if (done_) done_ = rows_->finish();
  }
  [[nodiscard]] const Result<void>& done() const { return done_; }
  [[nodiscard]] store::ImportCounts counts() const {
    return {.invalid = invalid_count_, .skipped = skipped_count_, .lines = rows_->lines()};
  }

 private:
  Result<void> read(const Part& part) {
    PartRows rows(part, task_.form);
    while (rows.next(row_)) {
      RowReading reading = read_row(row_, task_.form, task_.options, task_.fingerprint);
      if (const auto* contact = std::get_if<RowContact>(&reading)) {
        auto added = add(*contact);
        if (!added && added.error().code != parsers::ErrorCode::invalid_argument) return added;
        if (!added) refuse({column_of(task_.form), std::move(added.error().context)});
      } else if (auto* invalid = std::get_if<InvalidRow>(&reading)) {
        refuse(std::move(*invalid));
      } else if (!std::get<SkippedRow>(reading).is_of_another_reading) {
        ++skipped_count_;
      }
    }
    return {};
  }

  void refuse(InvalidRow row) {
    ++invalid_count_;
    invalid_.push_back({row_.row, row_.line, std::move(row.column), std::move(row.why)});
  }

  Result<void> add(const RowContact& contact) {
    if (const auto* identity = std::get_if<parsers::Identity>(&contact.who)) {
      return rows_->add(*identity, contact.reason);
    }
    if (const auto* rule = std::get_if<DomainRule>(&contact.who)) {
      return rows_->add_domain_rule(rule->text, contact.reason);
    }
    if (const auto* digest = std::get_if<parsers::ContactDigest>(&contact.who)) {
      return rows_->add_digest(*digest, contact.reason);
    }
    return rows_->add_hash(std::get<KeyedHash>(contact.who), contact.reason);
  }

  /// In the order of the list, while all others wait.
  Result<void> tell() {
    for (InvalidLine& invalid : invalid_) {
      if (task_.watch.take_invalid) {
        if (auto taken = task_.watch.take_invalid(invalid); !taken) return taken;
      }
      if (task_.invalid.size() < most_listed) task_.invalid.push_back(std::move(invalid));
    }
    invalid_.clear();
    return {};
  }

  Task& task_;
  std::unique_ptr<store::ListImport::Rows> rows_;
  ListRow row_;
  std::uint64_t invalid_count_ = 0;
  std::uint64_t skipped_count_ = 0;
  std::vector<InvalidLine> invalid_; // of this part
  Result<void> done_;
};

bool goes_on(const std::function<bool(std::uint64_t)>& progress, std::uint64_t octets) {
  return !progress || progress(octets);
}

Result<void> begin_again(int file) {
  if (::lseek(file, 0, SEEK_SET) != 0) return failure(ErrorCode::storage_failed, "cannot read the list again");
  return {};
}

std::string name_of(const ListForm& form) {
  if (form.provider != nullptr) return classifier::name_of(*form.provider);
  return form.is_own_export ? "desist" : std::string(name_of(form.format));
}

} // namespace

Result<ListAccount> read_list(int file, const ListOptions& options, store::ListImport& import, const ListWatch& watch) {
  ListSource source(file);
  auto beginning = source.next();
  if (!beginning) return tl::unexpected(beginning.error());
  const auto form = form_of(*beginning, options);
  if (!form) return tl::unexpected(form.error());
  Task task{.form = *form,
            .options = options,
            .watch = watch,
            .fingerprint = store::fingerprint_of(import.keys()),
            .queue = {},
            .order = {},
            .invalid = {}};
  std::deque<Worker> workers;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::clamp(std::thread::hardware_concurrency(), 1u, most_workers); ++i) {
    Worker& worker = workers.emplace_back(task, import);
    threads.emplace_back([&worker] { worker.run(); });
  }
  const std::function<bool(std::uint64_t)> progress = [&](std::uint64_t octets) {
    return goes_on(watch.progress, octets);
  };
  auto done = read_parts({source, *form, std::move(*beginning), progress}, task.queue);
  task.queue.close();
  for (std::thread& thread : threads) thread.join();
  ListAccount account;
  for (Worker& worker : workers) {
    if (done && !worker.done()) done = worker.done();
    account.counts.lines += worker.counts().lines;
    account.counts.invalid += worker.counts().invalid;
    account.counts.skipped += worker.counts().skipped;
  }
  if (!done) return tl::unexpected(done.error());
  account.invalid = std::move(task.invalid);
  account.content = source.digest(options.text());
  account.form = name_of(*form);
  return account;
}

Result<classifier::Digest> digest_list(int file, const ListOptions& options) {
  ListSource source(file);
  while (!source.is_at_end()) {
    if (const auto slice = source.next(); !slice) return tl::unexpected(slice.error());
  }
  if (auto begun = begin_again(file); !begun) return tl::unexpected(begun.error());
  return source.digest(options.text());
}

Result<std::vector<RowScope>> scopes_of_list(int file, const ListOptions& options,
                                             const std::function<bool(std::uint64_t)>& progress) {
  ListSource source(file);
  auto slice = source.next();
  if (!slice) return tl::unexpected(slice.error());
  const auto form = form_of(*slice, options);
  if (!form) return tl::unexpected(form.error());
  std::set<RowScope> scopes;
  if (form->is_own_export) {
    ListCutter cutter(*form);
    for (bool is_at_end = false; !is_at_end;) {
      is_at_end = source.is_at_end();
      using End = parsers::DelimitedReader::End;
      const Part part = cutter.add(*slice, is_at_end ? End::of_list : End::of_part).value_or(Part{});
      ListRow row;
      for (PartRows rows(part, *form); rows.next(row);) scopes.insert(scope_of_row(row, *form));
      if (scopes.size() > most_scopes) return failure(ErrorCode::too_large, "the list has more than 100 scopes");
      if (!goes_on(progress, source.octets())) return failure(ErrorCode::unavailable, "interrupted");
      if (!is_at_end) slice = source.next();
      if (!slice) return tl::unexpected(slice.error());
    }
  }
  if (auto begun = begin_again(file); !begun) return tl::unexpected(begun.error());
  return std::vector<RowScope>(scopes.begin(), scopes.end());
}

} // namespace relay
