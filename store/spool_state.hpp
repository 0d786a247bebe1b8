// What the two ends of a spool tell each other, in one process or two: a page of the file `state` that both map. It is
// never needed to find a message; it says how far the log is durable, wakes the reader, and holds the two locks.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "parsers/result.hpp"
#include "store/disk.hpp"

namespace store {

/// A place in the log. Everything before it went through a fdatasync that returned.
struct LogPlace {
  std::uint32_t segment = 0;
  std::uint32_t offset = 0;
  friend auto operator<=>(const LogPlace&, const LogPlace&) = default;
};

class SpoolState {
 public:
  enum class End : std::uint8_t { writing, reading };

  /// busy when somebody else, in this process or another, has this end of the spool.
  static parsers::Result<std::unique_ptr<SpoolState>> open(const std::filesystem::path& directory, End end, Disk& disk);
  ~SpoolState();
  SpoolState(const SpoolState&) = delete;
  SpoolState& operator=(const SpoolState&) = delete;

  /// The writer's. `committed` counts the messages before the place, of all the time.
  void publish(LogPlace durable_end, std::uint64_t committed);
  /// A lower bound also after a crash: it is raised only behind a fdatasync, and the page may reach the disk late.
  [[nodiscard]] LogPlace durable_end() const;

  /// The reader's: messages that its cursor passed, of all the time, and how many of them it still holds.
  void publish_reading(std::uint64_t passed, std::uint64_t held);
  /// Committed, and not released as far as the reader has told.
  [[nodiscard]] std::uint64_t outstanding() const;
  [[nodiscard]] std::uint64_t passed() const;

  /// Sleeps until `publish` is called after `seen` was read, or the timeout; a signal may end it early.
  [[nodiscard]] std::uint32_t publications() const;
  void wait(std::uint32_t seen, std::chrono::nanoseconds timeout) const;

 private:
  struct Page;
  SpoolState(FileDescriptor file, Page* page) : file_(std::move(file)), page_(page) {}
  FileDescriptor file_; // its lock goes with it
  Page* page_;
};

} // namespace store
