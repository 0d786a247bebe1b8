#include "admin/lookup/open_listener.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace admin {
namespace {

using parsers::ErrorCode;
using parsers::Result;

parsers::Error system_error(const std::string& what) {
  return {ErrorCode::unavailable, what + ": " + std::strerror(errno)};
}

/// A socket file that nobody listens on is left over from a process that ended; one that is in use stays.
Result<void> remove_left_over(const sockaddr_un& name) {
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0) return tl::unexpected(system_error("socket"));
  const bool is_used = ::connect(probe, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0;
  ::close(probe);
  if (is_used) return parsers::failure(ErrorCode::busy, std::string("somebody listens on ") + name.sun_path);
  struct stat found {};
  if (::lstat(name.sun_path, &found) == 0 && S_ISSOCK(found.st_mode)) ::unlink(name.sun_path);
  return {};
}

/// The file is for its owner and group: who may connect may ask.
Result<Listener> open_unix(const std::string& path) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof name.sun_path)
    return parsers::failure(ErrorCode::invalid_argument, "not a path for a socket: " + path);
  std::memcpy(name.sun_path, path.data(), path.size());
  if (auto removed = remove_left_over(name); !removed) return tl::unexpected(removed.error());
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return tl::unexpected(system_error("socket"));
  // Nobody connects before listen(), so the file has its mode by then whatever the umask is.
  const bool is_bound = ::bind(descriptor, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0 &&
                        ::chmod(name.sun_path, S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP) == 0;
  if (!is_bound || ::listen(descriptor, SOMAXCONN) != 0) {
    auto error = system_error("cannot listen on " + path);
    ::close(descriptor);
    return tl::unexpected(std::move(error));
  }
  return Listener::adopt(descriptor);
}

} // namespace

Result<Listener> open_listener(const std::string& address) {
  return address.starts_with(unix_prefix) ? open_unix(address.substr(unix_prefix.size())) : Listener::open(address);
}

} // namespace admin
