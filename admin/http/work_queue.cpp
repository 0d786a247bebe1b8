#include "admin/http/work_queue.hpp"

#include <algorithm>

namespace admin {

WorkQueue::WorkQueue(std::size_t threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { serve(); });
}

WorkQueue::~WorkQueue() { stop(); }

bool WorkQueue::push(std::chrono::milliseconds delay, Work work) {
  {
    const std::lock_guard lock(mutex_);
    if (is_stopping_ || waiting_.size() >= most_waiting_) return false;
    waiting_.push_back({std::chrono::steady_clock::now() + delay, std::move(work)});
    std::push_heap(waiting_.begin(), waiting_.end(), is_later);
  }
  changed_.notify_one();
  return true;
}

void WorkQueue::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

WorkQueue::Item WorkQueue::take_first() {
  std::pop_heap(waiting_.begin(), waiting_.end(), is_later);
  Item item = std::move(waiting_.back());
  waiting_.pop_back();
  return item;
}

void WorkQueue::serve() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_ || !waiting_.empty()) {
    if (waiting_.empty()) {
      changed_.wait(lock);
    } else if (const Due due = waiting_.front().due; !is_stopping_ && due > std::chrono::steady_clock::now()) {
      changed_.wait_until(lock, due);
    } else {
      const Item item = take_first();
      const Turn turn = is_stopping_ ? Turn::cancelled : Turn::run;
      lock.unlock();
      item.work(turn);
      lock.lock();
    }
  }
}

} // namespace admin
