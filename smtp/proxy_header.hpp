// The header that a proxy puts in front of a connection (HAProxy's PROXY protocol, versions 1 and 2). Pure, bounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "parsers/network_address.hpp"

namespace smtp {

struct ProxyHeader {
  enum class Form : std::uint8_t { incomplete, malformed, whole };
  Form form = Form::malformed;
  std::size_t length = 0;                        // of the whole header
  std::optional<parsers::NetworkAddress> source; // nothing: the connection is the proxy's own (LOCAL, UNKNOWN)
};

/// No header is longer: more is malformed before it came.
inline constexpr std::size_t longest_proxy_header = 16 + 536;

/// Reads the header at the front of `octets`. Incomplete means that all of `octets` belong to it. Version 1 has at most
/// 107 octets, version 2 at most 536 behind its first 16; only streams over IPv4 and IPv6 have a source.
ProxyHeader read_proxy_header(std::string_view octets);

} // namespace smtp
