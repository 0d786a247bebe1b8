// What in the ledger looks like somebody else using an account: read as the audit is, entry by entry.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "classifier/entry.hpp"

namespace admin {

enum class Concern : std::uint8_t {
  new_network,        // a user logged in from where they did not before
  many_failed_logins, // of one source, in an hour
  failed_everywhere,  // of all sources together, in an hour
  many_lifts,         // by one actor, in an hour
  many_views,         // of messages, by one actor, in an hour
};
std::string_view name_of(Concern concern);

struct Suspicion {
  Concern concern = Concern::new_network;
  std::uint64_t count = 0; // in the hour, up to the entry
};

struct WatchLimits {
  std::uint64_t failed_logins = 100;
  std::uint64_t failed_everywhere = 500;
  std::uint64_t lifts = 20;
  std::uint64_t views = 200;
};

/// Of one thread. Entries come in the order of the ledger; memory is a few counts a source and hour, of the last hours.
class Watch {
 public:
  explicit Watch(const WatchLimits& limits = {}) : limits_(limits) {}
  /// What this entry gives reason to suspect; once an hour and source for what is counted. One at a time: what passes
  /// its limit together with another is told with the next entry of its kind and hour.
  std::optional<Suspicion> see(const classifier::Entry& entry);

 private:
  using Hour = std::chrono::sys_time<std::chrono::hours>;
  struct Counted {
    Hour hour{};
    Concern concern = Concern::many_lifts;
    std::uint64_t source = 0;
    friend auto operator<=>(const Counted&, const Counted&) = default;
  };
  struct Count {
    std::uint64_t number = 0;
    bool was_told = false;
  };
  void add(const Counted& of, std::uint64_t how_many);
  std::optional<Suspicion> tell(const Counted& of, std::uint64_t limit);
  std::optional<Suspicion> count(const Counted& of, std::uint64_t how_many, std::uint64_t limit);

  WatchLimits limits_;
  std::map<Counted, Count> counts_; // the oldest hour first
};

} // namespace admin
