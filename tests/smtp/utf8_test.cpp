// SMTPUTF8 (RFC 6531).
#include <gtest/gtest.h>

#include "tests/smtp/dialogue.hpp"

namespace smtp {
namespace {

using Replies = std::vector<std::string>;
const std::string hello = "EHLO client.example";
const std::string sender = "MAIL FROM:<andr\xc3\xa9@caf\xc3\xa9.example>";

TEST(Smtputf8, IsOffered) {
  Dialogue dialogue;
  dialogue.say({hello});
  EXPECT_NE(dialogue.transcript.find("250-SMTPUTF8\r\n"), std::string::npos);
}

TEST(Smtputf8, LetsAddressesBeUtf8AndStandsInTheEnvelope) {
  Dialogue dialogue;
  dialogue.say({hello, sender + " SMTPUTF8 BODY=8BITMIME", "RCPT TO:<" + minted_address(1) + ">", "DATA"});
  EXPECT_EQ(dialogue.send("Subject: caf\xc3\xa9\r\n\r\nx\r\n.\r\n"), Replies{"250 2.0.0"});
  ASSERT_EQ(dialogue.sink.stored().size(), 1u);
  EXPECT_EQ(dialogue.sink.stored()[0].envelope.reverse_path.address, "andr\xc3\xa9@caf\xc3\xa9.example");
  EXPECT_EQ(dialogue.sink.stored()[0].envelope.protocol, "UTF8SMTP");
}

TEST(Smtputf8, IsNeededForSuchAddresses) {
  EXPECT_EQ(Dialogue().say({hello, sender}), Replies{"553 5.6.7"});
  EXPECT_EQ(Dialogue().say({hello, "MAIL FROM:<>", "RCPT TO:<caf\xc3\xa9@relay.example>"}), Replies{"553 5.6.7"});
}

TEST(Smtputf8, MakesNobodyKnown) {
  EXPECT_EQ(Dialogue().say({hello, "MAIL FROM:<> SMTPUTF8", "RCPT TO:<caf\xc3\xa9@relay.example>"}),
            Replies{"550 5.7.1"});
}

TEST(Smtputf8, TakesOnlyUtf8) {
  EXPECT_EQ(Dialogue().say({hello, "MAIL FROM:<andr\xe9@sender.example> SMTPUTF8"}), Replies{"501 5.1.7"});
  EXPECT_EQ(Dialogue().say({hello, "MAIL FROM:<> SMTPUTF8", "RCPT TO:<andr\xe9@relay.example>"}), Replies{"501 5.1.3"});
}

TEST(Smtputf8, HasNoValueAndStandsOnce) {
  EXPECT_EQ(Dialogue().say({hello, "MAIL FROM:<> SMTPUTF8=1"}), Replies{"501 5.5.4"});
  EXPECT_EQ(Dialogue().say({hello, "MAIL FROM:<> SMTPUTF8 SMTPUTF8"}), Replies{"501 5.5.4"});
}

/// The sender writes the domain as people do; the address was minted for its A-label.
TEST(Smtputf8, FindsARecipientByTheULabelOfItsDomain) {
  const Recipients recipients({"xn--caf-dma.example"}, {test_key()});
  ProtocolOptions options = Dialogue::default_options();
  ServerProtocol protocol(options, recipients);
  protocol.start(EarlyTalk::absent);
  protocol.receive("EHLO client.example\r\n");
  protocol.receive("MAIL FROM:<> SMTPUTF8\r\n");
  protocol.message_opened({});
  const std::string minted = minted_address(1, "xn--caf-dma.example");
  const std::string written = minted.substr(0, minted.find('@')) + "@caf\xc3\xa9.example";
  EXPECT_EQ(protocol.receive("RCPT TO:<" + written + ">\r\n").replies.substr(0, 9), "250 2.1.5");
  ASSERT_EQ(protocol.transaction().forward_paths.size(), 1u);
  EXPECT_EQ(protocol.transaction().forward_paths[0].address, minted);
}

} // namespace
} // namespace smtp
