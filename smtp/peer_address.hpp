// Network addresses of clients, and networks of them, as values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "parsers/result.hpp"

namespace smtp {

/// An IPv4 or IPv6 address; IPv4 is kept mapped into IPv6 (RFC 4291 2.5.5.2), so both forms of one peer are equal.
class PeerAddress {
 public:
  using Octets = std::array<std::uint8_t, 16>;

  explicit PeerAddress(const Octets& octets) : octets_(octets) {}
  static parsers::Result<PeerAddress> parse(std::string_view text);

  [[nodiscard]] bool is_version_4() const;
  [[nodiscard]] const Octets& octets() const { return octets_; }
  /// "192.0.2.1" or "2001:db8::1".
  [[nodiscard]] std::string text() const;

  friend auto operator<=>(const PeerAddress&, const PeerAddress&) = default;

 private:
  Octets octets_;
};

/// A CIDR block.
class Network {
 public:
  /// "192.0.2.0/24", "2001:db8::/32", or a single address. Bits behind the prefix are ignored.
  static parsers::Result<Network> parse(std::string_view text);
  /// What one subscriber commonly has: /24 of IPv4, /64 of IPv6.
  static Network around(const PeerAddress& address);

  [[nodiscard]] bool contains(const PeerAddress& address) const;
  friend auto operator<=>(const Network&, const Network&) = default;

 private:
  Network(const PeerAddress& address, std::size_t bits);
  PeerAddress::Octets octets_{}; // zero behind the prefix
  std::size_t bits_ = 0;         // of the mapped form
};

} // namespace smtp
