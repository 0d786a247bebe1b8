#include "admin/pages/sessions.hpp"

#include <sodium.h>

#include <algorithm>

#include "admin/hexadecimal.hpp"

namespace admin {
namespace {

const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

} // namespace

std::string random_cookie() {
  std::array<std::uint8_t, 32> octets{};
  randombytes_buf(octets.data(), octets.size());
  return hexadecimal(octets);
}

Sessions::Hash Sessions::hash_of(std::string_view cookie) {
  Hash hash{};
  crypto_generichash(hash.data(), hash.size(), octets_of(cookie), cookie.size(), nullptr, 0);
  return hash;
}

bool Sessions::has_ended(const Session& session, parsers::Instant now) {
  return now - session.used_at >= idle_limit || now - session.opened_at >= total_limit || now < session.opened_at;
}

void Sessions::make_room(parsers::Instant now) {
  if (sessions_.size() < most_sessions) return;
  std::erase_if(sessions_, [&](const auto& item) { return has_ended(item.second, now); });
  if (sessions_.size() < most_sessions) return;
  sessions_.erase(std::min_element(sessions_.begin(), sessions_.end(),
                                   [](const auto& a, const auto& b) { return a.second.used_at < b.second.used_at; }));
}

std::string Sessions::open(std::uint32_t user, parsers::Instant now) {
  std::string cookie = random_cookie();
  const std::lock_guard lock(mutex_);
  make_room(now);
  sessions_[hash_of(cookie)] = {user, now, now};
  return cookie;
}

std::optional<std::uint32_t> Sessions::use(std::string_view cookie, parsers::Instant now) {
  const std::lock_guard lock(mutex_);
  const auto session = sessions_.find(hash_of(cookie));
  if (session == sessions_.end()) return std::nullopt;
  if (has_ended(session->second, now)) {
    sessions_.erase(session);
    return std::nullopt;
  }
  session->second.used_at = std::max(session->second.used_at, now);
  return session->second.user;
}

void Sessions::close(std::string_view cookie) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(hash_of(cookie));
}

FormTokens::FormTokens() { randombytes_buf(key_.data(), key_.size()); }

std::string FormTokens::token_for(std::string_view cookie) const {
  std::array<std::uint8_t, 16> token{};
  crypto_generichash(token.data(), token.size(), octets_of(cookie), cookie.size(), key_.data(), key_.size());
  return hexadecimal(token);
}

bool FormTokens::is_good(std::string_view token, std::string_view cookie) const {
  const std::string right = token_for(cookie);
  return token.size() == right.size() && sodium_memcmp(token.data(), right.data(), right.size()) == 0;
}

} // namespace admin
