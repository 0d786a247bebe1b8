// The right to write a data directory: one process has it at a time, and the kernel takes it back when that process
// ends.
#pragma once

#include <filesystem>

#include "store/disk.hpp"

namespace store {

class WriterLock {
 public:
  /// Locks the directory of the LMDB environment itself, so no file is left behind and none has a wrong owner. busy
  /// when another process, or another store of this one, has it.
  static Result<WriterLock> take(const std::filesystem::path& environment_directory);

 private:
  explicit WriterLock(FileDescriptor directory) : directory_(std::move(directory)) {}
  FileDescriptor directory_;
};

} // namespace store
