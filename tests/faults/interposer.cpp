#include "tests/faults/interposer.hpp"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>

namespace faults {
namespace {

constinit std::atomic<bool> is_on = false;
constinit std::atomic<bool> failed = false;
constinit std::array<std::atomic<std::uint64_t>, call_names.size()> counts{};
constinit Fault planned;

/// Counts the call; true when it is the one that fails.
bool fails(Call call) {
  if (!is_on) return false;
  const std::uint64_t number = ++counts[static_cast<std::size_t>(call)];
  if (planned.which == 0 || call != planned.call) return false;
  if (planned.and_all_after ? number < planned.which : number != planned.which) return false;
  failed = true;
  errno = call == Call::allocation ? ENOMEM : planned.error;
  return true;
}

} // namespace

Interposing::Interposing(const Fault& fault) {
  planned = fault;
  failed = false;
  for (auto& count : counts) count = 0;
  is_on = true;
}
Interposing::~Interposing() { is_on = false; }
std::uint64_t Interposing::count(Call call) { return counts[static_cast<std::size_t>(call)]; }
bool Interposing::has_failed() { return failed; }

} // namespace faults

using faults::Call;
using faults::fails;

// A write that fails leaves half of what it was to write.
extern "C" {

ssize_t pwrite(int file, const void* octets, std::size_t length, off_t offset) {
  if (!fails(Call::write)) return ::syscall(SYS_pwrite64, file, octets, length, offset);
  const int error = errno;
  static_cast<void>(::syscall(SYS_pwrite64, file, octets, length / 2, offset));
  errno = error;
  return -1;
}
ssize_t write(int file, const void* octets, std::size_t length) {
  return fails(Call::write) ? -1 : ::syscall(SYS_write, file, octets, length);
}
ssize_t writev(int file, const iovec* pieces, int count) {
  return fails(Call::write) ? -1 : ::syscall(SYS_writev, file, pieces, count);
}
ssize_t pwritev(int file, const iovec* pieces, int count, off_t offset) {
  if (!fails(Call::write)) return ::syscall(SYS_pwritev, file, pieces, count, offset, 0);
  const int error = errno;
  static_cast<void>(::syscall(SYS_pwritev, file, pieces, count / 2, offset, 0));
  errno = error;
  return -1;
}
int fdatasync(int file) { return fails(Call::sync) ? -1 : static_cast<int>(::syscall(SYS_fdatasync, file)); }
int fsync(int file) { return fails(Call::sync) ? -1 : static_cast<int>(::syscall(SYS_fsync, file)); }
int msync(void* start, std::size_t length, int flags) {
  return fails(Call::sync) ? -1 : static_cast<int>(::syscall(SYS_msync, start, length, flags));
}
int ftruncate(int file, off_t length) noexcept {
  return fails(Call::resize) ? -1 : static_cast<int>(::syscall(SYS_ftruncate, file, length));
}
int posix_fallocate(int file, off_t offset, off_t length) {
  if (fails(Call::resize)) return errno;
  return ::syscall(SYS_fallocate, file, 0, offset, length) == 0 ? 0 : errno;
}
int fallocate(int file, int mode, off_t offset, off_t length) {
  return fails(Call::resize) ? -1 : static_cast<int>(::syscall(SYS_fallocate, file, mode, offset, length));
}
void* mmap(void* start, std::size_t length, int protection, int flags, int file, off_t offset) noexcept {
  if (fails(Call::map)) return MAP_FAILED;
  return reinterpret_cast<void*>(::syscall(SYS_mmap, start, length, protection, flags, file, offset));
}

#ifndef __SANITIZE_ADDRESS__ // which has an allocator of its own
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* octets, std::size_t size);

void* malloc(std::size_t size) noexcept { return fails(Call::allocation) ? nullptr : __libc_malloc(size); }
void* calloc(std::size_t count, std::size_t size) noexcept {
  return fails(Call::allocation) ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* octets, std::size_t size) noexcept {
  return fails(Call::allocation) ? nullptr : __libc_realloc(octets, size);
}
#endif
}
