#include "store/group_commit.hpp"

#include <new>

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::size_t most_together = 256;
constexpr int most_repetitions = 2; // then each change has a transaction of its own

/// Short enough to need no memory itself.
tl::unexpected<parsers::Error> no_memory() { return failure(ErrorCode::unavailable, "no memory"); }

} // namespace

GroupCommit::GroupCommit(Environment& environment) : environment_(environment) {
  batch_.reserve(most_together + 1);
  trying_.reserve(most_together + 1);
}

Result<void> GroupCommit::commit(Weight weight, const Change& change) {
  Caller mine{.change = &change, .outcome = {}, .wake = {}};
  std::unique_lock lock(mutex_);
  (weight == Weight::light ? light_ : heavy_).push_back(&mine);
  if (has_leader_) {
    mine.wake.wait(lock, [&] { return mine.is_done || mine.leads; });
    if (mine.is_done) return std::move(mine.outcome);
  }
  has_leader_ = true;
  while (!mine.is_done) {
    take_batch();
    lock.unlock();
    run_batch();
    lock.lock();
    for (Caller* caller : batch_) {
      caller->is_done = true;
      caller->wake.notify_one(); // under the lock: afterwards the caller may be gone
    }
  }
  hand_over();
  return std::move(mine.outcome);
}

std::size_t GroupCommit::waiting() const {
  const std::lock_guard lock(mutex_);
  return light_.size() + heavy_.size();
}

void GroupCommit::take_batch() {
  batch_.clear();
  while (!light_.empty() && batch_.size() < most_together) {
    batch_.push_back(light_.front());
    light_.pop_front();
  }
  last_was_heavy_ = !heavy_.empty() && (batch_.empty() || !last_was_heavy_);
  if (last_was_heavy_) {
    batch_.push_back(heavy_.front());
    heavy_.pop_front();
  }
}

/// The next leader is one of those who wait; without any the next caller leads.
void GroupCommit::hand_over() {
  const auto& waiting = light_.empty() ? heavy_ : light_;
  has_leader_ = !waiting.empty();
  if (waiting.empty()) return;
  waiting.front()->leads = true;
  waiting.front()->wake.notify_one();
}

void GroupCommit::run_batch() {
  trying_.assign(batch_.begin(), batch_.end());
  for (int i = 0; trying_.size() > 1 && i < most_repetitions; ++i) {
    if (run_together() == Together::ended) return;
  }
  for (Caller* caller : trying_) run_alone(*caller);
}

GroupCommit::Together GroupCommit::run_together() {
  try {
    return try_together();
  } catch (const std::bad_alloc&) { // too much for one transaction, or for this moment
    return Together::must_be_tried_again;
  }
}

/// A failed change has left half of itself in the transaction: it is taken out and the rest begins anew.
GroupCommit::Together GroupCommit::try_together() {
  auto transaction = environment_.write();
  if (!transaction) {
    for (Caller* caller : trying_) caller->outcome = tl::unexpected(transaction.error());
    return Together::ended;
  }
  for (auto caller = trying_.begin(); caller != trying_.end(); ++caller) {
    (*caller)->outcome = (*(*caller)->change)(*transaction);
    if ((*caller)->outcome) continue;
    // A store that is too full for all of them together may have room for some, so nobody is refused here.
    if ((*caller)->outcome.error().code != ErrorCode::storage_full) trying_.erase(caller);
    return Together::must_be_tried_again;
  }
  const auto committed = std::move(*transaction).commit();
  if (committed) return Together::ended;
  if (committed.error().code == ErrorCode::storage_full) return Together::must_be_tried_again;
  for (Caller* caller : trying_) caller->outcome = tl::unexpected(committed.error());
  return Together::ended;
}

void GroupCommit::run_alone(Caller& caller) {
  caller.outcome = no_memory();
  try {
    auto transaction = environment_.write();
    if (!transaction) {
      caller.outcome = tl::unexpected(transaction.error());
      return;
    }
    auto outcome = (*caller.change)(*transaction);
    caller.outcome = outcome ? std::move(*transaction).commit() : std::move(outcome);
  } catch (const std::bad_alloc&) {
    // A change that runs out of memory must not end the thread of another caller.
    caller.outcome = no_memory();
  }
}

} // namespace store
