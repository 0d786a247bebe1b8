// Octets as hexadecimal digits and back.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace admin {

/// Lower case.
std::string hexadecimal(std::span<const std::uint8_t> octets);
/// Nothing for an odd number of digits or any other character.
std::optional<std::vector<std::uint8_t>> read_hexadecimal(std::string_view digits);

} // namespace admin
