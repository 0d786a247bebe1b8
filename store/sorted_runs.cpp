#include "store/sorted_runs.hpp"

#include <algorithm>
#include <cstring>

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::size_t written_at_once = std::size_t{4} << 20; // and synced: a large backlog would hold up the ledger
constexpr std::size_t merge_memory = std::size_t{64} << 20;
constexpr std::size_t most_read_at_once = std::size_t{1} << 20;
constexpr std::size_t least_read_at_once = 4096;

std::filesystem::path run_path(const std::filesystem::path& directory, std::uint32_t number) {
  return directory / ("run-" + std::to_string(number));
}

/// memcmp on 18 octets, in two steps that the compiler makes two loads of.
bool is_before(const UnsortedRow& a, const UnsortedRow& b) {
  const auto head = [](const UnsortedRow& row) {
    std::uint64_t number = 0;
    std::memcpy(&number, row.row.hash.data(), sizeof number);
    return __builtin_bswap64(number);
  };
  const std::uint64_t a_head = head(a);
  const std::uint64_t b_head = head(b);
  return a_head != b_head ? a_head < b_head : std::memcmp(&a, &b, sizeof a) < 0;
}

} // namespace

Result<void> SortedRuns::write(std::vector<UnsortedRow>& rows) {
  if (rows.empty()) return {};
  std::sort(rows.begin(), rows.end(), is_before);
  const auto file = disk_.open(run_path(directory_, count_.fetch_add(1)), OpenFor::creating);
  if (!file) return tl::unexpected(file.error());
  const std::string_view octets(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(UnsortedRow));
  for (std::size_t offset = 0; offset < octets.size(); offset += written_at_once) {
    auto written = disk_.write_at(file->get(), octets.substr(offset, written_at_once), offset);
    if (written) written = disk_.sync_data(file->get());
    if (!written) return written;
  }
  rows.clear();
  return {};
}

class RunMerge::Run {
 public:
  static Result<std::unique_ptr<Run>> open(const std::filesystem::path& path, std::size_t read_at_once, Disk& disk) {
    auto file = disk.open(path, OpenFor::reading);
    if (!file) return tl::unexpected(file.error());
    auto run = std::make_unique<Run>(std::move(*file), read_at_once, disk);
    if (auto moved = run->move_on(); !moved) return tl::unexpected(moved.error());
    return run;
  }
  Run(FileDescriptor file, std::size_t read_at_once, Disk& disk)
      : file_(std::move(file)), disk_(disk), read_at_once_(read_at_once - read_at_once % sizeof(UnsortedRow)) {}

  [[nodiscard]] bool is_at_end() const { return is_at_end_; }
  [[nodiscard]] const UnsortedRow& row() const { return row_; }
  Result<void> move_on() {
    if (place_ == octets_.size()) {
      auto read = disk_.read_at(file_.get(), offset_, read_at_once_);
      if (!read) return tl::unexpected(read.error());
      if (read->size() % sizeof(UnsortedRow) != 0) return failure(ErrorCode::corrupt, "a run of an import is torn");
      octets_ = std::move(*read);
      offset_ += octets_.size();
      place_ = 0;
      is_at_end_ = octets_.empty();
      if (is_at_end_) return {};
    }
    std::memcpy(&row_, octets_.data() + place_, sizeof row_);
    place_ += sizeof row_;
    return {};
  }

 private:
  FileDescriptor file_;
  Disk& disk_;
  std::size_t read_at_once_;
  std::uint64_t offset_ = 0;
  std::string octets_;
  std::size_t place_ = 0;
  UnsortedRow row_;
  bool is_at_end_ = false;
};

RunMerge::RunMerge(std::vector<std::unique_ptr<Run>> runs) : heap_(std::move(runs)) {
  std::erase_if(heap_, [](const auto& run) { return run->is_at_end(); });
  for (std::size_t place = heap_.size() / 2; place-- > 0;) sink(place);
}
RunMerge::RunMerge(RunMerge&&) noexcept = default;
RunMerge::~RunMerge() = default;

Result<RunMerge> RunMerge::open(const std::filesystem::path& directory, std::uint32_t count, Disk& disk) {
  const std::size_t read_at_once =
      std::clamp(merge_memory / std::max(count, 1u), least_read_at_once, most_read_at_once);
  std::vector<std::unique_ptr<Run>> runs;
  for (std::uint32_t number = 0; number < count; ++number) {
    auto run = Run::open(run_path(directory, number), read_at_once, disk);
    if (!run) return tl::unexpected(run.error());
    runs.push_back(std::move(*run));
  }
  return RunMerge(std::move(runs));
}

/// Moves the run down to where it comes before both below it.
void RunMerge::sink(std::size_t place) {
  for (std::size_t below = 2 * place + 1; below < heap_.size(); below = 2 * place + 1) {
    if (below + 1 < heap_.size() && is_before(heap_[below + 1]->row(), heap_[below]->row())) ++below;
    if (!is_before(heap_[below]->row(), heap_[place]->row())) return;
    std::swap(heap_[below], heap_[place]);
    place = below;
  }
}

Result<void> RunMerge::drop_first() {
  if (auto moved = heap_.front()->move_on(); !moved) return moved;
  if (heap_.front()->is_at_end()) {
    std::swap(heap_.front(), heap_.back());
    heap_.pop_back();
  }
  if (!heap_.empty()) sink(0);
  return {};
}

Result<std::optional<MergedRow>> RunMerge::next() {
  if (heap_.empty()) return std::nullopt;
  MergedRow merged{.row = heap_.front()->row().row};
  while (!heap_.empty() && heap_.front()->row().row == merged.row) {
    merged.lines += heap_.front()->row().is_copy == 0 ? 1 : 0;
    if (auto dropped = drop_first(); !dropped) return tl::unexpected(dropped.error());
  }
  return merged;
}

} // namespace store
