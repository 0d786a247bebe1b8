#include "store/disk.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace store {
namespace {

using parsers::Error;
using parsers::ErrorCode;
using Path = std::filesystem::path;

ErrorCode code_of(int number) {
  switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: // RLIMIT_FSIZE, or a file system with small files
      return ErrorCode::storage_full;
    case EROFS:
      return ErrorCode::storage_read_only;
    case ENOENT:
      return ErrorCode::not_found;
    case EEXIST:
      return ErrorCode::already_exists;
    case EACCES:
    case EPERM:
      return ErrorCode::permission_denied;
    default:
      return ErrorCode::storage_failed;
  }
}

tl::unexpected<Error> refusal(int number, std::string what) {
  what.append(": ").append(strerrordesc_np(number) ? strerrordesc_np(number) : "unknown error");
  return parsers::failure(code_of(number), std::move(what));
}

/// Repeats a call that a signal broke off.
template <class Call>
auto retried(Call call) {
  auto outcome = call();
  while (outcome < 0 && errno == EINTR) outcome = call();
  return outcome;
}

class SystemDisk final : public Disk {
 public:
  Result<FileDescriptor> open(const Path& path, OpenFor mode) override {
    int flags = O_CLOEXEC | (mode == OpenFor::reading ? O_RDONLY : O_RDWR);
    if (mode == OpenFor::creating) flags |= O_CREAT | O_EXCL;
    const int number = retried([&] { return ::open(path.c_str(), flags, 0600); });
    if (number < 0) return refusal(errno, "open " + path.string());
    return FileDescriptor(number);
  }

  Result<void> write_at(int file, std::string_view octets, std::uint64_t offset) override {
    while (!octets.empty()) {
      const auto written =
          retried([&] { return ::pwrite(file, octets.data(), octets.size(), static_cast<off_t>(offset)); });
      if (written < 0) return refusal(errno, "write at " + std::to_string(offset));
      if (written == 0) return refusal(EIO, "write at " + std::to_string(offset));
      octets.remove_prefix(static_cast<std::size_t>(written));
      offset += static_cast<std::uint64_t>(written);
    }
    return {};
  }

  Result<std::string> read_at(int file, std::uint64_t offset, std::size_t length) override {
    std::string octets(length, '\0');
    std::size_t done = 0;
    while (done < length) {
      const auto count = retried(
          [&] { return ::pread(file, octets.data() + done, length - done, static_cast<off_t>(offset + done)); });
      if (count < 0) return refusal(errno, "read at " + std::to_string(offset + done));
      if (count == 0) break;
      done += static_cast<std::size_t>(count);
    }
    octets.resize(done);
    return octets;
  }

  Result<std::uint64_t> size_of(int file) override {
    struct stat status {};
    if (::fstat(file, &status) < 0) return refusal(errno, "stat");
    return static_cast<std::uint64_t>(status.st_size);
  }

  Result<void> truncate(int file, std::uint64_t length) override {
    if (retried([&] { return ::ftruncate(file, static_cast<off_t>(length)); }) < 0) return refusal(errno, "truncate");
    return {};
  }

  Result<void> preallocate(int file, std::uint64_t length) override {
    if (retried([&] { return ::fallocate(file, 0, 0, static_cast<off_t>(length)); }) == 0) return {};
    // A file system that cannot do it loses speed, nothing else.
    if (errno == EOPNOTSUPP || errno == ENOSYS) return {};
    return refusal(errno, "preallocate " + std::to_string(length));
  }

  Result<void> sync_data(int file) override {
    if (retried([&] { return ::fdatasync(file); }) < 0) return refusal(errno, "fdatasync");
    return {};
  }

  Result<void> sync_directory(const Path& directory) override {
    const FileDescriptor opened(retried([&] { return ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (!opened.is_open()) return refusal(errno, "open " + directory.string());
    if (retried([&] { return ::fsync(opened.get()); }) < 0) return refusal(errno, "fsync " + directory.string());
    return {};
  }

  Result<void> rename(const Path& from, const Path& to) override {
    if (::rename(from.c_str(), to.c_str()) < 0) return refusal(errno, "rename " + from.string() + " to " + to.string());
    return {};
  }

  Result<void> remove(const Path& path) override {
    if (::unlink(path.c_str()) < 0) return refusal(errno, "remove " + path.string());
    return {};
  }

  Result<void> create_directory(const Path& path) override {
    if (::mkdir(path.c_str(), 0700) == 0) return {};
    const int number = errno;
    struct stat status {};
    if (number == EEXIST && ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return {};
    return refusal(number, "create directory " + path.string());
  }

  Result<std::vector<std::string>> list(const Path& directory) override {
    const std::unique_ptr<DIR, int (*)(DIR*)> opened(::opendir(directory.c_str()), &::closedir);
    if (!opened) return refusal(errno, "list " + directory.string());
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(opened.get())) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") names.emplace_back(name);
    }
    if (errno != 0) return refusal(errno, "list " + directory.string());
    std::sort(names.begin(), names.end());
    return names;
  }

  Result<std::uint64_t> free_octets(const Path& directory) override {
    struct statvfs status {};
    if (retried([&] { return ::statvfs(directory.c_str(), &status); }) < 0) {
      return refusal(errno, "statvfs " + directory.string());
    }
    return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
  }
};

} // namespace

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    if (number_ >= 0) ::close(number_);
    number_ = other.release();
  }
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (number_ >= 0) ::close(number_);
}

int FileDescriptor::release() { return std::exchange(number_, -1); }

Disk& system_disk() {
  static SystemDisk disk;
  return disk;
}

} // namespace store
