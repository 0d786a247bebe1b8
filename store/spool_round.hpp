// What one write and one fdatasync make durable together: records side by side, as they will stand in the file.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "parsers/assert_that.hpp"
#include "store/spool.hpp"

namespace store {

struct LogSegment; // of the writer

/// Space is reserved under the writer's mutex; the records are sealed into it outside of the mutex, by many threads at
/// once, so that nothing is copied again on its way to the file.
class Round {
 public:
  static constexpr std::size_t capacity = std::size_t{4} << 20;

  struct Commit {
    SpoolId id;
    bool has_pieces = false;         // in the log before this record
    std::uint64_t failures_seen = 0; // of the writer, when the first piece was written
    std::function<void(Result<SpoolId>)> finished;
  };

  [[nodiscard]] bool is_empty() const { return used_ == 0; }
  [[nodiscard]] bool has_room_for(std::size_t octets) const { return used_ + octets <= capacity; }
  [[nodiscard]] std::string_view octets() const { return {octets_.get(), used_}; }
  [[nodiscard]] std::size_t used() const { return used_; }

  /// Each reserve is answered by one `filled`.
  char* reserve(std::size_t octets) {
    parsers::assert_that(has_room_for(octets), "a round is asked before it is filled");
    filling_.fetch_add(1, std::memory_order_relaxed);
    char* place = octets_.get() + used_;
    used_ += octets;
    return place;
  }
  void filled() {
    if (filling_.fetch_sub(1, std::memory_order_release) == 1) filling_.notify_one();
  }
  void wait_until_filled() const {
    for (auto filling = filling_.load(std::memory_order_acquire); filling != 0;
         filling = filling_.load(std::memory_order_acquire)) {
      filling_.wait(filling, std::memory_order_acquire);
    }
  }
  void reset() {
    segment = nullptr;
    offset = 0;
    used_ = 0;
    ends_segment = is_due = false;
    commits.clear();
  }

  LogSegment* segment = nullptr; // where it goes; nothing while it is empty
  std::uint64_t offset = 0;      // in the segment
  bool ends_segment = false;
  bool is_due = false; // to be synced although nobody waits for it
  std::vector<Commit> commits;

 private:
  std::unique_ptr<char[]> octets_ = std::make_unique_for_overwrite<char[]>(capacity);
  std::size_t used_ = 0;
  std::atomic<std::uint32_t> filling_ = 0;
};

} // namespace store
