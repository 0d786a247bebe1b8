#include "parsers/header_lexer.hpp"

#include "parsers/ascii.hpp"

namespace parsers {

std::optional<std::size_t> end_of_comment(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '(') {
      ++depth;
    } else if (text[i] == ')' && --depth == 0) {
      return i + 1;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> end_of_quoted_string(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      return i + 1;
  }
  return std::nullopt;
}

std::size_t skip_comments_and_space(std::string_view text, std::size_t begin) {
  while (begin < text.size()) {
    if (is_space(text[begin]))
      ++begin;
    else if (text[begin] == '(')
      begin = end_of_comment(text, begin).value_or(text.size());
    else
      break;
  }
  return begin;
}

std::string unescape(std::string_view content) {
  std::string plain;
  plain.reserve(content.size());
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] == '\\' && i + 1 < content.size()) ++i;
    plain.push_back(content[i]);
  }
  return plain;
}

} // namespace parsers
