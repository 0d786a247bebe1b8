// Decodes one leaf's body (RFC 2045 6).
#pragma once

#include <string>
#include <string_view>

#include "parsers/defect.hpp"
#include "parsers/mime_tree.hpp"

namespace parsers {

/// Tolerant as RFC 2045 6.7 and 6.8 ask: characters outside of the alphabet are skipped (with a defect when they are
/// not white space), a cut-off end gives what is there. `most` bounds the result in octets.
std::string decode_transfer_encoding(std::string_view body, TransferEncoding encoding, std::size_t most,
                                     Defects& defects);

} // namespace parsers
