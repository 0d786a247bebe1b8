// The text of API keys: "dsk_", 43 characters of base62 for 32 random octets, 6 for a checksum that finds typing errors
// without a look-up.
#pragma once

#include <string>
#include <string_view>

namespace store {

std::string new_api_secret();
/// The shape and the checksum are right. Says nothing about whether there is such a key.
bool is_api_secret(std::string_view text);
/// The first characters, for recognising a key.
std::string prefix_of_api_secret(std::string_view secret);

} // namespace store
