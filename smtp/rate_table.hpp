// Counts how often something happened lately, by key, in a fixed amount of memory. The time is an argument.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "parsers/network_address.hpp"

namespace smtp {

/// Safe for several threads. Keys share 8,192 slots by a keyed hash, so nobody can aim at another's slot; who meets
/// one by chance may wait for no reason of their own.
class RateTable {
 public:
  /// At most `most` in each `window`, which begins with the first; 0: as many as anybody likes.
  RateTable(std::uint32_t most, std::chrono::milliseconds window);

  /// Counts one. False when it is one too many: then it is not counted. `now` is since any fixed moment; when it falls
  /// back, a new window begins.
  bool take(std::string_view key, std::chrono::milliseconds now);
  bool take(const parsers::NetworkAddress& key, std::chrono::milliseconds now);
  /// One more would be one too many.
  [[nodiscard]] bool is_spent(std::string_view key, std::chrono::milliseconds now) const;

 private:
  struct Slot {
    std::chrono::milliseconds began{};
    std::uint32_t count = 0;
  };
  [[nodiscard]] std::size_t index_of(std::string_view key) const;
  [[nodiscard]] std::uint32_t count_in(const Slot& slot, std::chrono::milliseconds now) const;

  const std::uint32_t most_;
  const std::chrono::milliseconds window_;
  std::array<std::uint8_t, 16> hash_key_{};
  mutable std::mutex mutex_;
  std::vector<Slot> slots_;
};

} // namespace smtp
