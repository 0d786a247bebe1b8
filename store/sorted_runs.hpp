// Sorting more rows than fit into memory: sorted runs in files of a work folder, and their merge. Nothing here is kept:
// after an import the folder goes.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "store/disk.hpp"
#include "store/import_block.hpp"

namespace store {

/// A row with where it came from: a line of the list, or the wide spelling of one.
struct UnsortedRow {
  ListedRow row;
  std::uint8_t is_copy = 0;
  friend auto operator<=>(const UnsortedRow&, const UnsortedRow&) = default;
};
static_assert(sizeof(UnsortedRow) == 18); // as it lies in a run

class SortedRuns {
 public:
  /// `directory` is there and has no runs.
  SortedRuns(std::filesystem::path directory, Disk& disk) : directory_(std::move(directory)), disk_(disk) {}
  /// Sorts the rows and writes them as one run, synced; leaves `rows` empty. Several threads may do so at once.
  Result<void> write(std::vector<UnsortedRow>& rows);
  [[nodiscard]] std::uint32_t count() const { return count_; }

 private:
  std::filesystem::path directory_;
  Disk& disk_;
  std::atomic<std::uint32_t> count_ = 0;
};

/// A row of the merge, once; `lines` of the list say the same.
struct MergedRow {
  ListedRow row;
  std::uint64_t lines = 0;
};

/// Reads `runs` runs at the same time. One thread.
class RunMerge {
 public:
  static Result<RunMerge> open(const std::filesystem::path& directory, std::uint32_t runs, Disk& disk);
  RunMerge(RunMerge&&) noexcept;
  RunMerge& operator=(RunMerge&&) = delete;
  ~RunMerge();
  /// Ascending; nothing at the end.
  Result<std::optional<MergedRow>> next();

 private:
  class Run;
  explicit RunMerge(std::vector<std::unique_ptr<Run>> runs);
  void sink(std::size_t place);
  Result<void> drop_first();
  std::vector<std::unique_ptr<Run>> heap_; // the run with the smallest row first
};

} // namespace store
