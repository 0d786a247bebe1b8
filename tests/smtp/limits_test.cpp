// The limits of one conversation (SMTP.md 3).
#include <gtest/gtest.h>

#include "tests/smtp/dialogue.hpp"

namespace smtp {
namespace {

const std::string hello = "EHLO client.example";
const std::string mail = "MAIL FROM:<a@sender.example>";
std::string rcpt(parsers::TokenReference reference) { return "RCPT TO:<" + minted_address(reference) + ">"; }
using Replies = std::vector<std::string>;

TEST(CommandLine, OfMoreThan2048OctetsIsRefusedOnceAndItsRestIsNotRun) {
  Dialogue dialogue;
  dialogue.say({hello});
  EXPECT_EQ(dialogue.send("NOOP " + std::string(5000, 'a') + "\r\n"), Replies{"500 5.5.2"});
  EXPECT_EQ(dialogue.send("NOOP\r\n"), Replies{"250 2.0.0"});
  EXPECT_EQ(dialogue.send("NOOP " + std::string(2048 - 7, 'a') + "\r\n"), Replies{"250 2.0.0"});
}

TEST(CommandLine, ThatNeverEndsEndsTheConnection) {
  Dialogue dialogue;
  EXPECT_EQ(dialogue.send(std::string(64 * 1024, 'a')), Replies{});
  EXPECT_EQ(dialogue.send("a"), Replies{"421 4.7.0"});
  EXPECT_TRUE(dialogue.is_closed);
}

TEST(BareLineFeed, EndsACommandAsABrokenOneAndTheFourthEndsTheConnection) {
  Dialogue dialogue;
  dialogue.say({hello});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(dialogue.send("NOOP\n"), Replies{"500 5.5.2"});
  EXPECT_EQ(dialogue.send("RSET\n"), Replies{"421 4.7.0"});
  EXPECT_TRUE(dialogue.is_closed);
}

TEST(BadCommands, AreSlowFromTheSixthOnAndTheTwentyFirstEndsTheConnection) {
  Dialogue dialogue;
  std::string group;
  for (int i = 0; i < 21; ++i) group.append("BOGUS\r\n");
  Replies expected(20, "500 5.5.2");
  expected.emplace_back("421 4.7.0");
  EXPECT_EQ(dialogue.send(group), expected);
  EXPECT_EQ(dialogue.delays, 15u);
  EXPECT_TRUE(dialogue.is_closed);
}

TEST(BadCommands, AreForgivenOnceAMessageWasAccepted) {
  Dialogue dialogue;
  dialogue.say({"A", "A", "A", "A", "A"});
  dialogue.begin_message();
  dialogue.send("x\r\n.\r\n");
  dialogue.say({"A", "A", "A", "A", "A"});
  EXPECT_EQ(dialogue.delays, 0u);
}

TEST(IdleCommands, EndTheConnectionAfterAHundredWithoutAMessage) {
  Dialogue dialogue;
  for (int i = 0; i < 100; ++i) EXPECT_EQ(dialogue.say({"NOOP"}), Replies{"250 2.0.0"});
  EXPECT_EQ(dialogue.say({"NOOP"}), Replies{"421 4.7.0"});
  EXPECT_TRUE(dialogue.is_closed);
}

TEST(Recipients, BeyondAHundredWaitForTheNextMessage) {
  Dialogue dialogue;
  dialogue.say({hello, mail});
  for (parsers::TokenReference i = 1; i <= 100; ++i) EXPECT_EQ(dialogue.say({rcpt(i)}), Replies{"250 2.1.5"});
  EXPECT_EQ(dialogue.say({rcpt(101)}), Replies{"452 4.5.3"});
  EXPECT_EQ(dialogue.say({"DATA"}), Replies{"354"});
  dialogue.send("x\r\n.\r\n");
  EXPECT_EQ(dialogue.sink.stored()[0].envelope.forward_paths.size(), 100u);
}

TEST(NullSender, HasOneRecipient) {
  Dialogue dialogue;
  EXPECT_EQ(dialogue.say({hello, "MAIL FROM:<>", rcpt(1)}), Replies{"250 2.1.5"});
  EXPECT_EQ(dialogue.say({rcpt(2)}), Replies{"452 4.5.3"});
}

TEST(NullSender, ReachesTokensPostmasterAndAbuseOnly) {
  for (const std::string& address :
       {minted_address(1), std::string("postmaster"), std::string("abuse@relay.example")}) {
    EXPECT_EQ(Dialogue().say({hello, "MAIL FROM:<>", "RCPT TO:<" + address + ">"}), Replies{"250 2.1.5"}) << address;
  }
  EXPECT_EQ(Dialogue().say({hello, "MAIL FROM:<>", "RCPT TO:<nobody@relay.example>"}), Replies{"550 5.7.1"});
}

TEST(UnknownRecipients, EndTheConnectionAfterTen) {
  Dialogue dialogue;
  dialogue.say({hello, mail});
  for (int i = 0; i < 10; ++i) EXPECT_EQ(dialogue.say({"RCPT TO:<nobody@relay.example>"}), Replies{"550 5.1.1"});
  EXPECT_EQ(dialogue.say({"RCPT TO:<nobody@relay.example>"}), Replies{"421 4.7.0"});
  EXPECT_TRUE(dialogue.is_closed);
}

ProtocolOptions small_messages() {
  ProtocolOptions options = Dialogue::default_options();
  options.message_octets = 1000;
  return options;
}

TEST(MessageSize, CountsTheMessageWithoutStuffedDotsAndEnd) {
  Dialogue dialogue(Cut::whole, small_messages());
  dialogue.begin_message();
  EXPECT_EQ(dialogue.send(".." + std::string(997, 'a') + "\r\n.\r\n"), Replies{"250 2.0.0"});
  EXPECT_EQ(dialogue.sink.stored()[0].octets.size(), 1000u);
}

TEST(MessageSize, IsRefusedAtTheEndWhatWasSaidInMail) {
  for (const char* said : {"", " SIZE=10"}) {
    Dialogue dialogue(Cut::whole, small_messages());
    dialogue.say({hello, mail + said, rcpt(1), "DATA"});
    EXPECT_EQ(dialogue.send(std::string(999, 'a') + "\r\n.\r\n"), Replies{"552 5.3.4"});
    EXPECT_EQ(dialogue.say({"NOOP"}), Replies{"250 2.0.0"});
    EXPECT_TRUE(dialogue.sink.stored().empty());
  }
}

TEST(MessageSize, BeyondTwiceTheLimitEndsTheConnection) {
  Dialogue dialogue(Cut::whole, small_messages());
  dialogue.begin_message();
  EXPECT_EQ(dialogue.send(std::string(2002, 'a')), Replies{"552 5.3.4"});
  EXPECT_TRUE(dialogue.is_closed);
}

std::string with_received_fields(int count) {
  std::string message;
  for (int i = 0; i < count; ++i) message.append("Received: from a by b; Sat, 21 Nov 2026 08:00:00 +0000\r\n");
  return message + "\r\nReceived: in the body\r\n.\r\n";
}

TEST(Loops, EndWithAHundredReceivedFields) {
  Dialogue dialogue;
  dialogue.begin_message();
  EXPECT_EQ(dialogue.send(with_received_fields(99)), Replies{"250 2.0.0"});
  dialogue.begin_message();
  EXPECT_EQ(dialogue.send(with_received_fields(100)), Replies{"554 5.4.6"});
  EXPECT_EQ(dialogue.sink.stored().size(), 1u);
}

TEST(Loops, EndAtOurOwnMark) {
  Dialogue dialogue;
  dialogue.begin_message();
  EXPECT_EQ(dialogue.send("X-Loop: mx.relay.example\r\n\r\n.\r\n"), Replies{"554 5.4.6"});
  EXPECT_TRUE(dialogue.sink.stored().empty());
}

} // namespace
} // namespace smtp
