// How much mail one peer may bring and one address may get in a while. The time is an argument.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parsers/envelope.hpp"
#include "parsers/instant.hpp"
#include "parsers/network_address.hpp"
#include "smtp/rate_table.hpp"
#include "smtp/reply.hpp"

namespace smtp {

/// 0: as many as anybody likes.
struct MessageLimitOptions {
  std::uint32_t messages_a_minute = 100;            // of one address, of IPv6 its /64
  std::uint32_t messages_of_network_a_minute = 200; // of /24 of IPv4, /64 of IPv6
  std::uint32_t messages_to_address_an_hour = 300;  // that were accepted for one of our addresses
  std::vector<parsers::Network> trusted;            // nothing of this holds for them
};

/// Safe for several threads.
class MessageLimits {
 public:
  explicit MessageLimits(MessageLimitOptions options);

  /// A message begins: counts it, or says why it may not.
  std::optional<Reply> begin_message(const parsers::NetworkAddress& peer, parsers::Instant now);
  /// What speaks against a recipient now; nothing is counted.
  [[nodiscard]] std::optional<Reply> objection_to(const parsers::NetworkAddress& peer, std::string_view recipient,
                                                  parsers::Instant now) const;
  /// The message was accepted.
  void count(const parsers::NetworkAddress& peer, const std::vector<parsers::ForwardPath>& recipients,
             parsers::Instant now);

 private:
  [[nodiscard]] bool is_trusted(const parsers::NetworkAddress& peer) const { return is_in(peer, trusted_); }

  const std::vector<parsers::Network> trusted_;
  RateTable of_address_;
  RateTable of_network_;
  RateTable to_address_;
};

} // namespace smtp
