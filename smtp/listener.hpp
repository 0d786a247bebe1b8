// A listening socket: TCP or Unix, opened here or inherited.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "parsers/result.hpp"

namespace smtp {

using parsers::Result;

inline constexpr std::string_view unix_prefix = "unix:";

/// Owns a listening descriptor.
class Listener {
 public:
  /// "192.0.2.1:25", "[2001:db8::1]:25", "unix:/run/desist/lmtp"; port 0 takes a free one. The file of a Unix socket is
  /// for its owner and group; one that is left over of a process that ended is replaced, busy while somebody listens.
  static Result<Listener> open(const std::string& address);
  /// Takes a descriptor, also when it fails: invalid_argument when it is no listening TCP or Unix socket.
  static Result<Listener> adopt(int descriptor);

  Listener(Listener&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)),
        family_(other.family_),
        address_(std::move(other.address_)) {}
  Listener& operator=(Listener&&) = delete;
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  /// Another descriptor of the same socket, which the caller owns.
  [[nodiscard]] Result<int> duplicate() const;
  [[nodiscard]] int family() const { return family_; } // AF_INET, AF_INET6, AF_UNIX
  /// Where it listens, "127.0.0.1:2525".
  [[nodiscard]] const std::string& address() const { return address_; }

 private:
  explicit Listener(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
  int family_ = 0;
  std::string address_;
};

} // namespace smtp
