// Who is logged in. Session ids are 256 bits of chance, kept as hashes in memory: a restart logs everybody out.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/instant.hpp"

namespace admin {

/// 256 bits of chance as hexadecimal digits: what a cookie holds.
std::string random_cookie();

/// Safe for several threads.
class Sessions {
 public:
  static constexpr std::chrono::minutes idle_limit{15};
  static constexpr std::chrono::hours total_limit{12};
  static constexpr std::size_t most_sessions = 4096; // then the longest unused one ends

  /// The cookie of a new session.
  std::string open(std::uint32_t user, parsers::Instant now);
  /// The user of a live session, which is used by that.
  std::optional<std::uint32_t> use(std::string_view cookie, parsers::Instant now);
  void close(std::string_view cookie);

 private:
  using Hash = std::array<std::uint8_t, 32>;
  struct Session {
    std::uint32_t user = 0;
    parsers::Instant opened_at{}, used_at{};
  };
  static Hash hash_of(std::string_view cookie);
  static bool has_ended(const Session& session, parsers::Instant now);
  void make_room(parsers::Instant now);

  std::mutex mutex_;
  std::map<Hash, Session> sessions_;
};

/// The value that a form must bring along: a keyed hash of the cookie of whoever fetched the form. Good for strangers
/// with a cookie too, so that the login form has one.
class FormTokens {
 public:
  FormTokens();
  [[nodiscard]] std::string token_for(std::string_view cookie) const;
  [[nodiscard]] bool is_good(std::string_view token, std::string_view cookie) const;

 private:
  std::array<std::uint8_t, 32> key_{};
};

} // namespace admin
