#include "smtp/listener.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

namespace smtp {
namespace {

using parsers::ErrorCode;
using parsers::failure;

tl::unexpected<parsers::Error> system_failure(const std::string& what) {
  return failure(ErrorCode::unavailable, what + ": " + std::strerror(errno));
}

/// A socket address of any family.
struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t length = 0;
  template <class T>
  T& as() {
    length = sizeof(T);
    return reinterpret_cast<T&>(storage);
  }
  [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

Result<SocketAddress> parse_internet(const std::string& text) {
  const auto bad = [&] { return failure(ErrorCode::invalid_argument, "not ADDRESS:PORT: " + text); };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return bad();
  std::string host = text.substr(0, colon);
  if (host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data() + colon + 1, end, port);
  if (problem != std::errc{} || stop != end) return bad();
  SocketAddress address;
  if (auto& version_4 = address.as<sockaddr_in>(); inet_pton(AF_INET, host.c_str(), &version_4.sin_addr) == 1) {
    version_4.sin_family = AF_INET;
    version_4.sin_port = htons(port);
    return address;
  }
  if (auto& version_6 = address.as<sockaddr_in6>(); inet_pton(AF_INET6, host.c_str(), &version_6.sin6_addr) == 1) {
    version_6.sin6_family = AF_INET6;
    version_6.sin6_port = htons(port);
    return address;
  }
  return bad();
}

Result<SocketAddress> parse_unix(std::string_view path) {
  SocketAddress address;
  auto& name = address.as<sockaddr_un>();
  if (!path.starts_with('/') || path.size() >= sizeof name.sun_path || path.find('\0') != std::string_view::npos) {
    return failure(ErrorCode::invalid_argument, "not a path for a socket: " + std::string(path));
  }
  name.sun_family = AF_UNIX;
  path.copy(name.sun_path, path.size());
  return address;
}

/// A socket file that nobody listens on is left over from a process that ended; one that is in use stays.
Result<void> remove_left_over(SocketAddress& address) {
  const std::string path = address.as<sockaddr_un>().sun_path;
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0) return system_failure("socket");
  const bool is_used = ::connect(probe, address.get(), address.length) == 0;
  ::close(probe);
  if (is_used) return failure(ErrorCode::busy, "somebody listens on " + path);
  struct stat found {};
  if (::lstat(path.c_str(), &found) == 0 && S_ISSOCK(found.st_mode)) ::unlink(path.c_str());
  return {};
}

bool bind_to(int descriptor, const SocketAddress& address) {
  const int on = 1;
  const int family = address.get()->sa_family;
  if (family == AF_UNIX) {
    const mode_t mask = ::umask(0117);
    const bool is_bound = ::bind(descriptor, address.get(), address.length) == 0;
    ::umask(mask);
    return is_bound;
  }
  if (::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0) return false;
  if (family == AF_INET6 && ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) != 0) return false;
  return ::bind(descriptor, address.get(), address.length) == 0;
}

std::string text_of(SocketAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> host{};
  switch (address.get()->sa_family) {
    case AF_INET: {
      const auto& version_4 = address.as<sockaddr_in>();
      inet_ntop(AF_INET, &version_4.sin_addr, host.data(), host.size());
      return std::string(host.data()) + ":" + std::to_string(ntohs(version_4.sin_port));
    }
    case AF_INET6: {
      const auto& version_6 = address.as<sockaddr_in6>();
      inet_ntop(AF_INET6, &version_6.sin6_addr, host.data(), host.size());
      return "[" + std::string(host.data()) + "]:" + std::to_string(ntohs(version_6.sin6_port));
    }
    default:
      return std::string(unix_prefix) + address.as<sockaddr_un>().sun_path;
  }
}

} // namespace

Listener::~Listener() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<Listener> Listener::open(const std::string& text) {
  const bool is_unix = text.starts_with(unix_prefix);
  auto address = is_unix ? parse_unix(std::string_view(text).substr(unix_prefix.size())) : parse_internet(text);
  if (!address) return tl::unexpected(address.error());
  if (is_unix) {
    if (auto removed = remove_left_over(*address); !removed) return tl::unexpected(removed.error());
  }
  const int descriptor = ::socket(address->get()->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return system_failure("socket");
  Listener owner(descriptor);
  if (!bind_to(descriptor, *address) || ::listen(descriptor, SOMAXCONN) != 0) {
    return system_failure("cannot listen on " + text);
  }
  return adopt(std::exchange(owner.descriptor_, -1));
}

Result<Listener> Listener::adopt(int descriptor) {
  Listener listener(descriptor);
  SocketAddress address;
  address.length = sizeof address.storage;
  int is_listening = 0;
  socklen_t length = sizeof is_listening;
  const bool is_socket = ::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &is_listening, &length) == 0 &&
                         is_listening != 0 &&
                         ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address.storage), &address.length) == 0;
  const int family = address.get()->sa_family;
  if (!is_socket || (family != AF_INET && family != AF_INET6 && family != AF_UNIX)) {
    return failure(ErrorCode::invalid_argument, "descriptor " + std::to_string(descriptor) + " is no listening socket");
  }
  listener.family_ = family;
  listener.address_ = text_of(address);
  return listener;
}

Result<int> Listener::duplicate() const {
  const int copy = ::fcntl(descriptor_, F_DUPFD_CLOEXEC, 0);
  if (copy < 0) return system_failure("dup");
  return copy;
}

} // namespace smtp
