// The socket that accepts: our own, or one that systemd handed down.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "parsers/network_address.hpp"
#include "parsers/result.hpp"

namespace admin {

using parsers::Network;
using parsers::NetworkAddress;

/// Owns a listening TCP socket.
class Listener {
 public:
  /// "127.0.0.1:8080", "[::1]:0"; port 0 takes any free one.
  static parsers::Result<Listener> open(std::string_view address);
  /// Takes over a listening socket, whoever made it.
  static parsers::Result<Listener> adopt(int socket);

  Listener(Listener&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), address_(other.address_), port_(other.port_) {}
  Listener& operator=(Listener&& other) noexcept;
  ~Listener();

  [[nodiscard]] int socket() const { return socket_; }
  [[nodiscard]] const NetworkAddress& address() const { return address_; }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// Whoever closes it from now on, it is not this object.
  int release() { return std::exchange(socket_, -1); }

 private:
  explicit Listener(int socket) : socket_(socket) {}
  int socket_ = -1;
  NetworkAddress address_;
  std::uint16_t port_ = 0;
};

} // namespace admin
