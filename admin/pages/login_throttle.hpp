// Slows guessing down and never locks anybody out: after 5 tries for one account, or 20 from one source, within 15
// minutes each further try waits, at most 8 seconds.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "parsers/instant.hpp"
#include "parsers/network_address.hpp"

namespace admin {

using parsers::Network;
using parsers::NetworkAddress;

/// Safe for several threads. Accounts and sources share a fixed number of slots by keyed hash: memory is bounded, and
/// who meets another's slot waits a little for no reason of their own.
class LoginThrottle {
 public:
  static constexpr std::chrono::minutes window{15};
  static constexpr std::uint32_t tries_of_account = 5;
  static constexpr std::uint32_t tries_of_source = 20;
  static constexpr std::chrono::milliseconds longest_delay{8'000};

  LoginThrottle();
  /// Counts a try before it is made, so that tries at the same time count too. No source: a trusted one.
  std::chrono::milliseconds count_try(std::string_view account, std::optional<NetworkAddress> source,
                                      parsers::Instant now);
  /// The try was good: the account starts anew, the source gets this one back.
  void succeeded(std::string_view account, std::optional<NetworkAddress> source);

 private:
  struct Slot {
    std::uint32_t tries = 0;
    parsers::Instant last{};
  };
  using Slots = std::vector<Slot>;
  Slot& account_slot(std::string_view account);
  Slot& source_slot(const NetworkAddress& source);
  [[nodiscard]] std::size_t index_of(std::string_view octets) const;
  static std::chrono::milliseconds add_try(Slot& slot, std::uint32_t free_tries, parsers::Instant now);

  std::mutex mutex_;
  std::array<std::uint8_t, 16> key_{};
  Slots accounts_, sources_;
};

} // namespace admin
