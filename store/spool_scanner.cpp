#include "store/spool_scanner.hpp"

#include <algorithm>

namespace store {
namespace {

constexpr std::size_t window_octets = std::size_t{1} << 20;

bool is_blank(std::string_view octets) { return octets.find_first_not_of('\0') == std::string_view::npos; }

/// How many octets of a window without a record header are done with: one may begin in the last few.
std::uint64_t searched_of(std::size_t octets) {
  return octets < record_header_octets ? octets : (octets - record_header_octets) / 8 * 8 + 8;
}

} // namespace

std::uint64_t SegmentScanner::Step::end() const {
  return record ? record->offset + record_octets(record->header.sealed_octets) : gap_end;
}

/// At least `needed` octets from `from` on, or as many as the file has before `limit`.
parsers::Result<std::string_view> SegmentScanner::window(std::uint64_t from, std::uint64_t limit, std::size_t needed) {
  if (from < window_begin_ || from + needed > window_begin_ + window_.size()) {
    const auto length = std::min<std::uint64_t>(std::max(needed, window_octets), limit - from);
    auto octets = disk_->read_at(file_, from, static_cast<std::size_t>(length));
    if (!octets) return tl::unexpected(octets.error());
    window_ = std::move(*octets);
    window_begin_ = from;
  }
  return std::string_view(window_).substr(static_cast<std::size_t>(from - window_begin_));
}

parsers::Result<SegmentScanner::Step> SegmentScanner::next(std::uint64_t limit) {
  Step step;
  std::uint64_t from = offset_;
  while (from < limit) {
    const auto seen = window(from, limit, std::min<std::uint64_t>(record_header_octets, limit - from));
    if (!seen) return tl::unexpected(seen.error());
    if (seen->empty()) break;
    const auto place = find_record(*seen, 0, salt_);
    const auto searched = static_cast<std::size_t>(place ? place->offset : searched_of(seen->size()));
    step.gap_is_blank = step.gap_is_blank && is_blank(seen->substr(0, searched));
    from += searched;
    if (!place) continue;
    const std::size_t length = record_octets(place->header.sealed_octets);
    if (from + length <= limit) {
      const auto octets = window(from, limit, length);
      if (!octets) return tl::unexpected(octets.error());
      if (octets->size() >= length) {
        step.record = RecordPlace{from, place->header};
        step.octets = octets->substr(0, length);
        step.gap_end = from;
        return step;
      }
    }
    step.gap_is_blank = false;
    from += 8;
  }
  step.gap_end = std::max(offset_, limit);
  return step;
}

parsers::Result<OpenedSegment> open_segment(const std::filesystem::path& path, OpenFor mode, Disk& disk) {
  OpenedSegment opened;
  auto file = disk.open(path, mode);
  if (!file) return tl::unexpected(file.error());
  opened.file = std::move(*file);
  const auto size = disk.size_of(opened.file.get());
  if (!size) return tl::unexpected(size.error());
  opened.octets = *size;
  const auto head = disk.read_at(opened.file.get(), 0, segment_header_octets);
  if (!head) return tl::unexpected(head.error());
  auto header = decode_segment_header(*head);
  if (!header) {
    header.error().context.append(" in ").append(path.string());
    return tl::unexpected(header.error());
  }
  opened.header = *header;
  return opened;
}

} // namespace store
