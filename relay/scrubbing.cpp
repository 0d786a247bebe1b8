#include "relay/scrubbing.hpp"

#include <algorithm>
#include <array>
#include <thread>

#include "classifier/may_send.hpp"
#include "relay/list_parts.hpp"
#include "relay/list_row.hpp"
#include "store/digest_lists.hpp"
#include "store/keyed_hash.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;

constexpr unsigned most_workers = 4;

struct Shared {
  const ScrubTask& task;
  const ListForm& form;
  const std::string fingerprint;
  PartQueue queue;
  PartOrder order;
  std::array<std::uint64_t, scrub_outputs> rows{}; // in turn
};

class Worker {
 public:
  explicit Worker(Shared& shared) : shared_(shared) {}

  void run() {
    while (auto part = shared_.queue.pop()) {
      if (done_) done_ = sort(*part);
      auto written = shared_.order.in_turn(part->number, [this] { return done_ ? write() : Result<void>(); });
      if (done_) done_ = written;
      if (!done_) shared_.queue.close();
    }
  }
  [[nodiscard]] const Result<void>& done() const { return done_; }

 private:
  Result<void> sort(const Part& part) {
    for (std::string& output : outputs_) output.clear();
    counts_ = {};
    PartRows rows(part, shared_.form);
    while (rows.next(row_)) {
      const auto output = place_of(read_row(row_, shared_.form, shared_.task.options, shared_.fingerprint));
      if (!output) return tl::unexpected(output.error());
      std::string& text = outputs_[static_cast<std::size_t>(*output)];
      text.append(row_.text);
      if (!row_.text.ends_with('\n')) text.push_back('\n'); // the list's last row
      ++counts_[static_cast<std::size_t>(*output)];
    }
    return {};
  }

  Result<ScrubOutput> place_of(const RowReading& reading) const {
    if (std::holds_alternative<InvalidRow>(reading)) return ScrubOutput::invalid;
    const auto* contact = std::get_if<RowContact>(&reading);
    if (contact == nullptr) return ScrubOutput::suppressed; // nobody asks to scrub so; better not written to
    const auto may = may_send(contact->who);
    if (!may && may.error().code == parsers::ErrorCode::invalid_argument) return ScrubOutput::invalid;
    if (!may) return tl::unexpected(may.error());
    return *may ? ScrubOutput::clean : ScrubOutput::suppressed;
  }

  Result<bool> may_send(const Listed& who) const {
    if (const auto* identity = std::get_if<parsers::Identity>(&who)) return shared_.task.may_send(*identity);
    store::LookUpKey key;
    if (const auto* digest = std::get_if<parsers::ContactDigest>(&who)) {
      key.hash = store::hash_of_digest(*digest, shared_.task.store.keys());
    } else if (const auto* keyed = std::get_if<KeyedHash>(&who)) {
      key.hash = keyed->hash;
      key.generation = keyed->generation;
    } else {
      return false; // a domain rule is nobody to write to
    }
    const auto states = shared_.task.store.states_at({&key, 1});
    if (!states) return tl::unexpected(states.error());
    return states->states.empty();
  }

  /// In the order of the list, while all others wait.
  Result<void> write() {
    for (std::size_t i = 0; i < scrub_outputs; ++i) {
      shared_.rows[i] += counts_[i];
      if (outputs_[i].empty()) continue;
      if (auto done = shared_.task.write(static_cast<ScrubOutput>(i), outputs_[i]); !done) return done;
    }
    return {};
  }

  Shared& shared_;
  ListRow row_;
  std::array<std::string, scrub_outputs> outputs_; // of one part
  std::array<std::uint64_t, scrub_outputs> counts_{};
  Result<void> done_;
};

} // namespace

Result<ScrubAccount> scrub_list(int file, const ScrubTask& task) {
  ListSource source(file);
  auto beginning = source.next();
  if (!beginning) return tl::unexpected(beginning.error());
  auto form = form_of(*beginning, task.options);
  if (!form) return tl::unexpected(form.error());
  form->provider = nullptr; // why a row is on this list says nothing about whether it may be written to
  form->is_own_export = false;
  if (form->has_header && form->format == ListFormat::columns) {
    ListCutter cutter(*form);
    cutter.add(*beginning, parsers::DelimitedReader::End::of_part);
    for (std::size_t i = 0; i < scrub_outputs; ++i) {
      if (auto done = task.write(static_cast<ScrubOutput>(i), cutter.header()); !done) {
        return tl::unexpected(done.error());
      }
    }
  }
  Shared shared{.task = task,
                .form = *form,
                .fingerprint = store::fingerprint_of(task.store.keys()),
                .queue = {},
                .order = {},
                .rows = {}};
  std::deque<Worker> workers;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::clamp(std::thread::hardware_concurrency(), 1u, most_workers); ++i) {
    Worker& worker = workers.emplace_back(shared);
    threads.emplace_back([&worker] { worker.run(); });
  }
  auto done = read_parts({source, *form, std::move(*beginning), task.progress}, shared.queue);
  shared.queue.close();
  for (std::thread& thread : threads) thread.join();
  for (const Worker& worker : workers)
    if (done && !worker.done()) done = worker.done();
  if (!done) return tl::unexpected(done.error());
  ScrubAccount account;
  std::ranges::copy(shared.rows, account.rows);
  account.form = name_of(form->format);
  return account;
}

} // namespace relay
