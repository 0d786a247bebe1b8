// An address and port to listen on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parsers/result.hpp"

namespace relay {

using parsers::Result;

struct ListenAddress {
  std::string host; // a numeric address; "[::1]" is written without its brackets here
  std::uint16_t port = 0;

  [[nodiscard]] bool is_loopback() const;
};
/// "127.0.0.1:25", "[::1]:25".
Result<ListenAddress> parse_listen_address(std::string_view text);
std::string to_string(const ListenAddress& address);

} // namespace relay
