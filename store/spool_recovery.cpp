#include "store/spool_recovery.hpp"

#include "store/spool_directory.hpp"
#include "store/spool_scanner.hpp"

namespace store {
namespace {

using parsers::ErrorCode;
using parsers::Result;

struct Extent {
  std::uint64_t messages = 0;
  std::uint64_t end = segment_header_octets; // of the last intact record
};

Result<Extent> measure(const OpenedSegment& segment, Disk& disk) {
  Extent extent;
  SegmentScanner scanner(disk, segment.file.get(), segment.header.salt);
  while (scanner.offset() < segment.octets) {
    const auto step = scanner.next(segment.octets);
    if (!step) return tl::unexpected(step.error());
    if (step->record) {
      if (step->record->header.kind == RecordKind::last_piece) ++extent.messages;
      if (is_intact(step->octets, step->record->header.sealed_octets, segment.header.salt)) extent.end = step->end();
    }
    scanner.move_to(step->end());
  }
  return extent;
}

} // namespace

parsers::Result<RecoveredLog> recover_log(const std::filesystem::path& directory, LogPlace durable_end, Disk& disk) {
  const auto numbers = list_segments(directory, disk);
  if (!numbers) return tl::unexpected(numbers.error());
  const std::uint32_t highest = numbers->empty() ? 0 : numbers->back();
  RecoveredLog log;
  log.next_segment = std::max({1u, highest + 1, durable_end.segment + (durable_end.offset > 0 ? 1 : 0)});
  if (numbers->empty()) return log;

  const auto lowest = open_segment(segment_path(directory, numbers->front()), OpenFor::reading, disk);
  if (lowest) log.messages_before_all = log.messages = lowest->header.messages_before;
  const auto last = open_segment(segment_path(directory, highest), OpenFor::writing, disk);
  if (!last) {
    // A header that cannot be read is the reader's matter: it puts the whole file into quarantine.
    if (last.error().code == ErrorCode::corrupt) return log;
    return tl::unexpected(last.error());
  }
  const auto extent = measure(*last, disk);
  if (!extent) return tl::unexpected(extent.error());
  log.messages = last->header.messages_before + extent->messages;

  std::uint64_t end = extent->end;
  if (durable_end.segment == highest) end = std::max<std::uint64_t>(end, durable_end.offset);
  if (durable_end.segment <= highest && end < last->octets) {
    if (auto cut = disk.truncate(last->file.get(), end); !cut) return tl::unexpected(cut.error());
  }
  // Also for what a killed writer left in the page cache: nobody was told of it, but the reader may take it from now
  // on.
  if (auto synced = disk.sync_data(last->file.get()); !synced) return tl::unexpected(synced.error());
  if (auto synced = disk.sync_directory(directory); !synced) return tl::unexpected(synced.error());
  return log;
}

} // namespace store
