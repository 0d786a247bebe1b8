// Header text for people: unfolding and encoded words (RFC 5322 2.2.3, RFC 2047).
#pragma once

#include <string>
#include <string_view>

#include "parsers/defect.hpp"

namespace parsers {

/// Takes the folds out, and the white space round the whole; a line end inside and the space behind it become one
/// space, controls become spaces.
std::string unfold(std::string_view field_body);

/// Decodes every encoded word of an unfolded field body to UTF-8 and drops the space between two of them. Octets
/// outside of encoded words that are not UTF-8 are read as windows-1252. The result has no control characters: an
/// encoded word cannot smuggle a line end.
std::string decode_header_text(std::string_view unfolded, Defects& defects);

} // namespace parsers
