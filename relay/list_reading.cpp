#include "relay/list_reading.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "parsers/ascii.hpp"
#include "parsers/delimited_record.hpp"
#include "parsers/identity.hpp"
#include "store/blake2b.hpp"

namespace relay {
namespace {

using parsers::DelimitedReader;
using parsers::DelimitedRecord;
using parsers::ErrorCode;
using parsers::failure;

constexpr std::size_t slice_octets = std::size_t{1} << 20;
constexpr std::size_t most_waiting = 8;   // parts between the reader and the workers
constexpr unsigned most_workers = 3;      // each holds a run of rows in memory
constexpr std::size_t most_listed = 1000; // invalid lines
constexpr std::size_t longest_contact = 2048;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::string_view usual_columns[] = {"email",   "e-mail",    "email_address", "email address", "emailaddress",
                                              "address", "recipient", "phone",         "contact",       "to"};

struct Part {
  std::string octets; // whole records
  std::uint64_t first_line = 1;
};

/// Hands parts to workers; the reader waits while too many are under way.
class PartQueue {
 public:
  bool push(Part part) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return parts_.size() < most_waiting || is_closed_; });
    if (is_closed_) return false;
    parts_.push_back(std::move(part));
    changed_.notify_all();
    return true;
  }
  std::optional<Part> pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !parts_.empty() || is_closed_; });
    if (parts_.empty()) return std::nullopt;
    Part part = std::move(parts_.front());
    parts_.pop_front();
    changed_.notify_all();
    return part;
  }
  /// What was pushed is still popped.
  void close() {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Part> parts_;
  bool is_closed_ = false;
};

/// Makes rows of parts, on a thread of its own.
class Worker {
 public:
  Worker(PartQueue& queue, const ListForm& form, classifier::ImportReason usual_reason, store::ListImport& import)
      : queue_(queue), form_(form), usual_reason_(usual_reason), rows_(import.rows()) {}

  void run() {
    while (auto part = queue_.pop()) {
      if (!done_) continue;
      done_ = read(*part);
      if (!done_) queue_.close();
    }
    if (done_) done_ = rows_->finish();
  }
  [[nodiscard]] const Result<void>& done() const { return done_; }
  [[nodiscard]] std::uint64_t lines() const { return rows_->lines(); }
  [[nodiscard]] std::uint64_t invalid() const { return invalid_count_; }
  std::vector<InvalidLine>& invalid_lines() { return invalid_; }

 private:
  Result<void> read(const Part& part) {
    DelimitedReader reader(part.octets, form_.separator, part.first_line, DelimitedReader::End::of_list);
    while (reader.next(record_)) {
      if (form_.column >= record_.fields.size()) {
        refuse("the line has no such column");
        continue;
      }
      if (auto added = add(record_.fields[form_.column]); !added) return added;
    }
    return {};
  }

  Result<void> add(std::string_view contact) {
    contact = parsers::trim(contact);
    if (contact.empty()) return refuse("the line names nobody");
    if (contact.size() > longest_contact) return refuse("the contact is too long");
    if (contact.starts_with('@') || contact.starts_with("*.")) {
      auto added = rows_->add_domain_rule(contact, reason());
      return added || added.error().code != ErrorCode::invalid_argument ? added : refuse(added.error().context);
    }
    const auto identity = parsers::parse_identity(contact);
    return identity ? rows_->add(*identity, reason()) : refuse(identity.error().context);
  }

  /// A word that is not known takes no row away from the list.
  [[nodiscard]] classifier::ImportReason reason() const {
    if (!form_.reason_column || *form_.reason_column >= record_.fields.size()) return usual_reason_;
    const auto reason = classifier::parse_import_reason(parsers::trim(record_.fields[*form_.reason_column]));
    return reason && *reason != classifier::ImportReason::unstated ? *reason : usual_reason_;
  }

  Result<void> refuse(std::string why) {
    ++invalid_count_;
    if (invalid_.size() < most_listed) invalid_.push_back({record_.line, std::move(why)});
    return {};
  }

  PartQueue& queue_;
  const ListForm& form_;
  classifier::ImportReason usual_reason_;
  std::unique_ptr<store::ListImport::Rows> rows_;
  DelimitedRecord record_;
  std::uint64_t invalid_count_ = 0;
  std::vector<InvalidLine> invalid_;
  Result<void> done_;
};

/// Slices of one size, so that the digest is the same however the octets arrive.
class SliceReader {
 public:
  explicit SliceReader(int file) : file_(file) {}
  /// Empty at the end.
  Result<std::string> next() {
    std::string slice(slice_octets, '\0');
    std::size_t filled = 0;
    while (filled < slice.size()) {
      const ssize_t count = ::read(file_, slice.data() + filled, slice.size() - filled);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return failure(ErrorCode::storage_failed, "cannot read the list");
      if (count == 0) break;
      filled += static_cast<std::size_t>(count);
    }
    slice.resize(filled);
    if (filled > 0) {
      const auto digest = store::blake2b_256(slice);
      digests_.append(reinterpret_cast<const char*>(digest.data()), digest.size());
      octets_ += filled;
    }
    return slice;
  }
  [[nodiscard]] std::uint64_t octets() const { return octets_; }
  [[nodiscard]] classifier::Digest content(const ListOptions& options) const {
    return store::blake2b_256(digests_ + (options.is_csv ? "csv" : "") + '\0' + options.column + '\0' +
                              options.reason_column);
  }

 private:
  int file_;
  std::uint64_t octets_ = 0;
  std::string digests_; // 32 octets of each slice
};

/// Cuts the list into parts of whole records and hands them on.
class Cutter {
 public:
  Cutter(PartQueue& queue, const ListForm& form, std::string_view begin)
      : queue_(queue), form_(form), carried_(begin) {}

