#include "parsers/network_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace parsers {
namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::size_t version_4_bits = 96; // in front of an IPv4 address in its mapped form
constexpr std::size_t all_bits = 128;

Result<Network> no_network() {
  return failure(ErrorCode::invalid_argument, "not a network: expected ADDRESS or ADDRESS/BITS");
}

NetworkAddress mapped(const void* version_4) {
  NetworkAddress::Octets octets{};
  std::copy(mapped_prefix.begin(), mapped_prefix.end(), octets.begin());
  std::memcpy(octets.data() + mapped_prefix.size(), version_4, octets.size() - mapped_prefix.size());
  return NetworkAddress(octets);
}

} // namespace

Result<NetworkAddress> NetworkAddress::parse(std::string_view text) {
  const std::string terminated(text);
  Octets octets{};
  in_addr version_4{};
  if (inet_pton(AF_INET6, terminated.c_str(), octets.data()) == 1) return NetworkAddress(octets);
  if (inet_pton(AF_INET, terminated.c_str(), &version_4) == 1) return mapped(&version_4);
  return failure(ErrorCode::invalid_argument, "not a network address");
}

NetworkAddress NetworkAddress::of(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in version_4{};
    std::memcpy(&version_4, address, sizeof version_4);
    return mapped(&version_4.sin_addr);
  }
  Octets octets{};
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 version_6{};
    std::memcpy(&version_6, address, sizeof version_6);
    std::memcpy(octets.data(), &version_6.sin6_addr, octets.size());
  }
  return NetworkAddress(octets);
}

bool NetworkAddress::is_version_4() const {
  return std::equal(mapped_prefix.begin(), mapped_prefix.end(), octets_.begin());
}

std::string NetworkAddress::text() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_version_4()) {
    inet_ntop(AF_INET, octets_.data() + mapped_prefix.size(), text.data(), text.size());
  } else {
    inet_ntop(AF_INET6, octets_.data(), text.data(), text.size());
  }
  return text.data();
}

bool NetworkAddress::is_loopback() const {
  if (is_version_4()) return octets_[mapped_prefix.size()] == 127;
  return std::all_of(octets_.begin(), octets_.end() - 1, [](std::uint8_t octet) { return octet == 0; }) &&
         octets_.back() == 1;
}

NetworkAddress NetworkAddress::source() const {
  NetworkAddress source = *this;
  if (!is_version_4()) std::fill(source.octets_.begin() + 8, source.octets_.end(), std::uint8_t{0});
  return source;
}

Network::Network(const NetworkAddress& address, std::size_t bits) : bits_(bits) {
  for (std::size_t i = 0; i < octets_.size(); ++i) {
    const std::size_t kept = bits > i * 8 ? std::min<std::size_t>(bits - i * 8, 8) : 0;
    octets_[i] = static_cast<std::uint8_t>(address.octets()[i] & (0xff00u >> kept));
  }
}

Result<Network> Network::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = NetworkAddress::parse(text.substr(0, slash));
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

Network Network::around(const NetworkAddress& address) {
  return Network(address, address.is_version_4() ? version_4_bits + 24 : 64);
}

std::string to_string(const Network& network) {
  const NetworkAddress address(network.octets_);
  const std::size_t bits = address.is_version_4() ? network.bits_ - version_4_bits : network.bits_;
  return address.text() + "/" + std::to_string(bits);
}

bool Network::contains(const NetworkAddress& address) const { return Network(address, bits_).octets_ == octets_; }

std::vector<Network> loopback_networks() { return {*Network::parse("127.0.0.0/8"), *Network::parse("::1")}; }

bool is_in(const NetworkAddress& address, std::span<const Network> networks) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

} // namespace parsers
