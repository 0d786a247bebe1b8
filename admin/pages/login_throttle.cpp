#include "admin/pages/login_throttle.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "parsers/ascii.hpp"

namespace admin {
namespace {

constexpr std::size_t slot_count = 8192;

std::string_view octets_of(const NetworkAddress& source) {
  return {reinterpret_cast<const char*>(source.octets().data()), source.octets().size()};
}

} // namespace

LoginThrottle::LoginThrottle() : accounts_(slot_count), sources_(slot_count) {
  randombytes_buf(key_.data(), key_.size());
}

std::size_t LoginThrottle::index_of(std::string_view octets) const {
  std::array<std::uint8_t, crypto_shorthash_BYTES> hash{};
  crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(octets.data()), octets.size(), key_.data());
  std::uint64_t index = 0;
  std::memcpy(&index, hash.data(), sizeof index);
  return index % slot_count;
}

LoginThrottle::Slot& LoginThrottle::account_slot(std::string_view account) {
  return accounts_[index_of(parsers::to_lower(parsers::trim(account)))];
}

LoginThrottle::Slot& LoginThrottle::source_slot(const NetworkAddress& source) {
  return sources_[index_of(octets_of(source.source()))];
}

std::chrono::milliseconds LoginThrottle::add_try(Slot& slot, std::uint32_t free_tries, parsers::Instant now) {
  if (now - slot.last >= window) slot.tries = 0;
  slot.last = now;
  ++slot.tries;
  if (slot.tries <= free_tries) return std::chrono::milliseconds{0};
  const std::uint32_t doublings = std::min(slot.tries - free_tries - 1, 3u);
  return std::min(longest_delay, std::chrono::milliseconds{1'000} * (1u << doublings));
}

std::chrono::milliseconds LoginThrottle::count_try(std::string_view account, std::optional<NetworkAddress> source,
                                                   parsers::Instant now) {
  const std::lock_guard lock(mutex_);
  const auto of_account = add_try(account_slot(account), tries_of_account, now);
  if (!source) return of_account;
  return std::max(of_account, add_try(source_slot(*source), tries_of_source, now));
}

void LoginThrottle::succeeded(std::string_view account, std::optional<NetworkAddress> source) {
  const std::lock_guard lock(mutex_);
  account_slot(account).tries = 0;
  if (!source) return;
  Slot& slot = source_slot(*source);
  if (slot.tries > 0) --slot.tries;
}

} // namespace admin
