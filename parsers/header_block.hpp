// Reads one header block as places (RFC 5322 2.2), with the patience that real mail needs.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parsers/defect.hpp"
#include "parsers/limits.hpp"
#include "parsers/line_reader.hpp"
#include "parsers/mime_tree.hpp"
#include "parsers/open_boundaries.hpp"

namespace parsers {

struct HeaderBlock {
  std::vector<HeaderField> fields;
  std::size_t end = 0;        // of the header, where the empty line stands
  std::size_t body_begin = 0; // equal to `end` when there is no empty line
};

/// Where a header block is read from; all are kept by the caller.
struct HeaderSource {
  std::string_view octets;
  LineEnds line_ends = LineEnds::lf;
  const OpenBoundaries& boundaries; // a delimiter ends a header too
  const Limits& limits;
};

/// Reads from `begin`. A block that begins with something that is no field is all body. Later, one such line is passed
/// over; two in a row are taken for the body of a message whose empty line was lost.
HeaderBlock read_header_block(const HeaderSource& source, std::size_t begin, Defects& defects);

} // namespace parsers
