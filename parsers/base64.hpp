// Base64 as structured fields carry it (RFC 4648 4, RFC 6376 2.10): strict, but for white space between the characters.
// Bodies of messages are decoded by transfer_encoding.hpp, which forgives.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parsers {

/// The octets; nothing for a character outside of the alphabet, for missing padding or for bits behind the end.
std::optional<std::string> decode_base64(std::string_view text);

} // namespace parsers
