// The allow list was what a check was answered by: once a day and contact that becomes an entry of the ledger, written
// aside, so that no check waits for it. Views of messages are written the same way (admin/views.hpp).
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "classifier/may_send.hpp"
#include "store/store.hpp"

namespace admin {

/// The entry of a contact and UTC day: told again, it is the same one.
store::Draft override_of(const parsers::Identity& identity, const classifier::Query& query, parsers::Instant now,
                         const store::KeyRing& keys);

/// Safe for several threads. Its thread begins with the first override.
class Overrides {
 public:
  /// The store outlives it.
  explicit Overrides(store::Store& store) : store_(store) {}
  /// Writes what waits, then ends the thread.
  ~Overrides();
  Overrides(const Overrides&) = delete;
  Overrides& operator=(const Overrides&) = delete;

  /// Never waits for the store. What does not fit into the queue is counted, and told again by a later check.
  void tell(store::Draft draft);
  /// How many could not be kept: the queue was full, or the store did not take them.
  [[nodiscard]] std::uint64_t lost() const { return lost_; }

 private:
  using Told = std::set<classifier::Cause>;
  void run();
  void write(const std::vector<store::Draft>& drafts);

  store::Store& store_;
  std::atomic<std::uint64_t> lost_ = 0;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<store::Draft> waiting_;
  Told told_; // of late: so that a busy contact costs one look here
  bool stops_ = false;
  std::thread thread_;
};

} // namespace admin
