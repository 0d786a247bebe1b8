#include "parsers/base64.hpp"

#include <cstdint>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

std::optional<std::uint32_t> value_of(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<std::uint32_t>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a' + 26);
  if (is_digit(c)) return static_cast<std::uint32_t>(c - '0' + 52);
  if (c == '+') return 62;
  if (c == '/') return 63;
  return std::nullopt;
}

} // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  std::string octets;
  octets.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  unsigned count = 0; // of bits that are not written yet
  std::size_t characters = 0, padding = 0;
  for (const char c : text) {
    if (is_space(c)) continue;
    ++characters;
    if (c == '=') {
      ++padding;
      continue;
    }
    const auto value = value_of(c);
    if (!value || padding > 0) return std::nullopt;
    bits = bits << 6U | *value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    octets.push_back(static_cast<char>(bits >> count & 0xFFU));
  }
  if (characters % 4 != 0 || padding > 2 || (bits & ((1U << count) - 1U)) != 0) return std::nullopt;
  return octets;
}

} // namespace parsers
