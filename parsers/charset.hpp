// Octets of a named charset to UTF-8. Unknown names fall back, never fail: UTF-8 where it fits, else windows-1252.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "parsers/defect.hpp"

namespace parsers {

/// True for well-formed UTF-8 (RFC 3629: shortest form, no surrogates).
bool is_utf8(std::string_view octets);

/// Never longer than `most` octets, cut at a character. Ill-formed places become U+FFFD; NUL is dropped with a defect.
std::string to_utf8(std::string_view octets, std::string_view charset, std::size_t most, Defects& defects);

} // namespace parsers
