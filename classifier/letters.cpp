// Folding by tables of Latin, Greek and Cyrillic: enough to compare words, not to spell them.
#include "classifier/letters.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "parsers/utf8.hpp"

namespace classifier {

namespace {

/// U+00C0 to U+017F without accents; '*' where one letter becomes several.
constexpr char32_t first_accented = 0xC0;
constexpr std::string_view accented =
    "aaaaaa*ceeeeiiiidnooooo*ouuuuy**"
    "aaaaaa*ceeeeiiiidnooooo*ouuuuy*y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllllllln"
    "nnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(accented.size() == 0x180 - first_accented);

constexpr char32_t first_greek = 0x370;
constexpr char32_t capital_sharp_s = 0x1E9E;
constexpr std::array<std::pair<char32_t, std::string_view>, 12> spelled_out{{
    {0xC6, "ae"},
    {0xE6, "ae"},
    {0xD7, ""},
    {0xF7, ""},
    {0xDE, "th"},
    {0xFE, "th"},
    {0xDF, "ss"},
    {0x132, "ij"},
    {0x133, "ij"},
    {0x152, "oe"},
    {0x153, "oe"},
    {capital_sharp_s, "ss"},
}};

constexpr std::array<std::pair<char32_t, char32_t>, 12> greek_accents{{
    {0x386, 0x3B1},
    {0x388, 0x3B5},
    {0x389, 0x3B7},
    {0x38A, 0x3B9},
    {0x38C, 0x3BF},
    {0x38E, 0x3C5},
    {0x38F, 0x3C9},
    {0x3AC, 0x3B1},
    {0x3AD, 0x3B5},
    {0x3AE, 0x3B7},
    {0x3AF, 0x3B9},
    {0x3CC, 0x3BF},
}};

constexpr bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

constexpr char32_t fold_greek(char32_t c) {
  for (const auto& [from, to] : greek_accents)
    if (from == c) return to;
  if (c == 0x3CD) return 0x3C5;
  if (c == 0x3CE) return 0x3C9;
  if (c == 0x3C2) return 0x3C3; // final sigma
  return is_between(c, 0x391, 0x3A9) ? c + 0x20 : c;
}

constexpr char32_t fold_cyrillic(char32_t c) {
  if (is_between(c, 0x400, 0x40F)) c += 0x50;
  if (is_between(c, 0x410, 0x42F)) c += 0x20;
  return c == 0x451 ? 0x435 : c; // ё is written е as often
}

constexpr bool is_ascii_word(char32_t c) {
  return is_between(c, 'a', 'z') || is_between(c, 'A', 'Z') || is_between(c, '0', '9');
}

/// Letters and digits of ASCII in lower case; 0 for all other octets.
constexpr std::array<char, 256> folded_ascii = [] {
  std::array<char, 256> folded{};
  for (char32_t c = 0; c < 0x80; ++c)
    if (is_ascii_word(c)) folded[c] = static_cast<char>(is_between(c, 'A', 'Z') ? c + 0x20 : c);
  return folded;
}();

constexpr char32_t narrow(char32_t c) { return is_between(c, 0xFF01, 0xFF5E) ? c - 0xFEE0 : c; }

constexpr bool stands_alone(char32_t c) {
  return is_between(c, 0x3041, 0x30FF) || is_between(c, 0x3400, 0x9FFF) || is_between(c, 0xAC00, 0xD7A3) ||
         is_between(c, 0xF900, 0xFAFF) || is_between(c, 0x0E01, 0x0E4E) || is_between(c, 0x20000, 0x2FA1F);
}

constexpr bool is_invisible(char32_t c) {
  return c == 0xAD || is_between(c, 0x200B, 0x200F) || is_between(c, 0x202A, 0x202E) || is_between(c, 0x2060, 0x2064) ||
         c == 0xFEFF || is_between(c, 0x300, 0x36F) || is_between(c, 0xFE00, 0xFE0F);
}

constexpr bool is_separating(char32_t c) {
  return c < 0xC0 || c == 0xD7 || c == 0xF7 || is_between(c, 0x2000, 0x2BFF) || is_between(c, 0x3000, 0x3040) ||
         is_between(c, 0xFE10, 0xFE6F) || is_between(c, 0xFF5F, 0xFF65) || c >= 0x1F000 ||
         is_between(c, 0xE000, 0xF8FF) || c == parsers::replacement_character;
}

} // namespace

Letter letter_of(char32_t character) {
  const char32_t c = narrow(character);
  if (is_ascii_word(c)) return Letter::word;
  if (c == '\'' || c == '-' || c == 0x2019 || c == 0x2018 || c == 0x2010 || c == 0x2011 || c == 0x2BC)
    return Letter::joining;
  if (is_invisible(c)) return Letter::invisible;
  if (stands_alone(c)) return Letter::alone;
  return is_separating(c) ? Letter::separating : Letter::word;
}

void append_folded(std::string& word, char32_t character) {
  char32_t c = narrow(character);
  if (c < first_accented) {
    if (c >= 0x80) return parsers::append_utf8(word, c);
    word += static_cast<char>(is_between(c, 'A', 'Z') ? c + 0x20 : c);
    return;
  }
  if (c < first_greek || c == capital_sharp_s)
    for (const auto& [from, to] : spelled_out)
      if (from == c) {
        word += to;
        return;
      }
  if (is_between(c, first_accented, 0x17F)) c = static_cast<unsigned char>(accented[c - first_accented]);
  if (is_between(c, 0x218, 0x219)) c = 's'; // Romanian comma below
  if (is_between(c, 0x21A, 0x21B)) c = 't';
  if (is_between(c, 0x386, 0x3CE)) c = fold_greek(c);
  if (is_between(c, 0x400, 0x42F) || c == 0x451) c = fold_cyrillic(c);
  if (c < 0x80)
    word += static_cast<char>(c);
  else
    parsers::append_utf8(word, c);
}

std::size_t append_folded_ascii(std::string& word, std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && folded_ascii[static_cast<unsigned char>(text[length])] != 0) ++length;
  const std::size_t begin = word.size();
  word.append(text.substr(0, length));
  for (std::size_t i = begin; i < word.size(); ++i) word[i] = folded_ascii[static_cast<unsigned char>(word[i])];
  return length;
}

void fold_digraphs(std::string& word) {
  constexpr std::size_t shortest = 4;
  if (word.size() < shortest) return;
  std::size_t end = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool follows_vowel = end > 0 && (word[end - 1] == 'a' || word[end - 1] == 'o' || word[end - 1] == 'u');
    if (word[i] == 'e' && follows_vowel) continue;
    word[end++] = word[i];
  }
  word.resize(end);
}

} // namespace classifier
