#include "smtp/peer_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace smtp {
namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::size_t version_4_bits = 96; // in front of an IPv4 address in its mapped form
constexpr std::size_t all_bits = 128;

parsers::Result<Network> no_network() {
  return parsers::failure(parsers::ErrorCode::invalid_argument, "not a network: expected ADDRESS or ADDRESS/BITS");
}

} // namespace

parsers::Result<PeerAddress> PeerAddress::parse(std::string_view text) {
  const std::string terminated(text);
  Octets octets{};
  if (inet_pton(AF_INET6, terminated.c_str(), octets.data()) == 1) return PeerAddress(octets);
  std::copy(mapped_prefix.begin(), mapped_prefix.end(), octets.begin());
  if (inet_pton(AF_INET, terminated.c_str(), octets.data() + mapped_prefix.size()) == 1) return PeerAddress(octets);
  return parsers::failure(parsers::ErrorCode::invalid_argument, "not an IP address");
}

bool PeerAddress::is_version_4() const {
  return std::equal(mapped_prefix.begin(), mapped_prefix.end(), octets_.begin());
}

std::string PeerAddress::text() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_version_4()) {
    inet_ntop(AF_INET, octets_.data() + mapped_prefix.size(), text.data(), text.size());
  } else {
    inet_ntop(AF_INET6, octets_.data(), text.data(), text.size());
  }
  return text.data();
}

Network::Network(const PeerAddress& address, std::size_t bits) : bits_(bits) {
  for (std::size_t i = 0; i < octets_.size(); ++i) {
    const std::size_t kept = bits > i * 8 ? std::min<std::size_t>(bits - i * 8, 8) : 0;
    octets_[i] = static_cast<std::uint8_t>(address.octets()[i] & (0xff00u >> kept));
  }
}

parsers::Result<Network> Network::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = PeerAddress::parse(text.substr(0, slash));
  if (!address) return no_network();
  if (slash == std::string_view::npos) return Network(*address, all_bits);
  const std::string_view digits = text.substr(slash + 1);
  std::size_t bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (error != std::errc{} || end != digits.data() + digits.size()) return no_network();
  const std::size_t before = address->is_version_4() ? version_4_bits : 0;
  if (bits > all_bits - before) return no_network();
  return Network(*address, before + bits);
}

Network Network::around(const PeerAddress& address) {
  return Network(address, address.is_version_4() ? version_4_bits + 24 : 64);
}

bool Network::contains(const PeerAddress& address) const { return Network(address, bits_).octets_ == octets_; }

} // namespace smtp
