#include "relay/waiting_messages.hpp"

#include <gtest/gtest.h>

namespace relay {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const parsers::Instant received_at = *parsers::parse_rfc3339("2026-11-20T09:00:00Z");

store::SpooledMessage message(std::uint32_t number, std::size_t octets = 10) {
  store::SpooledMessage spooled;
  spooled.id = {1, number};
  spooled.envelope.received_at = received_at;
  spooled.octets.assign(octets, 'x');
  return spooled;
}

TEST(WaitingMessages, ComeBackWhenTheirTimeHasCome) {
  WaitingMessages waiting;
  waiting.add(message(1), received_at);
  waiting.add(message(2), received_at + seconds(3));
  EXPECT_TRUE(waiting.take_due(received_at + milliseconds(4999)).empty());
  const auto due = waiting.take_due(received_at + seconds(5));
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].id.number, 1u);
  EXPECT_EQ(waiting.size(), 1u);
}

TEST(WaitingMessages, WaitLongerEachTimeAndNoLongerThanTheyMay) {
  WaitingMessages waiting;
  std::vector<seconds> asked;
  parsers::Instant now = received_at;
  while (waiting.may_wait(message(1), now, {})) {
    waiting.add(message(1), now);
    while (waiting.size() > 0) {
      now += seconds(1);
      waiting.take_due(now);
    }
    asked.push_back(std::chrono::duration_cast<seconds>(now - received_at));
  }
  EXPECT_EQ(asked, (std::vector<seconds>{seconds(5), seconds(10), seconds(20), seconds(40), seconds(80), seconds(160),
                                         seconds(300)}));
}

TEST(WaitingMessages, AreBounded) {
  WaitingMessages waiting;
  EXPECT_FALSE(waiting.may_wait(message(1, WaitingMessages::most_octets + 1), received_at, {}));
  for (std::uint32_t i = 0; i < WaitingMessages::most_messages; ++i) waiting.add(message(i), received_at);
  EXPECT_FALSE(waiting.may_wait(message(1), received_at, {}));
  waiting.take_due(received_at + seconds(5));
  EXPECT_TRUE(waiting.may_wait(message(1), received_at + seconds(5), {}));
}

TEST(WaitingMessages, CountTheirWaitFromItsBeginAndNotFromReceipt) {
  WaitingMessages waiting;
  const parsers::Instant late = received_at + std::chrono::hours(1);
  EXPECT_TRUE(waiting.may_wait(message(1), late, {}));
  waiting.add(message(1), late);
  EXPECT_EQ(waiting.take_due(late + seconds(5)).size(), 1u);
  EXPECT_TRUE(waiting.may_wait(message(1), late + seconds(299), {}));
  EXPECT_FALSE(waiting.may_wait(message(1), late + seconds(300), {}));
  waiting.forget(message(1).id);
  EXPECT_TRUE(waiting.may_wait(message(1), late + seconds(300), {}));
}

TEST(WaitingMessages, LeaveRoomForThoseThatAreToWait) {
  const WaitingMessages waiting;
  EXPECT_FALSE(waiting.may_wait(message(1), received_at, {.messages = WaitingMessages::most_messages, .octets = 0}));
  EXPECT_FALSE(waiting.may_wait(message(1), received_at, {.messages = 1, .octets = WaitingMessages::most_octets - 9}));
  EXPECT_TRUE(waiting.may_wait(message(1), received_at, {.messages = 1, .octets = WaitingMessages::most_octets - 10}));
}

TEST(WaitingMessages, ComeBackNoMoreAtOnceThanARoundMayHave) {
  WaitingMessages waiting;
  for (std::uint32_t i = 0; i < WaitingMessages::most_at_once + 1; ++i) waiting.add(message(i), received_at);
  EXPECT_EQ(waiting.take_due(received_at + seconds(5)).size(), WaitingMessages::most_at_once);
  const auto rest = waiting.take_due(received_at + seconds(5));
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].id.number, WaitingMessages::most_at_once);
  EXPECT_EQ(waiting.size(), 0u);
}

} // namespace
} // namespace relay
