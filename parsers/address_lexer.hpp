// Cuts an address list into its words and brackets. Knows what an encoded word or a route looks like, not what they
// mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace parsers {

struct AddressToken {
  enum class Kind : std::uint8_t { word, quoted, comment, angle, square, comma, semicolon, colon };
  Kind kind = Kind::word;
  std::string_view text;    // without the quotes or brackets; backslashes still there
  bool after_space = false; // white space or a comment stands before it
};

/// Reads each octet at most a fixed number of times, whatever is left open: a quote, comment or bracket that is not
/// closed is found out once, and from there on its character is an ordinary one.
class AddressLexer {
 public:
  explicit AddressLexer(std::string_view field) : field_(field) {}
  std::optional<AddressToken> next();

 private:
  std::optional<AddressToken> quoted_string();
  std::optional<AddressToken> comment();
  std::optional<AddressToken> square();
  AddressToken angle();
  AddressToken word();
  AddressToken token(AddressToken::Kind kind, std::size_t begin, std::size_t end, std::size_t next);
  [[nodiscard]] std::size_t end_of_encoded_word(std::size_t begin) const;
  std::optional<std::size_t> find_angle_end(std::size_t begin);

  std::string_view field_;
  std::size_t position_ = 0;
  bool after_space_ = false;
  bool quotes_close_ = true;
  bool comments_close_ = true;
  bool squares_close_ = true;
  bool quotes_close_in_angles_ = true;
};

} // namespace parsers
