// The lines of a reply with the role that each plays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "parsers/quoted_lines.hpp"
#include "parsers/reply_text.hpp"

namespace parsers {

enum class LineRole : std::uint8_t {
  words,     // what the person typed, blank lines too
  signature, // closing phrase, name, contact data, notices
  noise,     // what programs put there: device lines, banners, rules, the line that introduces a quotation
  quotation,
};

struct ReplyLine {
  LineRole role = LineRole::words;
  std::string_view shown; // the line as written, or the part of it that is the person's
};

/// Lines [first, end) stand together, with quotation or nothing round them; they have the role `words` so far. Marks
/// what of them is signature or noise. `has_words_above`: an earlier run said something.
struct OwnRun {
  std::size_t first = 0;
  std::size_t end = 0;
  bool has_words_above = false;
};
void mark_closing(const QuotedLines& lines, OwnRun run, std::vector<ReplyLine>& reply);

/// read_reply_text of lines whose reads can be counted.
ReplyText read_reply_lines(const QuotedLines& lines);

} // namespace parsers
