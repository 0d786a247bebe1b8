// Network addresses and prefixes, IPv4 as mapped IPv6 so that both compare alike.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "parsers/result.hpp"

struct sockaddr;

namespace admin {

class NetworkAddress {
 public:
  NetworkAddress() = default;
  static parsers::Result<NetworkAddress> parse(std::string_view text);
  /// Neither IPv4 nor IPv6 (a Unix socket): the unspecified address.
  static NetworkAddress of(const sockaddr* address);

  /// "192.0.2.1" or "2001:db8::1".
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool is_loopback() const;
  /// Whom limits count: the address itself, of IPv6 its /64, which one customer has whole.
  [[nodiscard]] NetworkAddress source() const;
  [[nodiscard]] const std::array<std::uint8_t, 16>& octets() const { return octets_; }
  friend auto operator<=>(const NetworkAddress&, const NetworkAddress&) = default;

 private:
  [[nodiscard]] bool is_ipv4() const;
  friend class Network;
  std::array<std::uint8_t, 16> octets_{};
};

class Network {
 public:
  /// "192.0.2.0/24", "2001:db8::/32" or a single address.
  static parsers::Result<Network> parse(std::string_view text);
  [[nodiscard]] bool contains(const NetworkAddress& address) const;

 private:
  NetworkAddress base_;
  unsigned bits_ = 128; // of the mapped form
};

bool is_in(const NetworkAddress& address, std::span<const Network> networks);

} // namespace admin
