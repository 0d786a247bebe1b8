// Feeds a parser every beginning of its input, each in memory of just its size so that a sanitizer sees a read too far.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parsers::test {

template <class Parse>
void for_each_truncation(std::string_view text, Parse parse) {
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const std::vector<char> exact(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length));
    parse(std::string_view(exact.data(), exact.size()));
  }
}

inline std::string repeat(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

} // namespace parsers::test
