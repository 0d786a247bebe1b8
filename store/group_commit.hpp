// Changes of several threads in one LMDB transaction: whoever comes first leads, and what arrives while a commit runs
// shares the next. Nobody waits for a timer.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include "store/lmdb.hpp"

namespace store {

/// Safe for several threads. Borrows the environment, which must outlive it.
class GroupCommit {
 public:
  /// What a change costs those who share its transaction. A heavy one (mail, a piece of an import) is committed last in
  /// its transaction, at most one at a time, and not twice in a row while light ones wait: a light change waits for one
  /// heavy change and no more.
  enum class Weight : std::uint8_t { light, heavy };
  /// Writes to the transaction. It runs on the thread of the caller or of another one that waits, never after `commit`
  /// has returned; it may run again in a fresh transaction, so it must not build on what it did the time before.
  using Change = std::function<Result<void>(WriteTransaction&)>;

  explicit GroupCommit(Environment& environment);

  /// Durable when it returns. All or nothing for each change: one that fails leaves nothing behind and does not disturb
  /// the others. unavailable when there is no memory for it.
  Result<void> commit(Weight weight, const Change& change);
  /// Callers whose change has not begun.
  [[nodiscard]] std::size_t waiting() const;

 private:
  struct Caller {
    const Change* change;
    Result<void> outcome;
    bool is_done = false;
    bool leads = false;
    std::condition_variable wake;
  };
  using Batch = std::vector<Caller*>;
  enum class Together : std::uint8_t { ended, must_be_tried_again };

  void take_batch();
  void hand_over();
  void run_batch();
  Together run_together();
  Together try_together();
  void run_alone(Caller& caller);

  Environment& environment_;
  mutable std::mutex mutex_;
  std::deque<Caller*> light_, heavy_;
  bool has_leader_ = false;
  bool last_was_heavy_ = false;
  // The leader's; room for all of it is taken at the start, so that no leader fails half way.
  Batch batch_;
  Batch trying_; // those of the batch that have not failed
};

} // namespace store
