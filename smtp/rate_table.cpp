#include "smtp/rate_table.hpp"

#include <sodium.h>

#include <cstring>

namespace smtp {

namespace {
constexpr std::size_t slot_count = 8192;
} // namespace

RateTable::RateTable(std::uint32_t most, std::chrono::milliseconds window)
    : most_(most), window_(window), slots_(most == 0 ? 0 : slot_count) {
  randombytes_buf(hash_key_.data(), hash_key_.size());
}

bool RateTable::take(std::string_view key, std::chrono::milliseconds now) {
  if (most_ == 0) return true;
  const std::size_t index = index_of(key);
  const std::scoped_lock lock(mutex_);
  Slot& slot = slots_[index];
  const std::uint32_t count = count_in(slot, now);
  if (count >= most_) return false;
  if (count == 0) slot.began = now;
  slot.count = count + 1;
  return true;
}

bool RateTable::take(const parsers::NetworkAddress& key, std::chrono::milliseconds now) {
  return take(std::string_view(reinterpret_cast<const char*>(key.octets().data()), key.octets().size()), now);
}

bool RateTable::is_spent(std::string_view key, std::chrono::milliseconds now) const {
  if (most_ == 0) return false;
  const std::size_t index = index_of(key);
  const std::scoped_lock lock(mutex_);
  return count_in(slots_[index], now) >= most_;
}

std::size_t RateTable::index_of(std::string_view key) const {
  std::array<std::uint8_t, crypto_shorthash_BYTES> hash{};
  crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(key.data()), key.size(), hash_key_.data());
  std::uint64_t index = 0;
  std::memcpy(&index, hash.data(), sizeof index);
  return index % slot_count;
}

std::uint32_t RateTable::count_in(const Slot& slot, std::chrono::milliseconds now) const {
  const bool is_current = now >= slot.began && now - slot.began < window_;
  return is_current ? slot.count : 0;
}

} // namespace smtp
