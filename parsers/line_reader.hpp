// Lines as places in octets, whatever their line ends. Not for the SMTP conversation, where only CR LF ends a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parsers {

enum class LineEnds : std::uint8_t { lf, cr }; // lf: LF, with or without a CR before it

/// Which line ends octets have, and what is wrong with them.
struct LineEndCensus {
  bool has_cr_lf = false;
  bool has_bare_cr = false; // without an LF behind it
  bool has_bare_lf = false; // without a CR in front of it
  bool has_nul = false;

  /// CR alone ends lines only in octets without any LF.
  [[nodiscard]] LineEnds line_ends() const {
    return has_bare_cr && !has_cr_lf && !has_bare_lf ? LineEnds::cr : LineEnds::lf;
  }
};

LineEndCensus take_line_end_census(std::string_view octets);

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;  // without the line end
  std::size_t next = 0; // where the next line begins; equal to `end` when the octets end without a line end

  [[nodiscard]] bool is_empty() const { return begin == end; }
};

/// The line that begins at `begin`, which must lie within `octets`.
Line line_at(std::string_view octets, std::size_t begin, LineEnds line_ends);

} // namespace parsers
