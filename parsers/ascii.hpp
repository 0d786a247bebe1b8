// Comparisons without case as the mail RFCs mean them: ASCII letters only, whatever the locale.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace parsers {

constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alpha(char c) { return to_lower(c) >= 'a' && to_lower(c) <= 'z'; }
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); } // TAB LF VT FF CR
constexpr std::optional<unsigned> hex_value(char c) {
  if (is_digit(c)) return static_cast<unsigned>(c - '0');
  const char lower = to_lower(c);
  if (lower >= 'a' && lower <= 'f') return static_cast<unsigned>(lower - 'a' + 10);
  return std::nullopt;
}

/// A set of octets that is asked for many: std::string_view searches a list of them again for each.
class OctetSet {
 public:
  constexpr explicit OctetSet(std::string_view octets) {
    for (const char octet : octets) has_[static_cast<unsigned char>(octet)] = true;
  }
  [[nodiscard]] constexpr bool has(char octet) const { return has_[static_cast<unsigned char>(octet)]; }
  /// The first octet of `text` that is in the set; npos when none is.
  [[nodiscard]] constexpr std::size_t find_in(std::string_view text) const {
    for (std::size_t i = 0; i < text.size(); ++i)
      if (has(text[i])) return i;
    return std::string_view::npos;
  }
  [[nodiscard]] constexpr bool any_in(std::string_view text) const { return find_in(text) != std::string_view::npos; }

 private:
  std::array<bool, 256> has_{};
};

constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return to_lower(x) == to_lower(y); });
}
constexpr bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}
constexpr std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}
/// The same of eight octets at once, whatever their order: a carry of seven bits says which lie beyond 'A' and 'Z'.
constexpr std::uint64_t lower_eight(std::uint64_t octets) {
  constexpr std::uint64_t each = 0x0101010101010101U;
  const std::uint64_t low = octets & (0x7F * each);
  const std::uint64_t from_a = low + (0x80 - 'A') * each;
  const std::uint64_t beyond_z = low + (0x80 - 'Z' - 1) * each;
  const std::uint64_t is_capital = from_a & ~beyond_z & ~octets & (0x80 * each);
  return octets + (is_capital >> 2U);
}
inline std::string to_lower(std::string_view text) {
  std::string lower(text);
  std::size_t i = 0;
  for (std::uint64_t octets = 0; i + sizeof octets <= lower.size(); i += sizeof octets) {
    std::memcpy(&octets, lower.data() + i, sizeof octets);
    octets = lower_eight(octets);
    std::memcpy(lower.data() + i, &octets, sizeof octets);
  }
  for (; i < lower.size(); ++i) lower[i] = to_lower(lower[i]);
  return lower;
}

} // namespace parsers
