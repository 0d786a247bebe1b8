// How often an API key may ask: its own limit a minute, and the hourly one that some actions have.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "parsers/instant.hpp"

namespace admin {

struct KeyLimit {
  std::string_view name;   // of the policy, for the header fields: lower case letters
  std::uint32_t quota = 0; // requests in a window
  std::chrono::seconds window{60};
};

/// Where a key stands after a request was counted.
struct LimitStanding {
  bool is_within = true;
  std::uint32_t left = 0;
  std::chrono::seconds until_reset{0};
};

/// The fields RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-10).
std::string policy_field(const KeyLimit& limit);
std::string standing_field(const KeyLimit& limit, const LimitStanding& standing);

/// Safe for several threads. A window begins with its first request; memory is one place a key and limit.
class KeyLimits {
 public:
  LimitStanding count(std::uint32_t key, const KeyLimit& limit, parsers::Instant now);
  /// Whether this process has not said within the hour that the key is in use; then it has now.
  bool is_use_new(std::uint32_t key, parsers::Instant now);

 private:
  struct Window {
    parsers::Instant begun_at{};
    std::uint32_t count = 0;
  };
  std::mutex mutex_;
  std::map<std::pair<std::uint32_t, std::string_view>, Window> windows_;
  std::map<std::uint32_t, parsers::Instant> uses_; // the hour that was told
};

} // namespace admin
