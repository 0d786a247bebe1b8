// Lines as places in octets, whatever their line ends. Not for the SMTP conversation, where only CR LF ends a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parsers {

enum class LineEnds : std::uint8_t { lf, cr }; // lf: LF, with or without a CR before it

/// What one pass over octets counts: enough to know their line ends and what is wrong with them.
struct LineEndCensus {
  std::size_t cr = 0;
  std::size_t lf = 0;
  std::size_t cr_lf = 0;
  std::size_t nul = 0;

  /// CR alone ends lines only in octets without any LF.
  [[nodiscard]] LineEnds line_ends() const { return lf == 0 && cr > 0 ? LineEnds::cr : LineEnds::lf; }
};

LineEndCensus count_line_ends(std::string_view octets);

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;  // without the line end
  std::size_t next = 0; // where the next line begins; equal to `end` when the octets end without a line end

  [[nodiscard]] bool is_empty() const { return begin == end; }
};

/// The line that begins at `begin`, which must lie within `octets`.
Line line_at(std::string_view octets, std::size_t begin, LineEnds line_ends);

} // namespace parsers
