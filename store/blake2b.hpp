// BLAKE2b in the sizes that the store uses: 16 octets for names, 32 for chains and secrets.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace store {

/// Keyed where `key` is not empty (16 to 64 octets).
std::array<std::uint8_t, 16> blake2b_128(std::string_view octets, std::span<const std::uint8_t> key = {});
std::array<std::uint8_t, 32> blake2b_256(std::string_view octets, std::span<const std::uint8_t> key = {});

} // namespace store
