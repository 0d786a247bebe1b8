// The processor: takes what the spool holds, understands it with several workers, commits it with one writer, and only
// then lets it leave the spool; while one round is committed the next is read. A crash anywhere repeats work and
// changes nothing.
#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <thread>

#include "relay/attempt.hpp"
#include "relay/pipeline.hpp"
#include "relay/waiting_messages.hpp"
#include "store/spool.hpp"
#include "store/store.hpp"

namespace relay {

/// What happened to one message; for the log.
struct ProcessedMessage {
  const store::SpooledMessage* message = nullptr;
  std::size_t entries = 0;
  std::string_view outcome; // "committed", "given_up"
};

struct ProcessorObserver {
  std::function<void(const ProcessedMessage&)> message;
  std::function<void(const parsers::Error&)> failed; // a round failed; it is tried again after a pause
};

class Processor {
 public:
  struct Parts {
    store::Store& store;
    store::SpoolReader& spool;
    Attempt& attempt;
    smtp::TextResolver* resolver = nullptr; // of signers' keys; null: no signature is looked at
  };
  /// Borrows the parts; they must outlive it. Starts nothing.
  Processor(Parts parts, PipelineSettings settings, ProcessorObserver observer);
  ~Processor();

  void start();
  /// Ends after the rounds that run; what is claimed and not committed is claimed again after the next start.
  void stop();

  /// Why it has ended by itself: the store fails to write, also after it was opened again. Nothing while it works.
  [[nodiscard]] std::optional<parsers::Error> trouble() const;

  /// One round: claims, reads, commits, releases. The number of messages; 0: there was nothing to do.
  parsers::Result<std::size_t> run_once();

 private:
  using Messages = std::span<const store::SpooledMessage>;
  struct Understanding {
    std::vector<store::NewMessage> records; // views into the messages
    std::set<store::SpoolId> waiting;       // messages that have no record yet
  };
  /// Messages that were read, and what is to be kept of them.
  struct Round {
    std::vector<store::SpooledMessage> messages;
    Understanding understood;
    bool is_committed = false;
  };
  void run();
  /// As run_once, but leaves the commit to a thread of its own, and waits for the one before. After a suspect, or with
  /// nothing to do, nothing is being committed any more.
  parsers::Result<std::size_t> run_ahead();
  /// Waits for the commit that runs, if one does.
  parsers::Result<void> end_commit();
  parsers::Result<void> commit_round(Round& round);
  bool maintain();
  /// Once a day, when there is nothing else to do.
  void keep_house(parsers::Instant now);
  parsers::Result<void> claim();
  [[nodiscard]] Messages next_batch() const;
  parsers::Result<void> commit(Messages messages, const Understanding& understood);
  parsers::Result<Understanding> understand(Messages messages);
  [[nodiscard]] parsers::Result<MessageOutcome> read(const store::SpooledMessage& message,
                                                     const std::optional<smtp::TextAnswers>& keys,
                                                     OnMissingKey on_missing_key) const;
  [[nodiscard]] WaitingMessages::Intended intended_waits() const;
  [[nodiscard]] std::optional<smtp::TextAnswers> ask_keys(Messages messages) const;
  /// The messages were committed: those that were not, for they wait, are set aside.
  void set_aside(std::span<store::SpooledMessage> messages, const Understanding& understood);
  parsers::Result<void> release(std::span<const store::SpoolId> ids);

  Parts parts_;
  PipelineSettings settings_;
  ProcessorObserver observer_;
  std::vector<store::SpooledMessage> claimed_; // claimed and not yet committed: kept when a commit fails
  WaitingMessages waiting_;
  std::unique_ptr<Round> committing_; // while `commit_` runs
  std::future<parsers::Result<void>> commit_;
  std::chrono::sys_days kept_house_on_{};
  std::atomic<bool> stopping_{false};
  mutable std::mutex trouble_mutex_;
  std::optional<parsers::Error> trouble_;
  std::thread thread_;
};

} // namespace relay
