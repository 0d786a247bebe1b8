#include "parsers/base32.hpp"

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";

std::optional<std::uint32_t> value_of(char c) {
  if (is_alpha(c)) return static_cast<std::uint32_t>(to_lower(c) - 'a');
  if (c >= '2' && c <= '7') return static_cast<std::uint32_t>(c - '2' + 26);
  return std::nullopt;
}

} // namespace

std::string encode_base32(std::span<const std::uint8_t> octets) {
  std::string text;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const std::uint8_t octet : octets) {
    bits = (bits << 8U) | octet;
    count += 8;
    for (; count >= 5; count -= 5) text.push_back(alphabet[(bits >> (count - 5)) & 31U]);
  }
  if (count > 0) text.push_back(alphabet[(bits << (5 - count)) & 31U]);
  return text;
}

std::optional<std::vector<std::uint8_t>> decode_base32(std::string_view text) {
  std::vector<std::uint8_t> octets;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const auto value = value_of(c);
    if (!value) return std::nullopt;
    bits = (bits << 5U) | *value;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    octets.push_back(static_cast<std::uint8_t>((bits >> count) & 0xFFU));
  }
  if (count >= 5 || (bits & ((1U << count) - 1U)) != 0) return std::nullopt;
  return octets;
}

} // namespace parsers
