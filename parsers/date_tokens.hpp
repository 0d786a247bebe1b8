// A folded text as numbers, words and marks, as dates are read from it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace parsers {

struct DateToken {
  enum class Kind : std::uint8_t { number, word, mark };
  Kind kind = Kind::mark;
  std::size_t begin = 0; // in the text
  std::size_t end = 0;
  unsigned value = 0; // of a number
  std::string_view text;
};

/// At most 4,000. In scripts without spaces each character is a word.
std::vector<DateToken> read_date_tokens(std::string_view folded);

/// Four digits that a year has.
bool is_year(const DateToken& token);

} // namespace parsers
