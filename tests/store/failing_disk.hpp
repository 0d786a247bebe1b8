// The real disk, but one call fails.
#pragma once

#include "store/disk.hpp"

namespace store {

/// Fails the `failing`th call, counted from 1; removing never fails, so that tidying up is seen.
class FailingDisk final : public Disk {
 public:
  explicit FailingDisk(int failing) : failing_(failing) {}

  Result<FileDescriptor> open(const std::filesystem::path& path, OpenFor mode) override {
    if (auto refused = count(); !refused) return tl::unexpected(refused.error());
    return disk_.open(path, mode);
  }
  Result<void> write_at(int file, std::string_view octets, std::uint64_t offset) override {
    if (auto refused = count(); !refused) return refused;
    return disk_.write_at(file, octets, offset);
  }
  Result<std::string> read_at(int file, std::uint64_t offset, std::size_t length) override {
    if (auto refused = count(); !refused) return tl::unexpected(refused.error());
    return disk_.read_at(file, offset, length);
  }
  Result<std::uint64_t> size_of(int file) override {
    if (auto refused = count(); !refused) return tl::unexpected(refused.error());
    return disk_.size_of(file);
  }
  Result<void> truncate(int file, std::uint64_t length) override {
    if (auto refused = count(); !refused) return refused;
    return disk_.truncate(file, length);
  }
  Result<void> preallocate(int file, std::uint64_t length) override {
    if (auto refused = count(); !refused) return refused;
    return disk_.preallocate(file, length);
  }
  Result<void> sync_data(int file) override {
    if (auto refused = count(); !refused) return refused;
    return disk_.sync_data(file);
  }
  Result<void> sync_directory(const std::filesystem::path& directory) override {
    if (auto refused = count(); !refused) return refused;
    return disk_.sync_directory(directory);
  }
  Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
    if (auto refused = count(); !refused) return refused;
    return disk_.rename(from, to);
  }
  Result<void> remove(const std::filesystem::path& path) override { return disk_.remove(path); }
  Result<void> create_directory(const std::filesystem::path& path) override {
    if (auto refused = count(); !refused) return refused;
    return disk_.create_directory(path);
  }
  Result<std::vector<std::string>> list(const std::filesystem::path& directory) override {
    if (auto refused = count(); !refused) return tl::unexpected(refused.error());
    return disk_.list(directory);
  }
  Result<std::uint64_t> free_octets(const std::filesystem::path& directory) override {
    if (auto refused = count(); !refused) return tl::unexpected(refused.error());
    return disk_.free_octets(directory);
  }

 private:
  Result<void> count() {
    if (++calls_ == failing_) return parsers::failure(parsers::ErrorCode::storage_failed, "the disk of a test");
    return {};
  }
  Disk& disk_ = system_disk();
  int failing_;
  int calls_ = 0;
};

} // namespace store
