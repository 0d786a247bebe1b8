// The octets of the spool: segment header, record header, trailer (store/SPOOL.md). Pure: no file, no key.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/spool.hpp"

namespace store {

/// Random, one a segment, in the clear: makes every digest of a segment its own, so that what an earlier file left in
/// the same blocks is never taken for a record.
using SegmentSalt = std::array<std::uint8_t, 16>;
using SealedKey = std::array<std::uint8_t, 80>; // crypto_box_seal of 32 octets

struct SegmentHeader {
  std::uint32_t number = 0;
  std::uint32_t session = 0;         // number of the first segment that the same writer began
  std::uint64_t messages_before = 0; // ever committed to the segments before this one
  SegmentSalt salt{};
  SealedKey sealed_key{};
  friend bool operator==(const SegmentHeader&, const SegmentHeader&) = default;
};

/// The header stands twice, in two pages: a changed octet must not cost every message of the segment.
constexpr std::size_t header_copy_octets = 4096;
constexpr std::size_t segment_header_octets = 2 * header_copy_octets;

/// One copy.
std::string encode_segment_header(const SegmentHeader& header);
/// Reads the first copy that is whole. corrupt when none is, newer_format when a newer Desist wrote it.
parsers::Result<SegmentHeader> decode_segment_header(std::string_view octets);

enum class RecordKind : std::uint8_t {
  piece = 1,       // of a message whose end is still to come
  last_piece,      // the rest of the octets, and the envelope: the message is committed
  abandoned,       // the message that these pieces began will not come
  end_of_segment,  // nothing follows
  begin_of_segment // of one that was begun although no message came, so that the one before it can go
};
constexpr bool is_of_message(RecordKind kind) {
  return kind == RecordKind::piece || kind == RecordKind::last_piece || kind == RecordKind::abandoned;
}

struct RecordHeader {
  RecordKind kind = RecordKind::piece;
  std::uint32_t sealed_octets = 0; // with the tag
  std::uint32_t number = 0;        // in its segment, from 0; the nonce of its sealing
  SpoolId first = {};              // the record that the message began with: what holds its pieces together
  std::uint32_t piece = 0;         // from 0
  friend bool operator==(const RecordHeader&, const RecordHeader&) = default;
};

constexpr std::size_t record_header_octets = 40;
constexpr std::size_t bound_octets = 32; // of a record header: the fields; its digest follows
constexpr std::size_t trailer_octets = 16;
constexpr std::size_t largest_sealed_octets = std::size_t{512} * 1024;

/// Header, sealed octets, filling to 8, trailer.
constexpr std::size_t record_octets(std::size_t sealed_octets) {
  return (record_header_octets + sealed_octets + 7) / 8 * 8 + trailer_octets;
}

void encode_record_header(const RecordHeader& header, const SegmentSalt& salt, char* place);
/// Nothing when this is no record header of a segment with this salt.
std::optional<RecordHeader> decode_record_header(std::string_view octets, const SegmentSalt& salt);

/// Fills up and closes a record whose header and sealed octets stand at `record`.
void encode_trailer(std::size_t sealed_octets, const SegmentSalt& salt, char* record);
/// Whether every octet of a record is as it was written; found without the key.
bool is_intact(std::string_view record, std::size_t sealed_octets, const SegmentSalt& salt);

struct RecordPlace {
  std::uint64_t offset = 0;
  RecordHeader header;
};
/// The first place at or after `from`, a multiple of 8, where a record header stands; its record may reach beyond
/// `octets`. Linear.
std::optional<RecordPlace> find_record(std::string_view octets, std::uint64_t from, const SegmentSalt& salt);

} // namespace store
