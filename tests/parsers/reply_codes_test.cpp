#include "parsers/reply_codes.hpp"

#include <gtest/gtest.h>

namespace parsers {
namespace {

TEST(LeadingStatus, TakesDetailsOfThreeDigitsAndLeavesComments) {
  EXPECT_EQ(leading_status(" 5.7.606 (banned)"), "5.7.606");
  EXPECT_EQ(leading_status("5.1.10"), "5.1.10");
  EXPECT_EQ(leading_status("5.1"), "");
  EXPECT_EQ(leading_status("5.1.1000"), "");
}

TEST(FindStatus, PrefersTheOneAfterAReplyCode) {
  EXPECT_EQ(find_status("554 5.4.7 expired <421 4.4.2 timed out>"), "5.4.7");
  EXPECT_EQ(find_status("says 4.2.0; then 550 5.1.1 no"), "5.1.1");
}

TEST(FindStatus, ReadsTheNumberSignForm) { EXPECT_EQ(find_status("no mailbox here by that name. (#5.1.1)"), "5.1.1"); }

TEST(FindStatus, TakesNoAddressOrVersionForAStatus) {
  EXPECT_EQ(find_status("host 5.1.1.9 said no"), "");
  EXPECT_EQ(find_status("Exim 14.72.1 and 4.8.2beta"), "");
  EXPECT_EQ(find_status("[192.0.2.5.1.1]"), "");
}

TEST(FindStatus, TakesAVagueOneOnlyWhereThereIsNoOther) {
  EXPECT_EQ(find_status("550 5.0.0 no"), "5.0.0");
  EXPECT_EQ(find_status("550 5.0.0 no (5.2.2)"), "5.2.2");
}

TEST(FindReplyCode, ReadsFailuresOnly) {
  EXPECT_EQ(find_reply_code("250 ok, then 552 too large"), "552");
  EXPECT_EQ(find_reply_code("at 550.1 metres, port 4000"), "");
  EXPECT_EQ(find_reply_code("said: 450-4.2.1 wait"), "450");
}

TEST(FindCommand, KnowsTheStageFromTheWords) {
  EXPECT_EQ(find_command("550 no (in reply to rcpt to command)"), SmtpCommand::rcpt);
  EXPECT_EQ(find_command("smtp error from remote mail server after end of data: 550"), SmtpCommand::data);
  EXPECT_EQ(find_command("550 no"), SmtpCommand::unknown);
}

TEST(JoinReplyLines, DropsRepeatedCodesOfContinuationLines) {
  EXPECT_EQ(join_reply_lines("550-5.1.1 The account\n550-5.1.1 does not\n550 5.1.1 exist"),
            "550-5.1.1 The account does not exist");
}

TEST(JoinReplyLines, StaysInBoundsOnEveryTruncation) {
  const std::string reply = "550-5.1.1 a 550-5.1.1 b 550 5.1.1 c 4.2.2 (#5.1.1) 421";
  for (std::size_t length = 0; length <= reply.size(); ++length) {
    const std::string cut = reply.substr(0, length);
    EXPECT_LE(join_reply_lines(cut).size(), cut.size());
    EXPECT_LE(find_status(cut).size(), 9U);
  }
}

} // namespace
} // namespace parsers
