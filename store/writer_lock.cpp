#include "store/writer_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <cstring>

namespace store {

using parsers::ErrorCode;
using parsers::failure;

Result<WriterLock> WriterLock::take(const std::filesystem::path& environment_directory) {
  FileDescriptor directory(::open(environment_directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory.is_open()) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::permission_denied;
    return failure(code, "open " + environment_directory.string() + ": " + strerrordesc_np(errno));
  }
  if (::flock(directory.get(), LOCK_EX | LOCK_NB) == 0) return WriterLock(std::move(directory));
  if (errno == EWOULDBLOCK) {
    return failure(ErrorCode::busy, "another process writes to " + environment_directory.string());
  }
  return failure(ErrorCode::storage_failed, "lock " + environment_directory.string() + ": " + strerrordesc_np(errno));
}

} // namespace store
