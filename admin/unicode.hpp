// UTF-8 read octet by octet, for those who write JSON and HTML.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace admin {

inline constexpr char32_t replacement_character = 0xFFFD;

struct CodePoint {
  char32_t value = 0;
  std::uint8_t octets = 1;
  bool is_valid = true; // false: `value` is the replacement character, one octet was read
};

/// The code point at `at`, which is inside of `text`. Overlong forms, surrogates and values above U+10FFFF are invalid.
CodePoint code_point_at(std::string_view text, std::size_t at);
void append_utf8(std::string& text, char32_t code_point);

} // namespace admin
