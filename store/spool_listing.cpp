// What is committed in a spool, seen from outside: no key, no lock, no change.
#include <algorithm>

#include "store/spool_directory.hpp"
#include "store/spool_scanner.hpp"

namespace store {
namespace {

using parsers::ErrorCode;

Result<void> list_segment(const OpenedSegment& segment, std::vector<SpoolId>& ids, Disk& disk) {
  SegmentScanner scanner(disk, segment.file.get(), segment.header.salt);
  while (scanner.offset() < segment.octets) {
    const auto step = scanner.next(segment.octets);
    if (!step) return tl::unexpected(step.error());
    if (step->record && step->record->header.kind == RecordKind::last_piece &&
        is_intact(step->octets, step->record->header.sealed_octets, segment.header.salt)) {
      ids.push_back({segment.header.number, step->record->header.number}); // a message is named after its last record
    }
    scanner.move_to(step->end());
  }
  return {};
}

} // namespace

Result<std::vector<SpoolId>> committed_messages(const std::filesystem::path& directory, Disk& disk) {
  const auto numbers = list_segments(directory, disk);
  if (!numbers && numbers.error().code == ErrorCode::not_found) return std::vector<SpoolId>{};
  if (!numbers) return tl::unexpected(numbers.error());
  std::vector<SpoolId> ids;
  for (const std::uint32_t number : *numbers) {
    const auto segment = open_segment(segment_path(directory, number), OpenFor::reading, disk);
    // A segment that went meanwhile had nothing left that was waiting; a corrupt one is the reader's matter.
    if (!segment && (segment.error().code == ErrorCode::not_found || segment.error().code == ErrorCode::corrupt))
      continue;
    if (!segment) return tl::unexpected(segment.error());
    if (auto listed = list_segment(*segment, ids, disk); !listed) return tl::unexpected(listed.error());
  }
  const auto quarantined = list_quarantine(directory, disk);
  if (!quarantined) return tl::unexpected(quarantined.error());
  std::erase_if(ids, [&](SpoolId id) { return std::binary_search(quarantined->begin(), quarantined->end(), id); });
  return ids;
}

} // namespace store
