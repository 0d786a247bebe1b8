#include "parsers/address_lexer.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/header_lexer.hpp"

namespace parsers {
namespace {

using Kind = AddressToken::Kind;

bool ends_word(char c) { return is_space(c) || std::string_view(",;:<>()[]\"").find(c) != std::string_view::npos; }

// Whether `text` is "charset?B" or "charset?Q": how an encoded word begins.
bool begins_encoded_word(std::string_view text) {
  const std::size_t mark = text.find('?');
  if (mark == 0 || mark == std::string_view::npos || mark + 2 >= text.size() || text[mark + 2] != '?') return false;
  return to_lower(text[mark + 1]) == 'b' || to_lower(text[mark + 1]) == 'q';
}

} // namespace

std::optional<AddressToken> AddressLexer::next() {
  while (position_ < field_.size()) {
    const char c = field_[position_];
    std::optional<AddressToken> found;
    if (c == '"' && quotes_close_) found = quoted_string();
    if (c == '(' && comments_close_) found = comment();
    if (c == '[' && squares_close_) found = square();
    if (found) return found;
    if (c == '<') return angle();
    if (c == ',') return token(Kind::comma, position_, position_ + 1, position_ + 1);
    if (c == ';') return token(Kind::semicolon, position_, position_ + 1, position_ + 1);
    if (c == ':') return token(Kind::colon, position_, position_ + 1, position_ + 1);
    if (!ends_word(c)) return word();
    ++position_; // white space, and brackets and quotes without their other half
    after_space_ = true;
  }
  return std::nullopt;
}

AddressToken AddressLexer::token(Kind kind, std::size_t begin, std::size_t end, std::size_t next) {
  position_ = next;
  const bool after_space = after_space_;
  after_space_ = kind == Kind::comment;
  return {kind, field_.substr(begin, end - begin), after_space};
}

std::optional<AddressToken> AddressLexer::quoted_string() {
  const auto end = end_of_quoted_string(field_, position_);
  quotes_close_ = end.has_value();
  if (!end) return std::nullopt;
  return token(Kind::quoted, position_ + 1, *end - 1, *end);
}

std::optional<AddressToken> AddressLexer::comment() {
  const auto end = end_of_comment(field_, position_);
  comments_close_ = end.has_value();
  if (!end) return std::nullopt;
  return token(Kind::comment, position_ + 1, *end - 1, *end);
}

std::optional<AddressToken> AddressLexer::square() {
  const std::size_t end = field_.find(']', position_);
  squares_close_ = end != std::string_view::npos;
  if (!squares_close_) return std::nullopt;
  return token(Kind::square, position_ + 1, end, end + 1);
}

// The '>' of the angle bracket whose content begins at `begin`; nothing when another '<' or the end comes first.
std::optional<std::size_t> AddressLexer::find_angle_end(std::size_t begin) {
  for (std::size_t i = begin; i < field_.size(); ++i) {
    if (field_[i] == '>') return i;
    if (field_[i] == '<') return std::nullopt;
    if (field_[i] != '"' || !quotes_close_in_angles_) continue;
    const auto end = end_of_quoted_string(field_, i);
    quotes_close_in_angles_ = end.has_value();
    if (end) i = *end - 1;
  }
  quotes_close_in_angles_ = false; // or the next '<' would look through the same quotes again
  return std::nullopt;
}

AddressToken AddressLexer::angle() {
  std::size_t begin = position_;
  while (begin < field_.size() && (field_[begin] == '<' || is_space(field_[begin]))) ++begin;
  if (const auto end = find_angle_end(begin)) return token(Kind::angle, begin, *end, *end + 1);
  std::size_t end = begin;
  while (end < field_.size() && !is_space(field_[end]) &&
         std::string_view(",;<").find(field_[end]) == std::string_view::npos)
    ++end;
  return token(Kind::angle, begin, end, end);
}

// Some programs write commas and brackets into "Q" words as they are: such a word is one, whatever is in it.
std::size_t AddressLexer::end_of_encoded_word(std::size_t begin) const {
  constexpr std::size_t longest_start = 80;
  if (!begins_encoded_word(field_.substr(begin + 2, longest_start))) return begin;
  const std::size_t text = field_.find('?', field_.find('?', begin + 2) + 1) + 1;
  for (std::size_t i = text; i < field_.size(); ++i) {
    const char c = field_[i];
    if (field_.substr(i).starts_with("?=")) return i + 2;
    if (is_space(c) || c == '<' || c == '>' || c == '"' || field_.substr(i).starts_with("=?")) return begin;
  }
  return begin;
}

AddressToken AddressLexer::word() {
  const std::size_t begin = position_;
  std::size_t end = begin;
  while (end < field_.size()) {
    const char c = field_[end];
    if (c == '=' && end + 1 < field_.size() && field_[end + 1] == '?') {
      end = std::max(end_of_encoded_word(end), end + 2);
    } else if (c == '[' && end > begin && field_[end - 1] == '@') { // a domain-literal
      const std::size_t close = squares_close_ ? field_.find(']', end) : std::string_view::npos;
      squares_close_ = close != std::string_view::npos;
      if (!squares_close_) break;
      end = close + 1;
    } else if (c == '\\' && end + 1 < field_.size()) {
      end += 2;
    } else if (ends_word(c)) {
      break;
    } else {
      ++end;
    }
  }
  return token(Kind::word, begin, end, end);
}

} // namespace parsers
