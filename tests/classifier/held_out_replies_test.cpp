// The figures that the classifier promises, over replies that no training sees.
#include <gtest/gtest.h>

#include "tests/classifier/labelled_replies.hpp"

namespace classifier {
namespace {

class HeldOutReplies : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    for (const LabelledReply& reply : read_labelled_replies(std::string(TEST_DATA) + "/corpus/intents/replies.jsonl"))
      figures_.count(reply, judge(reply));
  }
  static inline ReplyFigures figures_;
};

TEST_F(HeldOutReplies, OptOutsAreSuppressedOrHeld) {
  EXPECT_GT(figures_.suppressed.all, 300);
  EXPECT_GE(figures_.suppressed.value(), 0.96);
  EXPECT_GE(figures_.suppressed_or_held.value(), 0.99);
}

TEST_F(HeldOutReplies, OthersAreLeftAlone) { EXPECT_GE(figures_.left_alone.value(), 0.99); }

TEST_F(HeldOutReplies, IntentsAreRight) { EXPECT_GE(figures_.intent.value(), 0.93); }

TEST_F(HeldOutReplies, ReturnDatesAndContactsAreRead) {
  EXPECT_GE(figures_.return_date.value(), 0.92);
  EXPECT_GE(figures_.new_contact.value(), 0.92);
}

} // namespace
} // namespace classifier
