// The few things about UTF-8 that several parsers need (RFC 3629).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parsers {

constexpr char32_t replacement_character = 0xFFFD;

/// Surrogates and what lies beyond U+10FFFF become U+FFFD.
void append_utf8(std::string& text, char32_t character);

struct DecodedCharacter {
  char32_t character = replacement_character;
  std::size_t length = 1;   // octets that were read, never 0
  bool well_formed = false; // if not, `length` octets are the longest ill-formed start of a character
};

/// The same of what begins beyond ASCII.
DecodedCharacter decode_utf8_beyond_ascii(std::string_view octets);
/// The character at the front of `octets`, which must not be empty. Most characters are ASCII, and cost no call.
inline DecodedCharacter decode_utf8(std::string_view octets) {
  const auto first = static_cast<unsigned char>(octets.front());
  return first < 0x80 ? DecodedCharacter{first, 1, true} : decode_utf8_beyond_ascii(octets);
}

/// The longest length of at most `most` octets that does not cut a character of the UTF-8 `text`.
std::size_t length_at_character(std::string_view text, std::size_t most);

} // namespace parsers