  bool add(std::string_view slice, DelimitedReader::End end) {
    carried_.append(slice);
    DelimitedReader reader(carried_, form_.separator, line_, end);
    if (is_first_ && form_.has_header && !reader.skip()) return true;
    is_first_ = false;
    const std::uint64_t first_line = reader.line();
    const std::string_view whole = reader.rest();
    while (reader.skip()) {
    }
    std::size_t cut = whole.size() - reader.rest().size();
    // A record longer than a slice is none: it goes on as it is, to be refused.
    if (cut == 0 && carried_.size() > 2 * slice_octets) cut = whole.size();
    line_ = reader.line();
    Part part{std::string(whole.substr(0, cut)), first_line};
    carried_ = std::string(whole.substr(cut));
    return part.octets.empty() || queue_.push(std::move(part));
  }

 private:
  PartQueue& queue_;
  const ListForm& form_;
  std::string carried_;
  std::uint64_t line_ = 1;
  bool is_first_ = true;
};

std::string_view skip_byte_order_mark(std::string_view octets) {
  if (octets.starts_with(byte_order_mark)) octets.remove_prefix(byte_order_mark.size());
  return octets;
}

std::optional<std::size_t> find_column(const std::vector<std::string>& header, std::string_view name) {
  for (std::size_t i = 0; i < header.size(); ++i)
    if (parsers::to_lower(parsers::trim(header[i])) == parsers::to_lower(name)) return i;
  return std::nullopt;
}

std::optional<std::size_t> find_usual_column(const std::vector<std::string>& header) {
  for (const std::string_view name : usual_columns)
    if (const auto found = find_column(header, name)) return found;
  return std::nullopt;
}

std::string_view first_line_of(std::string_view octets) { return octets.substr(0, octets.find_first_of("\r\n")); }

/// Reads slice by slice until the end, a refusal of `take`, or a stop.
template <class Take>
Result<void> read_slices(SliceReader& reader, std::string slice, Take take,
                         const std::function<bool(std::uint64_t)>& progress) {
  bool is_first = true;
  while (true) {
    const bool is_at_end = slice.size() < slice_octets;
    const std::string_view octets = is_first ? skip_byte_order_mark(slice) : std::string_view(slice);
    if (!take(octets, is_at_end ? DelimitedReader::End::of_list : DelimitedReader::End::of_part)) return {};
    if (!progress(reader.octets())) return failure(ErrorCode::unavailable, "interrupted");
    if (is_at_end) return {};
    auto next = reader.next();
    if (!next) return tl::unexpected(next.error());
    slice = std::move(*next);
    is_first = false;
  }
}

} // namespace

Result<ListForm> form_of(std::string_view first_line, const ListOptions& options) {
  ListForm form;
  if (!options.is_csv && options.column.empty()) return form;
  form.separator = parsers::guess_separator(first_line);
  DelimitedRecord header;
  DelimitedReader reader(first_line, form.separator, 1, DelimitedReader::End::of_list);
  if (!reader.next(header)) return form;
  const auto column =
      options.column.empty() ? find_usual_column(header.fields) : find_column(header.fields, options.column);
  if (!column && !options.column.empty()) {
    return failure(ErrorCode::invalid_argument, "the list has no column " + options.column);
  }
  const auto contact = std::ranges::find_if(
      header.fields, [](const std::string& field) { return field.find('@') != std::string::npos; });
  form.has_header = column.has_value() || contact == header.fields.end();
  form.column =
      column.value_or(contact == header.fields.end() ? 0 : static_cast<std::size_t>(contact - header.fields.begin()));
  if (options.reason_column.empty()) return form;
  form.reason_column = find_column(header.fields, options.reason_column);
  if (!form.reason_column) {
    return failure(ErrorCode::invalid_argument, "the list has no column " + options.reason_column);
  }
  return form;
}

Result<ListAccount> read_list(int file, const ListOptions& options, store::ListImport& import,
                              const std::function<bool(std::uint64_t)>& progress) {
  SliceReader reader(file);
  auto first = reader.next();
  if (!first) return tl::unexpected(first.error());
  const auto form = form_of(first_line_of(skip_byte_order_mark(*first)), options);
  if (!form) return tl::unexpected(form.error());
  PartQueue queue;
  std::deque<Worker> workers;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::clamp(std::thread::hardware_concurrency(), 1u, most_workers); ++i) {
    Worker& worker = workers.emplace_back(queue, *form, options.usual_reason, import);
    threads.emplace_back([&worker] { worker.run(); });
  }
  Cutter cutter(queue, *form, {});
  auto done = read_slices(
      reader, std::move(*first),
      [&](std::string_view slice, DelimitedReader::End end) { return cutter.add(slice, end); }, progress);
  queue.close();
  for (std::thread& thread : threads) thread.join();
  ListAccount account;
  for (Worker& worker : workers) {
    if (done && !worker.done()) done = worker.done();
    account.counts.lines += worker.lines();
    account.counts.invalid += worker.invalid();
    std::ranges::move(worker.invalid_lines(), std::back_inserter(account.invalid));
  }
  if (!done) return tl::unexpected(done.error());
  std::ranges::sort(account.invalid, {}, &InvalidLine::line);
  if (account.invalid.size() > most_listed) account.invalid.resize(most_listed);
  account.content = reader.content(options);
  return account;
}

Result<classifier::Digest> digest_list(int file, const ListOptions& options) {
  SliceReader reader(file);
  auto slice = reader.next();
  while (slice && slice->size() == slice_octets) slice = reader.next();
  if (!slice) return tl::unexpected(slice.error());
  if (::lseek(file, 0, SEEK_SET) != 0) return failure(ErrorCode::storage_failed, "cannot read the list again");
  return reader.content(options);
}

} // namespace relay
