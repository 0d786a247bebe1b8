// One connection of a look-up protocol, without the socket: octets in, octets out.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace admin {

/// Belongs to one thread at a time.
class Conversation {
 public:
  virtual ~Conversation() = default;

  enum class Then : std::uint8_t {
    go_on,
    close, // send `output`, then close
  };
  /// Takes all of `octets` and appends what is to be answered. Memory is bounded by the longest request of the
  /// protocol.
  virtual Then receive(std::string_view octets, std::string& output) = 0;
  /// Between two requests: a peer may rest here for long, but not in the middle of one.
  [[nodiscard]] virtual bool is_idle() const = 0;
};

} // namespace admin
