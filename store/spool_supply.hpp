// Makes the file of the next segment ahead of need, so that a sync need not change the file system's own records.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

#include "parsers/result.hpp"
#include "store/disk.hpp"

namespace store {

/// Measured here, 4 KiB and one writer: fdatasync into a file that was written before takes 91 us, into a preallocated
/// one 200 us, appending 165 us; 64 messages a sync: 350k, 170k and 200k messages/s. So the next file is filled with
/// zeros by a thread of its own (64 MiB: 50 ms) while the segment before it is in use. Using old segments again would
/// save these writes, but would keep what has to go. When the writer comes too early it gets the file as far as it is.
class SegmentSupply {
 public:
  SegmentSupply(std::filesystem::path directory, std::uint64_t segment_octets, Disk& disk);
  ~SegmentSupply();
  SegmentSupply(const SegmentSupply&) = delete;
  SegmentSupply& operator=(const SegmentSupply&) = delete;

  /// A file that begins with `header`, durable under the name `path`. Waits for the file, not for its zeros; after a
  /// failure each call tries anew.
  parsers::Result<FileDescriptor> take(const std::filesystem::path& path, std::string_view header);

 private:
  struct Made {
    FileDescriptor file;
    std::filesystem::path path;
  };
  void run();
  parsers::Result<Made> make();
  std::optional<Made> find_filled();
  parsers::Result<bool> fill(int file);

  const std::filesystem::path directory_;
  const std::uint64_t segment_octets_;
  Disk& disk_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<bool> is_hurried_ = false; // somebody waits: enough of zeros
  bool is_stopping_ = false;
  bool is_wanted_ = true;
  std::optional<Made> made_;
  std::optional<parsers::Error> failed_;
  std::thread thread_;
};

} // namespace store
