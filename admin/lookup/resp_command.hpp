// Commands of the Redis protocol (RESP) as a client sends them: an array of bulk strings, or a line of words.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace admin {

enum class RespRead : std::uint8_t { command, nothing_whole, malformed };

struct RespLimits {
  std::size_t words = 100'000;
  std::size_t octets = 8 << 20; // of one command
};

/// Reads one command from the front of `octets`: `words` (views into it; empty for an empty line) and `length`, what it
/// took. Linear; allocates for `words` alone.
RespRead read_resp_command(std::string_view octets, const RespLimits& limits, std::vector<std::string_view>& words,
                           std::size_t& length);

} // namespace admin
