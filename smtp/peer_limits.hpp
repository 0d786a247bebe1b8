// How many connections may stand, in all, of one address and of one network; and who is barred for a while. The time is
// an argument.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "parsers/network_address.hpp"
#include "smtp/deadlines.hpp"
#include "smtp/reply.hpp"

namespace smtp {

using parsers::Network;
using parsers::NetworkAddress;

struct PeerLimitOptions {
  std::size_t connections = 500;
  std::size_t connections_of_address = 50;
  std::size_t connections_of_network = 100;  // /24 of IPv4, /64 of IPv6
  std::size_t new_connections_a_minute = 60; // of one address
  std::chrono::milliseconds bar = std::chrono::minutes(10);
  std::size_t remembered_addresses = 10'000;
  std::vector<Network> trusted; // only `connections` holds for them
};

/// Safe for several threads.
class PeerLimits {
 public:
  explicit PeerLimits(PeerLimitOptions options) : options_(std::move(options)) {}

  /// Counts a new connection of `peer`, to be given back by release(); a reply when it is one too many, not counted.
  std::optional<Reply> admit(const NetworkAddress& peer, TimePoint now);
  void release(const NetworkAddress& peer);
  /// Admits no new connection of this peer for a while; does nothing to a trusted one.
  void bar(const NetworkAddress& peer, TimePoint now);
  /// More than 70 % of the connections that there may be.
  [[nodiscard]] Stress stress() const;

 private:
  struct Peer {
    std::size_t open = 0;
    TimePoint minute{}; // when its current minute began
    std::size_t new_in_minute = 0;
    TimePoint barred_until{};
  };
  [[nodiscard]] bool is_trusted(const NetworkAddress& peer) const;
  Peer& remember(const NetworkAddress& address, TimePoint now);
  void forget_the_idle(TimePoint now);

  const PeerLimitOptions options_;
  mutable std::mutex mutex_;
  std::size_t open_ = 0;
  std::map<NetworkAddress, Peer> peers_;
  std::map<Network, std::size_t> open_of_network_;
};

} // namespace smtp
