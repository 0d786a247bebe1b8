// Messages whose proof of sender waits for the DNS: they stay in the spool, uncommitted, and are read again a little
// later, until it is too late to wait. What there is no room for does not wait.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "parsers/instant.hpp"
#include "store/spool.hpp"

namespace relay {

class WaitingMessages {
 public:
  static constexpr std::chrono::minutes longest_wait{5}; // since it was received
  static constexpr std::size_t most_messages = 1024;
  static constexpr std::uint64_t most_octets = 32ULL << 20;

  /// Whether this message may wait at all.
  [[nodiscard]] bool may_wait(const store::SpooledMessage& message, parsers::Instant now) const;
  void add(store::SpooledMessage message, parsers::Instant now);
  /// Takes out those whose time has come: first after five seconds, then each time after twice as long.
  std::vector<store::SpooledMessage> take_due(parsers::Instant now);
  [[nodiscard]] std::size_t size() const { return waiting_.size(); }

 private:
  struct Waiting {
    store::SpooledMessage message;
    parsers::Instant due;
  };
  std::vector<Waiting> waiting_;
  std::uint64_t octets_ = 0;
};

} // namespace relay
