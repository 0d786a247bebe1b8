// A cursor over the records of one segment file: holds one window of it, steps over what was damaged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/disk.hpp"
#include "store/spool_format.hpp"

namespace store {

class SegmentScanner {
 public:
  /// Does not own the file. Begins behind the segment's header.
  SegmentScanner(Disk& disk, int file, const SegmentSalt& salt) : disk_(&disk), file_(file), salt_(salt) {}

  struct Step {
    std::optional<RecordPlace> record; // the next one that lies wholly before the limit
    std::string_view octets;           // of that record; until the scanner is used again
    std::uint64_t gap_end = 0;         // from the cursor to here stands no record
    bool gap_is_blank = true;          // nothing but zeros in it
    [[nodiscard]] std::uint64_t end() const;
  };
  /// Looks at what lies between the cursor and `limit`, without moving.
  parsers::Result<Step> next(std::uint64_t limit);
  void move_to(std::uint64_t offset) { offset_ = offset; }
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

 private:
  parsers::Result<std::string_view> window(std::uint64_t from, std::uint64_t limit, std::size_t needed);

  Disk* disk_;
  int file_;
  SegmentSalt salt_;
  std::uint64_t offset_ = segment_header_octets;
  std::string window_;
  std::uint64_t window_begin_ = 0;
};

/// Opens a segment file and reads its header.
struct OpenedSegment {
  FileDescriptor file;
  SegmentHeader header;
  std::uint64_t octets = 0;
};
parsers::Result<OpenedSegment> open_segment(const std::filesystem::path& path, OpenFor mode, Disk& disk);

} // namespace store
