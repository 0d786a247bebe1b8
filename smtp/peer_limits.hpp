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
#include "smtp/rate_table.hpp"
#include "smtp/reply.hpp"

namespace smtp {

using parsers::Network;
using parsers::NetworkAddress;

struct PeerLimitOptions {
  std::size_t connections = 500;
  std::size_t connections_of_address = 50;
  std::size_t connections_of_network = 100;  // /24 of IPv4, /64 of IPv6
  std::size_t new_connections_a_minute = 60; // of one address
  std::uint32_t new_connections_of_network_a_minute = 120;
  std::chrono::milliseconds bar = std::chrono::minutes(10);
  std::size_t remembered_addresses = 10'000;
  std::vector<Network> trusted; // only `connections` holds for them
};

/// Safe for several threads.
class PeerLimits {
 public:
  explicit PeerLimits(PeerLimitOptions options);

  /// Counts a new connection of `peer`, to be given back by release(); a reply when it is one too many, not counted.
  std::optional<Reply> admit(const NetworkAddress& peer, TimePoint now);
  void release(const NetworkAddress& peer);
  /// The same for a connection whose peer is not known yet, as a proxy has still to name it: hold() counts it, then
  /// name() or let_go() follows. After a refusal by name() it is not counted any more.
  std::optional<Reply> hold();
  std::optional<Reply> name(const NetworkAddress& peer, TimePoint now);
  void let_go();
  /// Admits no new connection of this peer's source() for a while; does nothing to a trusted one.
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
  std::optional<Reply> count(const NetworkAddress& peer, TimePoint now);
  Peer& remember(const NetworkAddress& address, TimePoint now);
  void forget_the_idle(TimePoint now);

  const PeerLimitOptions options_;
  RateTable new_of_network_;
  mutable std::mutex mutex_;
  std::size_t open_ = 0;
  std::map<NetworkAddress, Peer> peers_;
  std::map<Network, std::size_t> open_of_network_;
};

} // namespace smtp
