// What is remembered of those who ask, whichever protocol they speak: the limits of their keys, what the ledger is
// told.
#pragma once

#include "admin/api/key_limits.hpp"
#include "admin/overrides.hpp"
#include "store/store.hpp"

namespace admin {

/// Safe for several threads. One for all servers of a process, so that a key has one limit; the store outlives it.
class Askers {
 public:
  explicit Askers(store::Store& store) : store_(store), overrides_(store) {}

  [[nodiscard]] KeyLimits& key_limits() { return key_limits_; }
  [[nodiscard]] Overrides& overrides() { return overrides_; }
  /// Once an hour and key the store notes that it is in use. An answer is worth more than the note: where that cannot
  /// be written now, the next hour has another.
  void note_use(std::uint32_t key, parsers::Instant now) {
    if (key_limits_.is_use_new(key, now)) (void)store_.perform(store::NoteKeyUse{key, now});
  }

 private:
  store::Store& store_;
  KeyLimits key_limits_;
  Overrides overrides_;
};

} // namespace admin
