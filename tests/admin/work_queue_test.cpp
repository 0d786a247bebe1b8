#include "admin/http/work_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace admin {
namespace {

using Turn = WorkQueue::Turn;

TEST(WorkQueue, RunsEachPieceOnce) {
  std::atomic<int> runs = 0;
  std::latch done(50);
  WorkQueue queue(2, 100);
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(queue.push({}, [&](Turn turn) {
      runs += turn == Turn::run ? 1 : 0;
      done.count_down();
    }));
  }
  done.wait();
  EXPECT_EQ(runs, 50);
}

TEST(WorkQueue, RunsWhatIsDueBeforeWhatIsNot) {
  std::vector<int> order;
  std::latch done(2);
  WorkQueue queue(1, 10);
  ASSERT_TRUE(queue.push(std::chrono::milliseconds{60}, [&](Turn) {
    order.push_back(2);
    done.count_down();
  }));
  ASSERT_TRUE(queue.push({}, [&](Turn) {
    order.push_back(1);
    done.count_down();
  }));
  done.wait();
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
}

TEST(WorkQueue, RefusesMoreThanMayWait) {
  WorkQueue queue(1, 2);
  const std::chrono::hours late{1};
  EXPECT_TRUE(queue.push(late, [](Turn) {}));
  EXPECT_TRUE(queue.push(late, [](Turn) {}));
  EXPECT_FALSE(queue.push(late, [](Turn) {}));
}

TEST(WorkQueue, CancelsWhatWaitsWhenItStops) {
  int cancelled = 0;
  WorkQueue queue(1, 10);
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(queue.push(std::chrono::hours{1}, [&](Turn turn) { cancelled += turn == Turn::cancelled ? 1 : 0; }));
  }
  queue.stop();
  EXPECT_EQ(cancelled, 3);
  EXPECT_FALSE(queue.push({}, [](Turn) {}));
}

} // namespace
} // namespace admin
