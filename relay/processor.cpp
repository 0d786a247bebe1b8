#include "relay/processor.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "relay/clock.hpp"

namespace relay {
namespace {

using parsers::Result;

constexpr std::size_t most_messages = 512;         // of one transaction
constexpr std::uint64_t most_octets = 32ull << 20; // of one transaction, in memory
constexpr std::size_t least_for_second_worker = 8; // below, starting a thread costs more than it saves
constexpr std::chrono::milliseconds longest_wait{500};
constexpr std::chrono::seconds pause_after_failure{1};
constexpr std::chrono::seconds patience_with_resolver{2}; // of a round

std::vector<store::SpoolId> ids_of(std::span<const store::SpooledMessage> messages,
                                   const std::set<store::SpoolId>& but_for = {}) {
  std::vector<store::SpoolId> ids;
  ids.reserve(messages.size());
  for (const store::SpooledMessage& message : messages)
    if (!but_for.contains(message.id)) ids.push_back(message.id);
  return ids;
}

} // namespace

Processor::Processor(Parts parts, PipelineSettings settings, ProcessorObserver observer)
    : parts_(parts), settings_(std::move(settings)), observer_(std::move(observer)) {}

Processor::~Processor() { stop(); }

void Processor::start() {
  thread_ = std::thread([this] { run(); });
}

void Processor::stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

std::optional<parsers::Error> Processor::trouble() const {
  const std::lock_guard lock(trouble_mutex_);
  return trouble_;
}

/// False when the store cannot be trusted to keep anything any more.
bool Processor::maintain() {
  const auto maintained = parts_.store.maintain(now());
  if (maintained) return true;
  observer_.failed(maintained.error());
  const auto code = maintained.error().code;
  if (code != parsers::ErrorCode::storage_failed && code != parsers::ErrorCode::corrupt) return true;
  const std::lock_guard lock(trouble_mutex_);
  trouble_ = maintained.error();
  return false;
}

void Processor::run() {
  while (!stopping_ && maintain()) {
    const auto done = run_ahead();
    if (!done) {
      observer_.failed(done.error());
      std::this_thread::sleep_for(pause_after_failure);
    } else if (*done == 0) {
      keep_house(now());
      parts_.spool.wait(longest_wait);
    }
  }
  if (auto ended = end_commit(); !ended) observer_.failed(ended.error());
}

/// Once a day, and soon after the start: what has had its time goes, and the keys that erasures left.
void Processor::keep_house(parsers::Instant now) {
  const auto today = std::chrono::floor<std::chrono::days>(now);
  if (today == kept_house_on_) return;
  kept_house_on_ = today;
  const auto go_on = [this](std::uint64_t, std::uint64_t) { return !stopping_; };
  if (auto applied = parts_.store.apply_retention({}, now, go_on); !applied) observer_.failed(applied.error());
  if (auto finished = parts_.store.finish_erasures(now); !finished) observer_.failed(finished.error());
}

Result<std::size_t> Processor::run_once() {
  if (auto claimed = claim(); !claimed) return tl::unexpected(claimed.error());
  const Messages batch = next_batch();
  if (batch.empty()) {
    // Segments whose last message was let go of before a newer one began can go now.
    if (auto released = release({}); !released) return tl::unexpected(released.error());
    return 0;
  }
  const std::vector<store::SpoolId> ids = ids_of(batch);
  if (auto begun = parts_.attempt.begin(ids); !begun) return tl::unexpected(begun.error());
  const auto understood = understand(batch);
  if (!understood) return tl::unexpected(understood.error());
  if (auto committed = commit(batch, *understood); !committed) return tl::unexpected(committed.error());
  if (auto ended = parts_.attempt.end(ids); !ended) return tl::unexpected(ended.error());
  const std::vector<store::SpoolId> finished = ids_of(batch, understood->waiting);
  set_aside(std::span(claimed_).first(ids.size()), *understood);
  claimed_.erase(claimed_.begin(), claimed_.begin() + static_cast<std::ptrdiff_t>(ids.size()));
  if (auto released = release(finished); !released) return tl::unexpected(released.error());
  return ids.size();
}

/// A round does not see in the store what the round before adds, no more than the messages of one round see each other:
/// facts are joined in any order. What a suspect did to the last process it may do to this one: it is read when nothing
/// else is in hand.
Result<std::size_t> Processor::run_ahead() {
  if (auto claimed = claim(); !claimed) return tl::unexpected(claimed.error());
  const Messages batch = next_batch();
  if (batch.empty() || parts_.attempt.is_suspect(batch.front().id) || batch.size() != claimed_.size()) {
    if (auto ended = end_commit(); !ended) return tl::unexpected(ended.error());
    return run_once();
  }
  std::vector<store::SpoolId> in_hand = ids_of(batch);
  const std::size_t messages = in_hand.size();
  // What is being committed may end the process as well.
  if (committing_) std::ranges::copy(ids_of(committing_->messages), std::back_inserter(in_hand));
  if (auto begun = parts_.attempt.begin(in_hand); !begun) return tl::unexpected(begun.error());
  auto understood = understand(batch);
  if (!understood) return tl::unexpected(understood.error());
  if (auto ended = end_commit(); !ended) return tl::unexpected(ended.error());
  committing_ = std::make_unique<Round>(Round{std::exchange(claimed_, {}), std::move(*understood)});
  commit_ = std::async(std::launch::async, [this] { return commit_round(*committing_); });
  return messages;
}

Result<void> Processor::commit_round(Round& round) {
  if (auto committed = commit(round.messages, round.understood); !committed) return committed;
  round.is_committed = true;
  return release(ids_of(round.messages, round.understood.waiting));
}

/// Messages whose commit failed are the first of what is claimed again.
Result<void> Processor::end_commit() {
  if (!commit_.valid()) return {};
  auto ended = commit_.get();
  if (!committing_->is_committed) {
    std::vector<store::SpooledMessage>& again = committing_->messages;
    again.insert(again.end(), std::make_move_iterator(claimed_.begin()), std::make_move_iterator(claimed_.end()));
    claimed_ = std::move(again);
  } else {
    set_aside(committing_->messages, committing_->understood);
  }
  committing_.reset();
  return ended && claimed_.empty() ? parts_.attempt.end({}) : ended;
}

Result<void> Processor::claim() {
  if (!claimed_.empty()) return {};
  claimed_ = waiting_.take_due(now());
  if (!claimed_.empty()) return {};
  auto claimed = parts_.spool.claim(most_messages, most_octets);
  if (!claimed) return tl::unexpected(claimed.error());
  claimed_ = std::move(*claimed);
  return {};
}

/// A message that was being read when the last process ended is read alone.
Processor::Messages Processor::next_batch() const {
  const auto is_suspect = [this](const store::SpooledMessage& message) {
    return parts_.attempt.is_suspect(message.id);
  };
  const auto first = std::find_if(claimed_.begin(), claimed_.end(), is_suspect);
  const std::size_t before = static_cast<std::size_t>(first - claimed_.begin());
  if (before == 0 && !claimed_.empty()) return Messages(claimed_).first(1);
  return Messages(claimed_).first(before);
}

Result<void> Processor::release(std::span<const store::SpoolId> ids) {
  const auto removed = parts_.spool.release(ids);
  if (!removed) return tl::unexpected(removed.error());
  if (removed->empty()) return {};
  return parts_.store.forget_done_marks(*removed);
}

Result<void> Processor::commit(Messages messages, const Understanding& understood) {
  const std::vector<store::NewMessage>& records = understood.records;
  if (!records.empty()) {
    if (auto committed = parts_.store.commit({}, records); !committed) return tl::unexpected(committed.error());
  }
  auto record = records.begin();
  for (const store::SpooledMessage& message : messages) {
    if (understood.waiting.contains(message.id)) continue;
    std::size_t entries = 0;
    for (; record != records.end() && record->spool_id == message.id; ++record) entries += record->drafts.size();
    observer_.message({&message, entries, parts_.attempt.is_hopeless(message.id) ? "given_up" : "committed"});
  }
  return {};
}

/// Half of the messages in this thread, half in another: the work is pure, and two cores are what a small VM has.
Result<Processor::Understanding> Processor::understand(Messages messages) {
  std::vector<Result<MessageOutcome>> results(messages.size());
  const std::optional<smtp::TextAnswers> keys = ask_keys(messages);
  const parsers::Instant asked_at = now();
  WaitingMessages::Intended intended = intended_waits();
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < messages.size(); i = next++) {
      const bool may_wait = waiting_.may_wait(messages[i], asked_at, intended);
      results[i] = read(messages[i], keys, may_wait ? OnMissingKey::wait : OnMissingKey::go_on);
    }
  };
  if (messages.size() >= least_for_second_worker && std::thread::hardware_concurrency() > 1) {
    std::thread second(work);
    work();
    second.join();
  } else {
    work();
  }
  Understanding understood;
  for (std::size_t i = 0; i < results.size(); ++i) {
    auto& result = results[i];
    // Those before it in this round may have taken the room.
    if (result && result->waits_for_key && !waiting_.may_wait(messages[i], asked_at, intended))
      result = read(messages[i], keys, OnMissingKey::go_on);
    if (!result) return tl::unexpected(result.error());
    if (result->waits_for_key) {
      intended.count(messages[i]);
      understood.waiting.insert(messages[i].id);
    }
    std::ranges::move(result->records, std::back_inserter(understood.records));
  }
  return understood;
}

