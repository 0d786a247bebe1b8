#include "relay/processor.hpp"

#include <algorithm>

namespace relay {
namespace {

using parsers::Result;

constexpr std::size_t most_messages = 512;         // of one transaction
constexpr std::uint64_t most_octets = 32ull << 20; // of one transaction, in memory
constexpr std::size_t least_for_second_worker = 8; // below, starting a thread costs more than it saves
constexpr std::chrono::milliseconds longest_wait{500};
constexpr std::chrono::seconds pause_after_failure{1};

} // namespace

Processor::Processor(store::Store& store, store::SpoolReader& spool, PipelineSettings settings,
                     ProcessorObserver observer)
    : store_(store), spool_(spool), settings_(std::move(settings)), observer_(std::move(observer)) {}

Processor::~Processor() { stop(); }

void Processor::start() {
  thread_ = std::thread([this] { run(); });
}

void Processor::stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

void Processor::run() {
  while (!stopping_) {
    const auto done = run_once();
    if (!done) {
      observer_.failed(done.error());
      std::this_thread::sleep_for(pause_after_failure);
    } else if (*done == 0) {
      spool_.wait(longest_wait);
    }
  }
}

Result<std::size_t> Processor::run_once() {
  if (claimed_.empty()) {
    auto claimed = spool_.claim(most_messages, most_octets);
    if (!claimed) return tl::unexpected(claimed.error());
    claimed_ = std::move(*claimed);
  }
  if (claimed_.empty()) return 0;
  if (auto committed = commit(claimed_); !committed) return tl::unexpected(committed.error());

  std::vector<store::SpoolId> ids;
  ids.reserve(claimed_.size());
  for (const store::SpooledMessage& message : claimed_) ids.push_back(message.id);
  claimed_.clear();
  const auto removed = spool_.release(ids);
  if (!removed) return tl::unexpected(removed.error());
  if (!removed->empty()) {
    if (auto forgotten = store_.forget_done_marks(*removed); !forgotten) return tl::unexpected(forgotten.error());
  }
  return ids.size();
}

Result<void> Processor::commit(std::span<const store::SpooledMessage> messages) {
  auto records = understand(messages);
  if (!records) return tl::unexpected(records.error());
  if (auto committed = store_.commit({}, *records); !committed) return tl::unexpected(committed.error());
  for (const store::SpooledMessage& message : messages) {
    std::size_t entries = 0;
    for (const store::NewMessage& record : *records) {
      if (record.spool_id == message.id) entries += record.drafts.size();
    }
    observer_.message({&message, entries, "committed"});
  }
  return {};
}

/// Half of the messages in this thread, half in another: the work is pure, and two cores are what a small VM has.
Result<std::vector<store::NewMessage>> Processor::understand(std::span<const store::SpooledMessage> messages) {
  std::vector<Result<std::vector<store::NewMessage>>> results(messages.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < messages.size(); i = next++) {
      results[i] = process_message(messages[i], store_, settings_);
    }
  };
  if (messages.size() >= least_for_second_worker && std::thread::hardware_concurrency() > 1) {
    std::thread second(work);
    work();
    second.join();
  } else {
    work();
  }
  std::vector<store::NewMessage> records;
  for (auto& result : results) {
    if (!result) return tl::unexpected(result.error());
    std::move(result->begin(), result->end(), std::back_inserter(records));
  }
  return records;
}

} // namespace relay
