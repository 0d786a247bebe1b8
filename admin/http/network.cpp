#include "admin/http/network.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace admin {
namespace {

using parsers::ErrorCode;

constexpr std::array<std::uint8_t, 12> ipv4_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

} // namespace

parsers::Result<NetworkAddress> NetworkAddress::parse(std::string_view text) {
  const std::string terminated(text);
  NetworkAddress address;
  in_addr ipv4{};
  if (inet_pton(AF_INET, terminated.c_str(), &ipv4) == 1) {
    std::copy(ipv4_prefix.begin(), ipv4_prefix.end(), address.octets_.begin());
    std::memcpy(&address.octets_[12], &ipv4, sizeof ipv4);
    return address;
  }
  if (inet_pton(AF_INET6, terminated.c_str(), address.octets_.data()) == 1) return address;
  return parsers::failure(ErrorCode::invalid_argument, "not a network address");
}

NetworkAddress NetworkAddress::of(const sockaddr* address) {
  NetworkAddress result;
  if (address->sa_family == AF_INET) {
    sockaddr_in ipv4{};
    std::memcpy(&ipv4, address, sizeof ipv4);
    std::copy(ipv4_prefix.begin(), ipv4_prefix.end(), result.octets_.begin());
    std::memcpy(&result.octets_[12], &ipv4.sin_addr, sizeof ipv4.sin_addr);
  } else if (address->sa_family == AF_INET6) {
    sockaddr_in6 ipv6{};
    std::memcpy(&ipv6, address, sizeof ipv6);
    std::memcpy(result.octets_.data(), &ipv6.sin6_addr, sizeof ipv6.sin6_addr);
  }
  return result;
}

bool NetworkAddress::is_ipv4() const { return std::equal(ipv4_prefix.begin(), ipv4_prefix.end(), octets_.begin()); }

std::string NetworkAddress::text() const {
  char text[INET6_ADDRSTRLEN] = {};
  const bool ipv4 = is_ipv4();
  inet_ntop(ipv4 ? AF_INET : AF_INET6, ipv4 ? &octets_[12] : octets_.data(), text, sizeof text);
  return text;
}

bool NetworkAddress::is_loopback() const {
  if (is_ipv4()) return octets_[12] == 127;
  return std::all_of(octets_.begin(), octets_.end() - 1, [](std::uint8_t octet) { return octet == 0; }) &&
         octets_[15] == 1;
}

NetworkAddress NetworkAddress::source() const {
  NetworkAddress source = *this;
  if (!is_ipv4()) std::fill(source.octets_.begin() + 8, source.octets_.end(), std::uint8_t{0});
  return source;
}

parsers::Result<Network> Network::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto base = NetworkAddress::parse(text.substr(0, slash));
  if (!base) return tl::unexpected(base.error());
  Network network;
  network.base_ = *base;
  if (slash == std::string_view::npos) return network;
  const unsigned most = base->is_ipv4() ? 32 : 128;
  const std::string_view length = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [stop, error] = std::from_chars(length.data(), length.data() + length.size(), bits);
  if (error != std::errc{} || stop != length.data() + length.size() || bits > most) {
    return parsers::failure(ErrorCode::invalid_argument, "the length of the network prefix is not valid");
  }
  network.bits_ = 128 - most + bits;
  return network;
}

bool Network::contains(const NetworkAddress& address) const {
  const std::size_t whole = bits_ / 8;
  if (!std::equal(base_.octets_.begin(), base_.octets_.begin() + static_cast<std::ptrdiff_t>(whole),
                  address.octets_.begin())) {
    return false;
  }
  if (bits_ % 8 == 0) return true;
  const unsigned mask = 0xFFu << (8 - bits_ % 8) & 0xFFu;
  return ((base_.octets_[whole] ^ address.octets_[whole]) & mask) == 0;
}

bool is_in(const NetworkAddress& address, std::span<const Network> networks) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

} // namespace admin
