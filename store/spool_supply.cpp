#include "store/spool_supply.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace store {
namespace {

using parsers::Result;

constexpr std::uint64_t fill_octets = 1ull << 20;
constexpr std::uint64_t sync_every_octets = 4 * fill_octets; // so that the writer's own syncs never wait for long

} // namespace

SegmentSupply::SegmentSupply(std::filesystem::path directory, std::uint64_t segment_octets, Disk& disk)
    : directory_(std::move(directory)), segment_octets_(segment_octets), disk_(disk), thread_([this] { run(); }) {}

SegmentSupply::~SegmentSupply() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
    is_hurried_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

Result<FileDescriptor> SegmentSupply::take(const std::filesystem::path& path, std::string_view header) {
  std::unique_lock lock(mutex_);
  failed_.reset();
  is_wanted_ = true;
  is_hurried_ = true;
  changed_.notify_all();
  changed_.wait(lock, [&] { return made_ || failed_; });
  is_hurried_ = false;
  if (failed_) return tl::unexpected(*failed_);
  Made made = *std::exchange(made_, std::nullopt);
  is_wanted_ = false; // the next one is made once this one has its name
  lock.unlock();

  auto done = disk_.write_at(made.file.get(), header, 0);
  if (done) done = disk_.sync_data(made.file.get());
  if (done) done = disk_.rename(made.path, path);
  if (done) done = disk_.sync_directory(directory_);
  lock.lock();
  is_wanted_ = true;
  changed_.notify_all();
  if (!done) return tl::unexpected(done.error());
  return std::move(made.file);
}

void SegmentSupply::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return is_stopping_ || (is_wanted_ && !made_ && !failed_); });
    if (is_stopping_) return;
    lock.unlock();
    auto made = make();
    lock.lock();
    if (made) {
      made_ = std::move(*made);
    } else {
      failed_ = made.error();
    }
    changed_.notify_all();
  }
}

/// A file that was filled for an earlier writer and not used.
std::optional<SegmentSupply::Made> SegmentSupply::find_filled() {
  const auto path = directory_ / "next";
  auto file = disk_.open(path, OpenFor::writing);
  if (!file) return std::nullopt;
  const auto size = disk_.size_of(file->get());
  if (!size || *size != segment_octets_) return std::nullopt;
  return Made{std::move(*file), path};
}

Result<SegmentSupply::Made> SegmentSupply::make() {
  if (auto filled = find_filled()) return std::move(*filled);
  const auto path = directory_ / "next.part";
  if (auto removed = disk_.remove(path); !removed && removed.error().code != parsers::ErrorCode::not_found) {
    return tl::unexpected(removed.error());
  }
  auto file = disk_.open(path, OpenFor::creating);
  if (!file) return tl::unexpected(file.error());
  if (auto done = disk_.preallocate(file->get(), segment_octets_); !done) return tl::unexpected(done.error());
  const auto is_full = fill(file->get());
  if (!is_full) return tl::unexpected(is_full.error());
  if (!*is_full) return Made{std::move(*file), path};
  const auto filled = directory_ / "next";
  if (auto done = disk_.rename(path, filled); !done) return tl::unexpected(done.error());
  return Made{std::move(*file), filled};
}

/// False when somebody came before it was done.
Result<bool> SegmentSupply::fill(int file) {
  const std::string zeros(std::min(fill_octets, segment_octets_), '\0');
  for (std::uint64_t offset = 0; offset < segment_octets_; offset += zeros.size()) {
    if (is_hurried_) return false;
    const auto length = std::min<std::uint64_t>(zeros.size(), segment_octets_ - offset);
    const auto octets = std::string_view(zeros).substr(0, static_cast<std::size_t>(length));
    if (auto done = disk_.write_at(file, octets, offset); !done) return tl::unexpected(done.error());
    if (offset % sync_every_octets != 0 && offset + length < segment_octets_) continue;
    if (auto done = disk_.sync_data(file); !done) return tl::unexpected(done.error());
  }
  return true;
}

} // namespace store
