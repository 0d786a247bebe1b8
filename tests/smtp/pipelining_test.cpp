// Groups of commands (RFC 2920), and input that comes before its turn.
#include <gtest/gtest.h>

#include "tests/smtp/dialogue.hpp"

namespace smtp {
namespace {

const std::string mail = "MAIL FROM:<a@sender.example>\r\n";
std::string rcpt() { return "RCPT TO:<" + minted_address(1) + ">\r\n"; }
const std::string foreign_rcpt = "RCPT TO:<victim@other.example>\r\n";

TEST(Pipelining, AnswersEachCommandOfAGroupInOrder) {
  Dialogue dialogue;
  dialogue.say({"EHLO client.example"});
  EXPECT_EQ(codes(dialogue.send(mail + foreign_rcpt + rcpt() + "DATA\r\n")), "250 550 250 354");
  EXPECT_EQ(codes(dialogue.send("x\r\n.\r\n" + mail + rcpt() + "DATA\r\n")), "250 250 250 354");
  EXPECT_EQ(codes(dialogue.send("y\r\n.\r\nQUIT\r\n")), "250 221");
  EXPECT_EQ(dialogue.sink.stored().size(), 2u);
}

TEST(Pipelining, TakesRsetInsideOfAGroup) {
  Dialogue dialogue;
  dialogue.say({"EHLO client.example"});
  EXPECT_EQ(codes(dialogue.send(mail + rcpt() + "RSET\r\nDATA\r\n")), "250 250 250 503");
  EXPECT_FALSE(dialogue.is_closed);
}

TEST(Pipelining, EndsWhenInputWaitsBehindACommandThatMustBeTheLast) {
  for (const char* last : {"EHLO client.example", "HELO client.example", "QUIT", "VRFY a", "STARTTLS", "DATA"}) {
    Dialogue dialogue;
    dialogue.say({"EHLO client.example"});
    EXPECT_EQ(codes(dialogue.send(std::string(last) + "\r\n" + mail)), "554") << last;
    EXPECT_TRUE(dialogue.is_closed) << last;
  }
}

TEST(Pipelining, EndsWhenABodyComesBeforeThe354) {
  Dialogue dialogue;
  dialogue.say({"EHLO client.example"});
  EXPECT_EQ(codes(dialogue.send(mail + rcpt() + "DATA\r\nSubject: x\r\n\r\nearly\r\n.\r\n")), "250 250 554");
  EXPECT_TRUE(dialogue.is_closed);
  EXPECT_TRUE(dialogue.sink.stored().empty());
}

/// The body of a message that found no recipient, however it is cut, must not run as commands.
TEST(Pipelining, NeverRunsTheBodyOfARefusedMessage) {
  for (const Cut cut : all_cuts) {
    Dialogue dialogue(cut);
    dialogue.say({"EHLO client.example"});
    const auto replies = codes(dialogue.send(mail + foreign_rcpt + "DATA\r\n" + mail + rcpt() +
                                             "DATA\r\nSubject: smuggled\r\n\r\nx\r\n.\r\n"));
    EXPECT_TRUE(replies.starts_with("250 550 554")) << name_of(cut) << " " << replies;
    EXPECT_TRUE(dialogue.is_closed) << name_of(cut);
    EXPECT_TRUE(dialogue.sink.stored().empty()) << name_of(cut);
  }
}

TEST(Pipelining, LetsAClientGoOnAfterRsetWhenItsDataFoundNoRecipient) {
  Dialogue dialogue;
  dialogue.say({"EHLO client.example"});
  EXPECT_EQ(codes(dialogue.send(mail + foreign_rcpt + "DATA\r\n")), "250 550 554");
  EXPECT_EQ(codes(dialogue.send("RSET\r\n" + mail + rcpt() + "DATA\r\n")), "250 250 250 354");
}

} // namespace
} // namespace smtp
