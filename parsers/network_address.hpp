// Network addresses and networks (CIDR blocks) as values.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/result.hpp"

struct sockaddr;

namespace parsers {

/// IPv4 is kept mapped into IPv6 (RFC 4291 2.5.5.2), so both forms of one address are equal.
class NetworkAddress {
 public:
  using Octets = std::array<std::uint8_t, 16>;

  NetworkAddress() = default; // the unspecified address
  explicit NetworkAddress(const Octets& octets) : octets_(octets) {}
  static Result<NetworkAddress> parse(std::string_view text);
  /// Neither IPv4 nor IPv6 (a Unix socket): the unspecified address.
  static NetworkAddress of(const sockaddr* address);

  /// "192.0.2.1" or "2001:db8::1".
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool is_version_4() const;
  [[nodiscard]] bool is_loopback() const;
  /// Whom limits count: the address itself, of IPv6 its /64, which one customer has whole.
  [[nodiscard]] NetworkAddress source() const;
  [[nodiscard]] const Octets& octets() const { return octets_; }

  friend auto operator<=>(const NetworkAddress&, const NetworkAddress&) = default;

 private:
  Octets octets_{};
};

class Network {
 public:
  /// "192.0.2.0/24", "2001:db8::/32", or a single address. Bits behind the prefix are ignored.
  static Result<Network> parse(std::string_view text);
  /// What one subscriber commonly has: /24 of IPv4, /64 of IPv6.
  static Network around(const NetworkAddress& address);

  [[nodiscard]] bool contains(const NetworkAddress& address) const;
  /// "192.0.2.0/24", "2001:db8::/64"
  friend std::string to_string(const Network& network);
  [[nodiscard]] NetworkAddress first() const { return NetworkAddress(octets_); }
  friend auto operator<=>(const Network&, const Network&) = default;

 private:
  Network(const NetworkAddress& address, std::size_t bits);
  NetworkAddress::Octets octets_{}; // zero behind the prefix
  std::size_t bits_ = 0;            // of the mapped form
};

/// 127.0.0.0/8 and ::1: what is trusted when nothing is configured.
std::vector<Network> loopback_networks();
/// The address lies in one of them.
bool is_in(const NetworkAddress& address, std::span<const Network> networks);

} // namespace parsers
