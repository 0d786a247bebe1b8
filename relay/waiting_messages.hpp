// Messages whose proof of sender waits for the DNS: they stay in the spool, uncommitted, and are read again a little
// later, until it is too late to wait. What there is no room for does not wait.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <vector>

#include "parsers/instant.hpp"
#include "store/spool.hpp"

namespace relay {

class WaitingMessages {
 public:
  static constexpr std::chrono::minutes longest_wait{5}; // since it was put to wait first
  static constexpr std::size_t most_messages = 1024;
  static constexpr std::uint64_t most_octets = 32ULL << 20;
  static constexpr std::size_t most_at_once = 512;

  /// Messages that are to wait and were not added yet.
  struct Intended {
    std::size_t messages = 0;
    std::uint64_t octets = 0;
    void count(const store::SpooledMessage& message);
  };

  /// Whether this message may wait at all, beside those that are to.
  [[nodiscard]] bool may_wait(const store::SpooledMessage& message, parsers::Instant now,
                              const Intended& intended) const;
  void add(store::SpooledMessage message, parsers::Instant now);
  /// Takes out those whose time has come, as many as one round may have: first after five seconds, then each time after
  /// twice as long. When they waited first is remembered until forget().
  std::vector<store::SpooledMessage> take_due(parsers::Instant now);
  /// The message waits no more.
  void forget(store::SpoolId id) { waits_since_.erase(id); }
  [[nodiscard]] std::size_t size() const { return waiting_.size(); }

 private:
  struct Waiting {
    store::SpooledMessage message;
    parsers::Instant due;
  };
  std::vector<Waiting> waiting_;
  std::map<store::SpoolId, parsers::Instant> waits_since_;
  std::uint64_t octets_ = 0;
};

} // namespace relay
