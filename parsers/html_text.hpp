// HTML as a flat sequence of tags and text, and the text that a person would see. Linear, no tree, no recursion:
// a library's parser builds one, and what we need of HTML is its quotation marks and its words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/byte_range.hpp"

namespace parsers {

struct HtmlToken {
  enum class Kind : unsigned char { text, start_tag, end_tag };
  Kind kind = Kind::text;
  std::string name;                                            // of a tag, lower case
  std::vector<std::pair<std::string, std::string>> attributes; // names lower case, references decoded
  std::string text; // of a text token: references decoded, white space as written
  ByteRange place;  // in the HTML as given
};

/// Comments, doctypes and the content of script, style, head titles and templates are left out. An address that stands
/// in angle brackets as if it were a tag is text.
std::vector<HtmlToken> read_html_tokens(std::string_view html, std::size_t most_tokens);

/// Text with LF line ends: blocks and <br> start lines, white space collapses, <blockquote> content gets "> " a level
/// in front of each line (at most eight), links show their text only, images nothing. What "display:none" hides is left
/// out. No line end behind the last line.
std::string html_to_text(std::string_view html);

} // namespace parsers
