// Watches how full a file system is, without asking it for every message.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>

#include "parsers/result.hpp"
#include "store/disk.hpp"

namespace store {

class FreeSpace {
 public:
  FreeSpace(std::filesystem::path directory, std::uint64_t least_octets, Disk& disk)
      : directory_(std::move(directory)), least_octets_(least_octets), disk_(disk) {}

  /// storage_full below the least; asks the disk when 100 ms or 4 MiB have passed since it was asked.
  Result<void> check();
  void count(std::uint64_t octets);

 private:
  const std::filesystem::path directory_;
  const std::uint64_t least_octets_;
  Disk& disk_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point ask_at_{};
  std::uint64_t written_ = 0; // since it was asked
  Result<void> answer_;
};

} // namespace store
