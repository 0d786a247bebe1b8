// The structure of a message as places in its octets (RFC 5322, 2045, 2046). One pass, iterative, bounded by Limits.
// Line ends: CR LF; LF alone too; CR alone only in octets that have no LF at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/byte_range.hpp"
#include "parsers/content_type.hpp"
#include "parsers/defect.hpp"
#include "parsers/limits.hpp"

namespace parsers {

struct HeaderField {
  ByteRange name; // without the colon and white space before it
  ByteRange body; // after the colon, folds and all, without the last line end
};

enum class TransferEncoding : std::uint8_t {
  identity,
  base64,
  quoted_printable,
  unknown
}; // identity: 7bit, 8bit, binary

struct MimePart {
  std::uint32_t parent = 0; // index of the part that contains this one; the root is its own parent
  std::uint32_t depth = 0;  // the root has 0
  ByteRange header;         // the header block, without the empty line
  ByteRange body;
  std::vector<HeaderField> fields;
  ContentType content_type; // text/plain where the field is missing or unreadable (RFC 2045 5.2)
  TransferEncoding transfer_encoding = TransferEncoding::identity;
};

/// parts[0] is the message itself; parts follow in document order, a message/rfc822 or message/global part's message is
/// its one child. Such a part with an encoding (which RFC 2046 5.2.1 forbids) has none: its message is not in these
/// octets but in its decoded body. All other message types are leaves.
/// Holds places only, so it must be used with the octets that it was read from.
struct MimeTree {
  std::vector<MimePart> parts;
  Defects defects;
};

/// Cannot fail: the worst input is one text/plain part with defects. A leading mbox "From " line and a byte order mark
/// are skipped. `octets` may be at most 4 GiB - 1; what lies beyond is not read.
MimeTree read_mime_tree(std::string_view octets, const Limits& limits);

} // namespace parsers
