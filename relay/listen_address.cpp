#include "relay/listen_address.hpp"

#include <arpa/inet.h>

#include <charconv>

namespace relay {

using parsers::ErrorCode;
using parsers::failure;

bool ListenAddress::is_loopback() const { return host == "::1" || host.rfind("127.", 0) == 0; }

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const auto bad = [&] {
    return failure(ErrorCode::invalid_argument, "not ADDRESS:PORT with a numeric address: " + std::string(text));
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return bad();
  std::string_view host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  const std::string_view digits = text.substr(colon + 1);
  ListenAddress address{std::string(host), 0};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
  in6_addr octets{};
  const bool numeric =
      inet_pton(AF_INET, address.host.c_str(), &octets) == 1 || inet_pton(AF_INET6, address.host.c_str(), &octets) == 1;
  if (error != std::errc{} || end != digits.data() + digits.size() || !numeric) return bad();
  return address;
}

std::string to_string(const ListenAddress& address) {
  const bool is_v6 = address.host.find(':') != std::string::npos;
  return (is_v6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

} // namespace relay
