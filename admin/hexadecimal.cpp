#include "admin/hexadecimal.hpp"

#include <charconv>

namespace admin {

std::string hexadecimal(std::span<const std::uint8_t> octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(octets.size() * 2);
  for (const std::uint8_t octet : octets) text.append({digits[octet >> 4], digits[octet & 15]});
  return text;
}

std::optional<std::vector<std::uint8_t>> read_hexadecimal(std::string_view digits) {
  if (digits.size() % 2 != 0) return std::nullopt;
  std::vector<std::uint8_t> octets(digits.size() / 2);
  for (std::size_t i = 0; i < octets.size(); ++i) {
    const char* const pair = digits.data() + 2 * i;
    const auto [stop, error] = std::from_chars(pair, pair + 2, octets[i], 16);
    if (error != std::errc{} || stop != pair + 2) return std::nullopt;
  }
  return octets;
}

} // namespace admin
