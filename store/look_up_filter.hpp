// Answers "no row under any of these keys" from memory, and only for a state of the store that the filter is known to
// hold: its own transaction, or one that it has caught up with by reading the ledger. An identity's row is never
// removed, only moved to the hash of a later generation, and every generation since the filter was built is asked; so
// one that holds more than a state is right about that state too.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "store/block_filter.hpp"
#include "store/generations.hpp"
#include "store/ledger.hpp"
#include "store/look_up_key.hpp"

namespace store {

/// Safe for several threads. The same beside a writer of this process and of another.
class LookUpFilter {
 public:
  LookUpFilter(Environment& environment, const KeyRing& keys) : environment_(environment), keys_(keys) {}
  /// Ends the thread.
  ~LookUpFilter();
  LookUpFilter(const LookUpFilter&) = delete;
  LookUpFilter& operator=(const LookUpFilter&) = delete;

  /// Begins to read the table on a thread of its own; until that is done, `ask` answers nothing. A second call does
  /// nothing.
  void start();
  /// Forgets all and is built again: after the environment was opened again, for its last commit may not have lasted.
  void start_again();
  /// Waits until it may answer, or has failed for want of memory or of a readable ledger.
  void wait_until_built();

  struct Answer {
    std::uint16_t perhaps = 0;                    // bit i: key i may have a row
    std::optional<classifier::Position> position; // of the state that was asked for, where it is known
  };
  /// Nothing where the filter does not hold the state `number` (Transaction::number). At most twelve keys.
  [[nodiscard]] std::optional<Answer> ask(std::uint64_t number, std::span<const LookUpKey> keys) const;
  /// Reads what the ledger got since. False when that is much or somebody is at it: then the thread does it.
  bool catch_up(const Transaction& transaction);

 private:
  enum class Work : std::uint8_t { none, catch_up, build };
  struct Held { // the state that a filter holds
    std::uint64_t number = 0;
    std::vector<OriginHead> heads;
    std::uint64_t keys = 0;
    Generation base = 1;     // the oldest that its hashes are of
    Generations generations; // of that state
  };
  enum class Reading : std::uint8_t { has_caught_up, goes_on };
  void run();
  void wake_for(Work work);
  Result<void> build();
  Result<void> read_table(BlockFilter& filter, Held& held);
  Result<void> read_rest(BlockFilter& filter, Held& held);
  /// Entries of `transaction` that `held` has not, up to a cost.
  Result<Reading> read_entries(const Transaction& transaction, BlockFilter& filter, Held& held,
                               std::uint64_t most_keys) const;
  void catch_up_wholly();
  Result<std::uint64_t> add_entry(const Transaction& transaction, std::string_view octets, BlockFilter& filter,
                                  const Held& held) const;
  Result<void> read_addresses(Generation generation, BlockFilter& filter, Held& held);
  struct Beginning {
    Held held;
    std::uint64_t rows = 0;
  };
  Result<Beginning> begin_build() const;
  Result<bool> build_once();
  [[nodiscard]] bool may_contain(const LookUpKey& key) const;
  /// Too many keys for its room, or hashes of a generation that the store has left.
  [[nodiscard]] bool is_outgrown() const;
  void hold(Held held);
  void give_up();

  Environment& environment_;
  const KeyRing& keys_;
  mutable std::shared_mutex mutex_; // guards which filter there is and what it holds; its bits are read and set freely
  std::unique_ptr<BlockFilter> filter_; // replaced by who has `filling_` and `mutex_`
  Held held_;                           // changed by who has `filling_` and `mutex_`
  std::mutex filling_;

  std::thread thread_;
  std::mutex waking_;
  std::condition_variable wake_;
  Work work_ = Work::none;
  bool is_settled_ = false; // built, or given up
  std::atomic<bool> stops_ = false;
};

} // namespace store
