#include "store/free_space.hpp"

namespace store {
namespace {

constexpr std::chrono::milliseconds ask_every{100};
constexpr std::uint64_t ask_every_octets = 4ull << 20;

} // namespace

Result<void> FreeSpace::check() {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (now < ask_at_ && written_ < ask_every_octets) return answer_;
  const auto octets = disk_.free_octets(directory_);
  if (!octets) {
    answer_ = tl::unexpected(octets.error());
  } else if (*octets < least_octets_) {
    answer_ = parsers::failure(parsers::ErrorCode::storage_full, std::to_string(*octets) + " octets free in " +
                                                                     directory_.string() + ", " +
                                                                     std::to_string(least_octets_) + " are the least");
  } else {
    answer_ = {};
  }
  ask_at_ = now + ask_every;
  written_ = 0;
  return answer_;
}

void FreeSpace::count(std::uint64_t octets) {
  const std::lock_guard lock(mutex_);
  written_ += octets;
}

} // namespace store
