// The system calls that make octets durable, in one place: tests replace it to fail the Nth call or to drop what was
// not synced.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/result.hpp"

namespace store {

using parsers::Result;

/// Owns one file descriptor.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor();
  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  int release();

 private:
  int number_ = -1;
};

enum class OpenFor : std::uint8_t { reading, writing, creating }; // creating: O_EXCL, mode 0600

/// Every call retries EINTR and short transfers by itself. ENOSPC and EDQUOT become storage_full; a missing file,
/// one that is there, a refused permission and a read-only file system have their own codes; all else is
/// storage_failed. Safe for several threads.
class Disk {
 public:
  virtual ~Disk() = default;
  virtual Result<FileDescriptor> open(const std::filesystem::path& path, OpenFor mode) = 0;
  virtual Result<void> write_at(int file, std::string_view octets, std::uint64_t offset) = 0;
  virtual Result<std::string> read_at(int file, std::uint64_t offset, std::size_t length) = 0; // shorter at the end
  virtual Result<std::uint64_t> size_of(int file) = 0;
  virtual Result<void> truncate(int file, std::uint64_t length) = 0;
  virtual Result<void> preallocate(int file, std::uint64_t length) = 0; // the size too; nothing where it cannot be done
  virtual Result<void> sync_data(int file) = 0;                         // fdatasync
  virtual Result<void> sync_directory(const std::filesystem::path& directory) = 0;
  virtual Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
  virtual Result<void> remove(const std::filesystem::path& path) = 0;
  virtual Result<void> create_directory(const std::filesystem::path& path) = 0; // mode 0700; fine when it is there
  virtual Result<std::vector<std::string>> list(const std::filesystem::path& directory) = 0; // file names, sorted
  virtual Result<std::uint64_t> free_octets(const std::filesystem::path& directory) = 0;
};

/// The real one; lives as long as the process.
Disk& system_disk();

} // namespace store
