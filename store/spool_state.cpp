#include "store/spool_state.hpp"

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <climits>
#include <string>

namespace store {
namespace {

using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;

constexpr std::size_t page_octets = 4096;

/// Locks of the open file, not of the process: a second open in this process is refused as well. Octet 0 is the
/// writer's, 1 the reader's, 2 belongs to whoever makes the file.
bool lock(int file, off_t octet, int command) {
  struct flock wanted {};
  wanted.l_type = F_WRLCK;
  wanted.l_whence = SEEK_SET;
  wanted.l_start = octet;
  wanted.l_len = 1;
  return ::fcntl(file, command, &wanted) == 0;
}

void unlock(int file, off_t octet) {
  struct flock wanted {};
  wanted.l_type = F_UNLCK;
  wanted.l_whence = SEEK_SET;
  wanted.l_start = octet;
  wanted.l_len = 1;
  ::fcntl(file, F_OFD_SETLK, &wanted);
}

/// The page is written out once, before it is mapped: a hole could meet a full disk, and that is a SIGBUS.
Result<void> fill(int file, const std::filesystem::path& directory, Disk& disk) {
  const auto size = disk.size_of(file);
  if (!size) return tl::unexpected(size.error());
  if (*size >= page_octets) return {};
  if (auto done = disk.write_at(file, std::string(page_octets - *size, '\0'), *size); !done) return done;
  if (auto done = disk.sync_data(file); !done) return done;
  return disk.sync_directory(directory);
}

Result<FileDescriptor> open_file(const std::filesystem::path& directory, Disk& disk) {
  const auto path = directory / "state";
  auto file = disk.open(path, OpenFor::writing);
  if (!file && file.error().code == ErrorCode::not_found) {
    file = disk.open(path, OpenFor::creating);
    if (!file && file.error().code == ErrorCode::already_exists) file = disk.open(path, OpenFor::writing);
  }
  if (!file) return file;
  if (!lock(file->get(), 2, F_OFD_SETLKW)) return failure(ErrorCode::unavailable, "cannot lock " + path.string());
  const auto filled = fill(file->get(), directory, disk);
  unlock(file->get(), 2);
  if (!filled) return tl::unexpected(filled.error());
  return file;
}

std::uint64_t pack(LogPlace place) { return (static_cast<std::uint64_t>(place.segment) << 32) | place.offset; }

} // namespace

struct SpoolState::Page {
  std::atomic<std::uint64_t> durable_end; // segment, offset
  std::atomic<std::uint64_t> committed;
  std::atomic<std::uint64_t> passed;
  std::atomic<std::uint64_t> held;
  std::atomic<std::uint32_t> publications; // a futex
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free && std::atomic<std::uint32_t>::is_always_lock_free);

Result<std::unique_ptr<SpoolState>> SpoolState::open(const std::filesystem::path& directory, End end, Disk& disk) {
  auto file = open_file(directory, disk);
  if (!file) return tl::unexpected(file.error());
  if (!lock(file->get(), end == End::writing ? 0 : 1, F_OFD_SETLK)) {
    return failure(ErrorCode::busy, "the spool in " + directory.string() +
                                        (end == End::writing ? " has a writer already" : " has a reader already"));
  }
  void* mapped = ::mmap(nullptr, page_octets, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, file->get(), 0);
  if (mapped == MAP_FAILED) return failure(ErrorCode::unavailable, "cannot map " + (directory / "state").string());
  return std::unique_ptr<SpoolState>(new SpoolState(std::move(*file), static_cast<Page*>(mapped)));
}

SpoolState::~SpoolState() { ::munmap(page_, page_octets); }

void SpoolState::publish(LogPlace durable_end, std::uint64_t committed) {
  page_->committed.store(committed);
  page_->durable_end.store(pack(durable_end));
  page_->publications.fetch_add(1);
  ::syscall(SYS_futex, &page_->publications, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

LogPlace SpoolState::durable_end() const {
  const auto packed = page_->durable_end.load();
  return {static_cast<std::uint32_t>(packed >> 32), static_cast<std::uint32_t>(packed)};
}

void SpoolState::publish_reading(std::uint64_t passed, std::uint64_t held) {
  page_->held.store(held);
  page_->passed.store(passed);
}

std::uint64_t SpoolState::outstanding() const {
  const auto committed = page_->committed.load(), passed = page_->passed.load();
  return (committed > passed ? committed - passed : 0) + page_->held.load();
}

std::uint64_t SpoolState::passed() const { return page_->passed.load(); }
std::uint32_t SpoolState::publications() const { return page_->publications.load(); }

void SpoolState::wait(std::uint32_t seen, std::chrono::nanoseconds timeout) const {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(timeout);
  const timespec relative{static_cast<time_t>(seconds.count()), static_cast<long>((timeout - seconds).count())};
  ::syscall(SYS_futex, &page_->publications, FUTEX_WAIT, seen, &relative, nullptr, 0);
}

} // namespace store
