#include "admin/http/listener.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace admin {
namespace {

using parsers::ErrorCode;
using parsers::Result;

constexpr int backlog = 1024;

parsers::Error system_error(std::string what) {
  const int error = errno;
  const ErrorCode code = error == EADDRINUSE ? ErrorCode::busy
                         : error == EACCES   ? ErrorCode::permission_denied
                                             : ErrorCode::unavailable;
  return {code, std::move(what) + ": " + std::strerror(error)};
}

struct FreeAddresses {
  void operator()(addrinfo* addresses) const { freeaddrinfo(addresses); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Result<Addresses> resolve(std::string_view address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string_view::npos) {
    return parsers::failure(ErrorCode::invalid_argument, "an address to listen on is written ADDRESS:PORT");
  }
  std::string host(address.substr(0, colon));
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), std::string(address.substr(colon + 1)).c_str(), &hints, &found) != 0) {
    return parsers::failure(ErrorCode::invalid_argument, "not an address and port: " + std::string(address));
  }
  return Addresses(found);
}

} // namespace

Listener::~Listener() {
  if (socket_ >= 0) close(socket_);
}

Listener& Listener::operator=(Listener&& other) noexcept {
  std::swap(socket_, other.socket_);
  address_ = other.address_;
  port_ = other.port_;
  return *this;
}

Result<Listener> Listener::open(std::string_view address) {
  const auto addresses = resolve(address);
  if (!addresses) return tl::unexpected(addresses.error());
  const addrinfo& first = **addresses;
  Listener listener(::socket(first.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const std::string what = "cannot listen on " + std::string(address);
  if (listener.socket_ < 0) return tl::unexpected(system_error(what));
  const int on = 1;
  setsockopt(listener.socket_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (first.ai_family == AF_INET6) setsockopt(listener.socket_, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  if (bind(listener.socket_, first.ai_addr, first.ai_addrlen) != 0 || listen(listener.socket_, backlog) != 0) {
    return tl::unexpected(system_error(what));
  }
  return adopt(listener.release());
}

Result<Listener> Listener::adopt(int socket) {
  Listener listener(socket);
  sockaddr_storage name{};
  socklen_t length = sizeof name;
  if (getsockname(socket, reinterpret_cast<sockaddr*>(&name), &length) != 0) {
    return tl::unexpected(system_error("the inherited descriptor is no socket"));
  }
  const int flags = fcntl(socket, F_GETFL);
  if (flags < 0 || fcntl(socket, F_SETFL, flags | O_NONBLOCK) != 0) {
    return tl::unexpected(system_error("the listening socket cannot be set up"));
  }
  listener.address_ = NetworkAddress::of(reinterpret_cast<const sockaddr*>(&name));
  sockaddr_in as_ipv4{};
  std::memcpy(&as_ipv4, &name, sizeof as_ipv4); // the port lies at the same place in both families
  listener.port_ = ntohs(as_ipv4.sin_port);
  return listener;
}

} // namespace admin
