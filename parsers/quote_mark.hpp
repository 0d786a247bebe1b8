// Where quoted mail begins in a text: a separator, a header block or an attribution line. The one recogniser behind
// both forwards and replies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "parsers/quoted_header.hpp"
#include "parsers/quoted_lines.hpp"

namespace parsers {

struct QuoteMark {
  enum class Kind : std::uint8_t {
    attribution, // "On … wrote:"
    header,      // a header block, perhaps under a line of underscores or "Original Message"
    forward,     // "Forwarded message", "Begin forwarded message:"
  };
  Kind kind = Kind::attribution;
  std::size_t attribution_first = 0; // its lines, when an attribution says who wrote
  std::size_t attribution_end = 0;
  std::size_t end = 0;          // the first line of what is quoted
  std::string_view words_above; // of the person, in front of it on its first line
  QuotedHeader header;          // empty under a bare separator
  std::uint32_t depth = 0;      // quotation depth of the header block
  std::string_view client;      // where the form gives it away, else ""
  LanguageSet languages;
};

/// The mark that begins at line `first`. Where there is none, `skip` (never nothing) says how many lines need no look.
struct QuoteMarkOrSkip {
  std::optional<QuoteMark> mark;
  std::size_t skip = 1;
};
QuoteMarkOrSkip read_quote_mark(const QuotedLines& lines, std::size_t first);

/// "----- End forwarded message -----"
bool is_end_of_forward(const QuotedLine& line);

/// A line of dashes, underscores and the like, and nothing else.
bool is_rule(const QuotedLine& line);

} // namespace parsers
