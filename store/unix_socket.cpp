#include "store/unix_socket.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <span>

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr int backlog = 128;
constexpr std::size_t most_groups = 1024;

ErrorCode code_of(int number) {
  switch (number) {
    case ENOENT:
      return ErrorCode::not_found;
    case EACCES:
    case EPERM:
      return ErrorCode::permission_denied;
    case EAGAIN:
      return ErrorCode::busy;
    case EROFS:
      return ErrorCode::storage_read_only;
    case ENOSPC:
      return ErrorCode::storage_full;
    default:
      return ErrorCode::unavailable;
  }
}

tl::unexpected<parsers::Error> refusal(std::string what) {
  const int number = errno;
  return failure(code_of(number), what.append(": ").append(strerrordesc_np(number)));
}

/// The address of a socket by way of its directory's descriptor: 108 octets are too few for many paths.
class Name {
 public:
  static Result<Name> of(const std::filesystem::path& path) {
    Name name;
    name.directory_ = FileDescriptor(::open(path.parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!name.directory_.is_open()) return refusal("open " + path.parent_path().string());
    const std::string text = "/proc/self/fd/" + std::to_string(name.directory_.get()) + "/" + path.filename().string();
    if (text.size() >= sizeof(name.address_.sun_path)) {
      return failure(ErrorCode::invalid_argument, "the name of a socket is too long: " + path.filename().string());
    }
    name.address_.sun_family = AF_UNIX;
    std::memcpy(name.address_.sun_path, text.c_str(), text.size() + 1);
    return name;
  }
  [[nodiscard]] const char* path() const { return address_.sun_path; }
  [[nodiscard]] const sockaddr* address() const { return reinterpret_cast<const sockaddr*>(&address_); }
  static constexpr socklen_t octets = sizeof(sockaddr_un);

 private:
  FileDescriptor directory_;
  sockaddr_un address_{};
};

FileDescriptor new_socket() { return FileDescriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)); }

/// Waits until `events` or the other end's going; false at the deadline.
Result<void> wait_for(int socket, short events, Deadline deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return failure(ErrorCode::unavailable, "the other end of the socket took too long");
    pollfd waited{socket, events, 0};
    const int ready = ::poll(&waited, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)));
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return refusal("poll");
  }
}

/// What has that group already is let be: the unit's filter of system calls knows no chown.
bool give_to(gid_t group, const char* path) {
  struct stat status {};
  if (::lstat(path, &status) != 0) return false;
  return status.st_gid == group || ::lchown(path, static_cast<uid_t>(-1), group) == 0;
}

Result<void> make_directory(const std::filesystem::path& directory, std::optional<gid_t> group) {
  if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST) return refusal("create " + directory.string());
  if (!group) return {};
  if (!give_to(*group, directory.c_str()) || ::chmod(directory.c_str(), 0750) != 0) {
    return refusal("give " + directory.string() + " to a group");
  }
  return {};
}

} // namespace

Result<FileDescriptor> listen_on(const std::filesystem::path& path, std::optional<gid_t> group) {
  if (auto made = make_directory(path.parent_path(), group); !made) return tl::unexpected(made.error());
  const auto name = Name::of(path);
  if (!name) return tl::unexpected(name.error());
  FileDescriptor socket = new_socket();
  if (!socket.is_open()) return refusal("socket");
  if (::unlink(name->path()) != 0 && errno != ENOENT) return refusal("remove " + path.string());
  // Before it has a name, so that nobody else may connect in between.
  if (::fchmod(socket.get(), 0600) != 0) return refusal("protect " + path.string());
  if (::bind(socket.get(), name->address(), Name::octets) != 0) return refusal("bind " + path.string());
  if (group && (!give_to(*group, name->path()) || ::chmod(name->path(), 0660) != 0)) {
    return refusal("give " + path.string() + " to a group");
  }
  if (::listen(socket.get(), backlog) != 0) return refusal("listen on " + path.string());
  return socket;
}

Result<FileDescriptor> connect_to(const std::filesystem::path& path) {
  const auto name = Name::of(path);
  if (!name) return tl::unexpected(name.error());
  FileDescriptor socket = new_socket();
  if (!socket.is_open()) return refusal("socket");
  if (::connect(socket.get(), name->address(), Name::octets) != 0) return refusal("connect to " + path.string());
  return socket;
}

Result<PeerCredentials> peer_credentials(int socket) {
  ucred primary{};
  socklen_t length = sizeof primary;
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &primary, &length) != 0) return refusal("SO_PEERCRED");
  PeerCredentials peer{primary.uid, std::vector<gid_t>(most_groups)};
  length = static_cast<socklen_t>(most_groups * sizeof(gid_t));
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, peer.groups.data(), &length) != 0)
    return refusal("SO_PEERGROUPS");
  peer.groups.resize(length / sizeof(gid_t));
  peer.groups.push_back(primary.gid);
  return peer;
}

Result<void> send_all(int socket, std::string_view octets, Deadline deadline) {
  while (!octets.empty()) {
    const ssize_t sent = ::send(socket, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      octets.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      if (auto ready = wait_for(socket, POLLOUT, deadline); !ready) return ready;
    } else if (errno != EINTR) {
      return refusal("send");
    }
  }
  return {};
}

Result<void> receive_all(int socket, std::span<char> place, Deadline deadline) {
  while (!place.empty()) {
    const ssize_t received = ::recv(socket, place.data(), place.size(), 0);
    if (received > 0) {
      place = place.subspan(static_cast<std::size_t>(received));
    } else if (received == 0) {
      return failure(ErrorCode::unavailable, "the other end of the socket is gone");
    } else if (errno == EAGAIN) {
      if (auto ready = wait_for(socket, POLLIN, deadline); !ready) return ready;
    } else if (errno != EINTR) {
      return refusal("receive");
    }
  }
  return {};
}

} // namespace store
