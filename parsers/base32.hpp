// Base32 of RFC 4648 section 6 in lower case and without padding: what survives in a local part whose case was changed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parsers {

std::string encode_base32(std::span<const std::uint8_t> octets);
/// Reads either case. Nothing unless `text` is what `encode_base32` makes of the result: but for its case, a token has
/// one spelling.
std::optional<std::vector<std::uint8_t>> decode_base32(std::string_view text);

} // namespace parsers
