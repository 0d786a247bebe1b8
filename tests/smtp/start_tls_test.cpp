// STARTTLS in the conversation (RFC 3207); the handshake itself is server_test's.
#include <gtest/gtest.h>

#include "tests/smtp/dialogue.hpp"

namespace smtp {
namespace {

using Replies = std::vector<std::string>;
const std::string hello = "EHLO client.example";

ProtocolOptions with_tls() {
  ProtocolOptions options = Dialogue::default_options();
  options.offers_tls = true;
  return options;
}

TEST(StartTls, IsNotImplementedWhereItIsNotOffered) {
  Dialogue dialogue;
  dialogue.say({hello});
  EXPECT_EQ(dialogue.transcript.find("STARTTLS"), std::string::npos);
  EXPECT_EQ(dialogue.say({"STARTTLS"}), Replies{"502 5.5.1"});
}

TEST(StartTls, IsOfferedUntilItStands) {
  Dialogue dialogue(Cut::whole, with_tls());
  dialogue.say({hello});
  EXPECT_NE(dialogue.transcript.find("250-STARTTLS\r\n"), std::string::npos);
  EXPECT_EQ(dialogue.say({"STARTTLS"}), Replies{"220 2.0.0"});
  EXPECT_EQ(dialogue.handshakes, 1u);
  dialogue.transcript.clear();
  dialogue.say({hello});
  EXPECT_EQ(dialogue.transcript.find("STARTTLS"), std::string::npos);
  EXPECT_EQ(dialogue.say({"STARTTLS"}), Replies{"503 5.5.1"});
}

TEST(StartTls, MayComeBeforeTheClientHasSaidItsName) {
  Dialogue dialogue(Cut::whole, with_tls());
  EXPECT_EQ(dialogue.say({"STARTTLS"}), Replies{"220 2.0.0"});
}

TEST(StartTls, TakesNoArgument) {
  Dialogue dialogue(Cut::whole, with_tls());
  EXPECT_EQ(dialogue.say({hello, "STARTTLS now"}), Replies{"501 5.5.4"});
  EXPECT_EQ(dialogue.handshakes, 0u);
}

TEST(StartTls, ForgetsNameAndTransaction) {
  Dialogue dialogue(Cut::whole, with_tls());
  dialogue.say({hello, "MAIL FROM:<a@sender.example>", "STARTTLS"});
  EXPECT_EQ(dialogue.say({"RCPT TO:<" + minted_address(1) + ">"}), Replies{"503 5.5.1"});
  EXPECT_EQ(dialogue.say({"MAIL FROM:<a@sender.example>"}), Replies{"503 5.5.1"});
  ASSERT_EQ(dialogue.observer.transactions().size(), 1u);
  EXPECT_FALSE(dialogue.observer.transactions()[0].stored);
}

/// CVE-2011-0411 and its kin: what an attacker adds in the clear must never be answered inside TLS.
TEST(StartTls, EndsTheConnectionWhenSomethingWaitsBehindIt) {
  Dialogue dialogue(Cut::whole, with_tls());
  dialogue.say({hello});
  EXPECT_EQ(dialogue.send("STARTTLS\r\nRSET\r\n"), Replies{"554 5.5.0"});
  EXPECT_TRUE(dialogue.is_closed);
  EXPECT_EQ(dialogue.handshakes, 0u);
}

TEST(StartTls, IsToldByTheProtocolOfTheEnvelope) {
  Dialogue dialogue(Cut::whole, with_tls());
  dialogue.say({hello, "STARTTLS"});
  dialogue.begin_message();
  dialogue.send("x\r\n.\r\n");
  dialogue.say({"HELO client.example", "MAIL FROM:<>", "RCPT TO:<postmaster>", "DATA"});
  dialogue.send("x\r\n.\r\n");
  ASSERT_EQ(dialogue.sink.stored().size(), 2u);
  EXPECT_EQ(dialogue.sink.stored()[0].envelope.protocol, "ESMTPS");
  EXPECT_EQ(dialogue.sink.stored()[1].envelope.protocol, "ESMTPS");
}

TEST(TransmissionType, TellsHeloFromEhlo) {
  Dialogue dialogue;
  dialogue.say({"HELO client.example", "MAIL FROM:<>", "RCPT TO:<postmaster>", "DATA"});
  dialogue.send("x\r\n.\r\n");
  dialogue.begin_message();
  dialogue.send("x\r\n.\r\n");
  EXPECT_EQ(dialogue.sink.stored()[0].envelope.protocol, "SMTP");
  EXPECT_EQ(dialogue.sink.stored()[1].envelope.protocol, "ESMTP");
}

} // namespace
} // namespace smtp
