// A few threads for what event threads must not wait for; a piece of work may be due later than now.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace admin {

class WorkQueue {
 public:
  enum class Turn : std::uint8_t { run, cancelled };
  using Work = std::function<void(Turn)>;

  WorkQueue(std::size_t threads, std::size_t most_waiting);
  /// As `stop()`.
  ~WorkQueue();

  /// False when as much is waiting as may; then `work` is not called. Else it is called once, here or there.
  [[nodiscard]] bool push(std::chrono::milliseconds delay, Work work);
  /// Work that has not begun is called as cancelled; returns when nothing runs any more.
  void stop();

 private:
  using Due = std::chrono::steady_clock::time_point;
  struct Item {
    Due due;
    Work work;
  };
  static bool is_later(const Item& a, const Item& b) { return a.due > b.due; }
  void serve();
  Item take_first();

  const std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Item> waiting_; // a heap, the first due in front
  bool is_stopping_ = false;
  std::vector<std::thread> threads_;
};

} // namespace admin
