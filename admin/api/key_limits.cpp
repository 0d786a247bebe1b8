#include "admin/api/key_limits.hpp"

namespace admin {

std::string policy_field(const KeyLimit& limit) {
  return "\"" + std::string(limit.name) + "\";q=" + std::to_string(limit.quota) +
         ";w=" + std::to_string(limit.window.count());
}

std::string standing_field(const KeyLimit& limit, const LimitStanding& standing) {
  return "\"" + std::string(limit.name) + "\";r=" + std::to_string(standing.left) +
         ";t=" + std::to_string(standing.until_reset.count());
}

LimitStanding KeyLimits::count(std::uint32_t key, const KeyLimit& limit, parsers::Instant now) {
  const std::lock_guard lock(mutex_);
  Window& window = windows_[{key, limit.name}];
  const bool is_over = now - window.begun_at >= limit.window || now < window.begun_at;
  if (is_over) window = {now, 0};
  LimitStanding standing;
  standing.until_reset = std::chrono::ceil<std::chrono::seconds>(window.begun_at + limit.window - now);
  standing.is_within = window.count < limit.quota;
  if (standing.is_within) ++window.count;
  standing.left = limit.quota - window.count;
  return standing;
}

bool KeyLimits::is_use_new(std::uint32_t key, parsers::Instant now) {
  const parsers::Instant hour = std::chrono::floor<std::chrono::hours>(now);
  const std::lock_guard lock(mutex_);
  const auto [use, is_first] = uses_.try_emplace(key, hour);
  if (is_first) return true;
  if (use->second == hour) return false;
  use->second = hour;
  return true;
}

} // namespace admin
