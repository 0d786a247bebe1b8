// LMTP (RFC 2033): the same conversation with another greeting, and a reply for each recipient.
#include <gtest/gtest.h>

#include "tests/smtp/dialogue.hpp"

namespace smtp {
namespace {

using Replies = std::vector<std::string>;
const std::string mail = "MAIL FROM:<a@sender.example>";
std::string rcpt(parsers::TokenReference reference) { return "RCPT TO:<" + minted_address(reference) + ">"; }

class Lmtp : public testing::Test {
 protected:
  static ProtocolOptions options() {
    ProtocolOptions lmtp = Dialogue::default_options();
    lmtp.dialect = Dialect::lmtp;
    lmtp.message_octets = 1000;
    return lmtp;
  }
  Dialogue dialogue{Cut::whole, options()};
};

TEST_F(Lmtp, IsGreetedWithLhloAlone) {
  EXPECT_EQ(dialogue.say({"EHLO client.example"}), Replies{"500 5.5.2"});
  EXPECT_EQ(dialogue.say({"HELO client.example"}), Replies{"500 5.5.2"});
  EXPECT_EQ(dialogue.say({"LHLO client.example"}).back(), "250");
  EXPECT_EQ(Dialogue().say({"LHLO client.example"}), Replies{"500 5.5.2"});
}

TEST_F(Lmtp, AnswersForEachRecipientThatWasAccepted) {
  dialogue.say({"LHLO client.example", mail, rcpt(1), "RCPT TO:<nobody@relay.example>", rcpt(2), rcpt(1), "DATA"});
  EXPECT_EQ(dialogue.send("x\r\n.\r\n"), (Replies{"250 2.0.0", "250 2.0.0", "250 2.0.0"}));
  ASSERT_EQ(dialogue.sink.stored().size(), 1u);
  EXPECT_EQ(dialogue.sink.stored()[0].envelope.forward_paths.size(), 3u);
  EXPECT_EQ(dialogue.sink.stored()[0].envelope.protocol, "LMTP");
  EXPECT_EQ(dialogue.say({"NOOP"}), Replies{"250 2.0.0"});
}

TEST_F(Lmtp, RefusesForEachRecipientToo) {
  dialogue.say({"LHLO client.example", mail, rcpt(1), rcpt(2), "DATA"});
  EXPECT_EQ(dialogue.send(std::string(1500, 'a') + "\r\n.\r\n"), (Replies{"552 5.3.4", "552 5.3.4"}));
  dialogue.sink.commit_failure = parsers::ErrorCode::storage_failed;
  dialogue.say({mail, rcpt(1), rcpt(2), "DATA"});
  EXPECT_EQ(dialogue.send("x\r\n.\r\n"), (Replies{"451 4.3.0", "451 4.3.0"}));
  EXPECT_TRUE(dialogue.sink.stored().empty());
}

TEST_F(Lmtp, HasItsOwnAnswerToDataWithoutARecipient) {
  EXPECT_EQ(dialogue.say({"LHLO client.example", mail, "DATA"}), Replies{"503 5.5.1"});
}

} // namespace
} // namespace smtp
