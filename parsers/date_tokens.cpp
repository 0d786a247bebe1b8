#include "parsers/date_tokens.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/date_words.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_tokens = 4000;
constexpr unsigned greatest_read = 99999; // more digits than a year has

bool is_word_octet(char c) { return is_alpha(c) || c == '\'' || static_cast<unsigned char>(c) >= 0x80; }

std::size_t end_of_word(std::string_view folded, std::size_t at) {
  constexpr std::size_t character = 3;
  if (is_without_spaces(folded[at])) return std::min(at + character, folded.size());
  std::size_t end = at + 1;
  while (end < folded.size() && is_word_octet(folded[end]) && !is_without_spaces(folded[end])) ++end;
  return end;
}

} // namespace

std::vector<DateToken> read_date_tokens(std::string_view folded) {
  using Kind = DateToken::Kind;
  std::vector<DateToken> tokens;
  for (std::size_t at = 0; at < folded.size() && tokens.size() < most_tokens;) {
    const char c = folded[at];
    if (c == ' ') {
      ++at;
      continue;
    }
    DateToken token{.kind = Kind::mark, .begin = at, .end = at + 1, .value = 0, .text = {}};
    if (is_digit(c)) {
      token.kind = Kind::number;
      for (token.end = at; token.end < folded.size() && is_digit(folded[token.end]); ++token.end)
        if (token.value <= greatest_read)
          token.value = token.value * 10 + static_cast<unsigned>(folded[token.end] - '0');
    } else if (is_word_octet(c)) {
      token.kind = Kind::word;
      token.end = end_of_word(folded, at);
    }
    token.text = folded.substr(at, token.end - at);
    at = token.end;
    tokens.push_back(token);
  }
  return tokens;
}

bool is_year(const DateToken& token) {
  constexpr std::size_t digits = 4;
  return token.kind == DateToken::Kind::number && token.end - token.begin == digits && token.value >= 1990 &&
         token.value < 2200;
}

} // namespace parsers