Result<MessageOutcome> Processor::read(const store::SpooledMessage& message,
                                       const std::optional<smtp::TextAnswers>& keys,
                                       OnMissingKey on_missing_key) const {
  const Reading reading = parts_.attempt.is_hopeless(message.id) ? Reading::given_up : Reading::whole;
  return process_message({message, reading, keys ? &*keys : nullptr, on_missing_key}, parts_.store, settings_);
}

/// The commit that runs sets them aside when it has ended.
WaitingMessages::Intended Processor::intended_waits() const {
  WaitingMessages::Intended intended;
  if (!committing_) return intended;
  for (const store::SpooledMessage& message : committing_->messages)
    if (committing_->understood.waiting.contains(message.id)) intended.count(message);
  return intended;
}

/// One question for the whole round: a name that nobody answers costs the round its patience once. What comes later is
/// there when it is asked again.
std::optional<smtp::TextAnswers> Processor::ask_keys(Messages messages) const {
  if (parts_.resolver == nullptr) return std::nullopt;
  std::vector<std::string> names;
  for (const store::SpooledMessage& message : messages) {
    if (!parts_.attempt.is_hopeless(message.id))
      std::ranges::move(settings_.prover.key_names(message.octets), std::back_inserter(names));
  }
  if (names.empty()) return smtp::TextAnswers{};
  return parts_.resolver->ask(names, patience_with_resolver);
}

void Processor::set_aside(std::span<store::SpooledMessage> messages, const Understanding& understood) {
  const parsers::Instant at = now();
  for (store::SpooledMessage& message : messages) {
    if (understood.waiting.contains(message.id)) {
      waiting_.add(std::move(message), at);
    } else {
      waiting_.forget(message.id);
    }
  }
}

} // namespace relay
