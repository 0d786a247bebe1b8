// The digest by which texts, rules and models are told apart: BLAKE2b.
#pragma once

#include <string>
#include <string_view>

namespace parsers {

/// 32 octets of BLAKE2b.
std::string digest_of(std::string_view octets);
std::string to_hexadecimal(std::string_view octets);

} // namespace parsers
