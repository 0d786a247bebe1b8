// The parameters behind a Content-Type or Content-Disposition, with RFC 2231's continuations and charsets.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parsers {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// Reads "; name=value" again and again, and forgives a missing ';'. Names come out in lower case and once each, a
/// form after RFC 2231 before a plain one. Values are UTF-8, but for "boundary", which is compared with octets.
Parameters read_header_parameters(std::string_view text);

} // namespace parsers
