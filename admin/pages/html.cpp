#include "admin/pages/html.hpp"

#include "parsers/utf8.hpp"

namespace admin {
namespace {

constexpr char32_t control_pictures = 0x2400; // ␀ and the 31 after it
constexpr char32_t picture_of_delete = 0x2421;

// Invisible characters that reorder, hide or join what stands beside them.
constexpr bool is_invisible(char32_t c) {
  return (c >= 0x80 && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x180E || c == 0x200B || c == 0x200E ||
         c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

void append_code(std::string& html, char32_t c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  html += "‹U+";
  for (int shift = c > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4) html += digits[c >> shift & 15];
  html += "›";
}

void append_character(std::string& html, char32_t c, Text::Lines lines) {
  if (lines == Text::Lines::many && (c == '\n' || c == '\t')) {
    html.push_back(static_cast<char>(c));
  } else if (c < 0x20) {
    parsers::append_utf8(html, control_pictures + c);
  } else if (c == 0x7F) {
    parsers::append_utf8(html, picture_of_delete);
  } else if (c == '&') {
    html += "&amp;";
  } else if (c == '<') {
    html += "&lt;";
  } else if (c == '>') {
    html += "&gt;";
  } else if (c == '"') {
    html += "&quot;";
  } else if (c == '\'') {
    html += "&#39;";
  } else if (is_invisible(c)) {
    append_code(html, c);
  } else {
    parsers::append_utf8(html, c);
  }
}

} // namespace

Html& Html::operator<<(Text text) {
  std::size_t at = 0;
  while (at < text.value.size() && at < text.most_octets) {
    const parsers::DecodedCharacter decoded = parsers::decode_utf8(text.value.substr(at));
    const bool is_line_end = text.lines == Text::Lines::many && text.value.substr(at).starts_with("\r\n");
    if (!is_line_end) append_character(text_, decoded.character, text.lines);
    at += decoded.length;
  }
  if (at < text.value.size()) text_ += " […]";
  return *this;
}

} // namespace admin
