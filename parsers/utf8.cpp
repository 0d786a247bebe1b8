#include "parsers/utf8.hpp"

namespace parsers {
namespace {

constexpr bool is_continuation(unsigned char octet) { return (octet & 0xC0U) == 0x80U; }

struct Lead {
  std::size_t length;         // of the whole character; 0: no character begins like this
  unsigned char second_least; // of the second octet: keeps out overlong forms …
  unsigned char second_most;  // … surrogates, and what lies beyond U+10FFFF
};

// RFC 3629 section 4.
constexpr Lead lead_of(unsigned char octet) {
  if (octet < 0xC2) return {0, 0, 0};
  if (octet < 0xE0) return {2, 0x80, 0xBF};
  if (octet == 0xE0) return {3, 0xA0, 0xBF};
  if (octet == 0xED) return {3, 0x80, 0x9F};
  if (octet < 0xF0) return {3, 0x80, 0xBF};
  if (octet == 0xF0) return {4, 0x90, 0xBF};
  if (octet < 0xF4) return {4, 0x80, 0xBF};
  if (octet == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

} // namespace

void append_utf8(std::string& text, char32_t character) {
  if ((character >= 0xD800 && character <= 0xDFFF) || character > 0x10FFFF) character = replacement_character;
  const auto put = [&text](char32_t octet) { text.push_back(static_cast<char>(octet)); };
  if (character < 0x80) {
    put(character);
    return;
  }
  if (character < 0x800) {
    put(0xC0U | (character >> 6U));
  } else {
    if (character < 0x10000) {
      put(0xE0U | (character >> 12U));
    } else {
      put(0xF0U | (character >> 18U));
      put(0x80U | ((character >> 12U) & 0x3FU));
    }
    put(0x80U | ((character >> 6U) & 0x3FU));
  }
  put(0x80U | (character & 0x3FU));
}

DecodedCharacter decode_utf8_beyond_ascii(std::string_view octets) {
  const auto octet_at = [octets](std::size_t i) { return static_cast<unsigned char>(octets[i]); };
  const Lead lead = lead_of(octet_at(0));
  if (lead.length == 0) return {};
  if (octets.size() < 2 || octet_at(1) < lead.second_least || octet_at(1) > lead.second_most) return {};
  char32_t character = octet_at(0) & (0x7FU >> lead.length);
  for (std::size_t i = 1; i < lead.length; ++i) {
    if (i >= octets.size() || !is_continuation(octet_at(i))) return {replacement_character, i, false};
    character = (character << 6U) | (octet_at(i) & 0x3FU);
  }
  return {character, lead.length, true};
}

std::size_t length_at_character(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  std::size_t length = most;
  while (length > 0 && most - length < 3 && is_continuation(static_cast<unsigned char>(text[length]))) --length;
  return length;
}

} // namespace parsers
