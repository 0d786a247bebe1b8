#include "smtp/deadlines.hpp"

#include <gtest/gtest.h>

namespace smtp {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const DeadlineOptions options;
const TimePoint start{std::chrono::hours(1)};

TEST(Deadlines, GiveACommandLineAMinuteInAllHoweverItDrips) {
  Deadlines deadlines(options, start);
  for (int i = 0; i < 12; ++i) {
    deadlines.note(Phase::in_command, 0, start + seconds(5 * i));
    EXPECT_FALSE(deadlines.is_over(start + seconds(5 * i), Stress::none));
  }
  EXPECT_TRUE(deadlines.is_over(start + seconds(60), Stress::none));
}

TEST(Deadlines, GiveAPeerAMinuteBetweenCommandsUntilItHasARecipient) {
  Deadlines deadlines(options, start);
  deadlines.note(Phase::waiting, 0, start + seconds(50));
  EXPECT_FALSE(deadlines.is_over(start + seconds(109), Stress::none));
  EXPECT_TRUE(deadlines.is_over(start + seconds(110), Stress::none));
  deadlines.note_recipient();
  EXPECT_FALSE(deadlines.is_over(start + seconds(349), Stress::none));
  EXPECT_TRUE(deadlines.is_over(start + seconds(350), Stress::none));
}

TEST(Deadlines, AreShorterBetweenCommandsWhenSlotsAreScarce) {
  Deadlines deadlines(options, start);
  deadlines.note_recipient();
  EXPECT_FALSE(deadlines.is_over(start + seconds(9), Stress::slots_scarce));
  EXPECT_TRUE(deadlines.is_over(start + seconds(10), Stress::slots_scarce));
}

TEST(Deadlines, GiveAHandshakeHalfAMinuteAndLessWhenSlotsAreScarce) {
  Deadlines deadlines(options, start);
  deadlines.note(Phase::shaking_hands, 0, start);
  EXPECT_FALSE(deadlines.is_over(start + seconds(29), Stress::none));
  EXPECT_TRUE(deadlines.is_over(start + seconds(30), Stress::none));
  EXPECT_FALSE(deadlines.is_over(start + seconds(9), Stress::slots_scarce));
  EXPECT_TRUE(deadlines.is_over(start + seconds(10), Stress::slots_scarce));
}

TEST(Deadlines, WantAHundredOctetsASecondOfAMessageAfterItsFirstMinute) {
  Deadlines deadlines(options, start);
  deadlines.note(Phase::in_data, 0, start);
  EXPECT_FALSE(deadlines.is_over(start + seconds(59), Stress::none));
  deadlines.note(Phase::in_data, 5999, start + seconds(59));
  EXPECT_TRUE(deadlines.is_over(start + seconds(60), Stress::none));
  deadlines.note(Phase::in_data, 6000, start + seconds(59));
  EXPECT_FALSE(deadlines.is_over(start + seconds(60), Stress::none));
}

TEST(Deadlines, BeginAnewWithAMessageThatFollowsAnotherInOneRead) {
  Deadlines deadlines(options, start);
  deadlines.note(Phase::in_data, 0, start);
  deadlines.note(Phase::in_data, 500'000, start + minutes(5));
  deadlines.note(Phase::in_data, 20, start + minutes(6));
  EXPECT_FALSE(deadlines.is_over(start + minutes(6) + seconds(59), Stress::none));
  EXPECT_TRUE(deadlines.is_over(start + minutes(7), Stress::none));
}

TEST(Deadlines, GiveAMessageTenMinutesWhateverItsRate) {
  Deadlines deadlines(options, start);
  deadlines.note(Phase::in_data, 0, start);
  deadlines.note(Phase::in_data, 20'000'000, start + minutes(9));
  EXPECT_FALSE(deadlines.is_over(start + minutes(10) - seconds(1), Stress::none));
  EXPECT_TRUE(deadlines.is_over(start + minutes(10), Stress::none));
}

TEST(Deadlines, EndASessionAfterHalfAnHourButNotInsideOfAMessage) {
  Deadlines deadlines(options, start);
  deadlines.note(Phase::in_data, 1'000'000, start + minutes(29));
  EXPECT_FALSE(deadlines.is_over(start + minutes(31), Stress::none));
  deadlines.note(Phase::waiting, 0, start + minutes(31));
  EXPECT_TRUE(deadlines.is_over(start + minutes(31), Stress::none));
}

TEST(Deadlines, WaitForTheDiskAsLongAsItTakes) {
  Deadlines deadlines(options, start);
  deadlines.note(Phase::working, 0, start);
  EXPECT_FALSE(deadlines.is_over(start + std::chrono::hours(2), Stress::slots_scarce));
}

} // namespace
} // namespace smtp
