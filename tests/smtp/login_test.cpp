// AUTH (RFC 4954) on a listener for submission.
#include <gtest/gtest.h>

#include "tests/smtp/dialogue.hpp"

namespace smtp {
namespace {

using Replies = std::vector<std::string>;
const std::string hello = "EHLO client.example";
const std::string mail = "MAIL FROM:<ann@shop.example>";
const std::string good = "AUTH PLAIN AGFubgBzZWNyZXQ=";    // NUL ann NUL secret
const std::string bad = "AUTH PLAIN AGFubgBndWVzc2VkCg=="; // NUL ann NUL guessed LF

ProtocolOptions submission() {
  ProtocolOptions options = Dialogue::default_options();
  options.dialect = Dialect::submission;
  options.offers_tls = true;
  return options;
}

class Login : public testing::Test {
 protected:
  Login() {
    dialogue.passwords["ann"] = "secret";
    dialogue.say({hello});
  }
  Dialogue dialogue{Cut::whole, submission(), Channel::tls};
};

TEST_F(Login, IsOfferedUntilSomebodyHasLoggedIn) {
  EXPECT_NE(dialogue.transcript.find("250-AUTH PLAIN LOGIN\r\n"), std::string::npos);
  EXPECT_EQ(dialogue.say({good}), Replies{"235 2.7.0"});
  dialogue.transcript.clear();
  dialogue.say({hello});
  EXPECT_EQ(dialogue.transcript.find("AUTH"), std::string::npos);
  EXPECT_EQ(dialogue.say({good}), Replies{"503 5.5.1"});
}

TEST_F(Login, WithPlainMayComeInTwoSteps) {
  EXPECT_EQ(dialogue.say({"AUTH PLAIN"}), Replies{"334"});
  EXPECT_TRUE(dialogue.transcript.ends_with("334 \r\n"));
  EXPECT_EQ(dialogue.say({"AGFubgBzZWNyZXQ="}), Replies{"235 2.7.0"});
}

TEST_F(Login, WithLoginAsksForNameAndPassword) {
  EXPECT_EQ(dialogue.say({"AUTH LOGIN"}), Replies{"334"});
  EXPECT_TRUE(dialogue.transcript.ends_with("334 VXNlcm5hbWU6\r\n"));
  EXPECT_EQ(dialogue.say({"YW5u"}), Replies{"334"});
  EXPECT_TRUE(dialogue.transcript.ends_with("334 UGFzc3dvcmQ6\r\n"));
  EXPECT_EQ(dialogue.say({"c2VjcmV0"}), Replies{"235 2.7.0"});
}

TEST_F(Login, WithLoginMayNameTheUserAtOnce) {
  EXPECT_EQ(dialogue.say({"AUTH LOGIN YW5u", "c2VjcmV0"}), Replies{"235 2.7.0"});
}

TEST_F(Login, StandsInTheEnvelopeAndTheRecord) {
  dialogue.say({good, mail, "RCPT TO:<" + minted_address(1) + ">", "DATA"});
  EXPECT_EQ(dialogue.send("x\r\n.\r\n"), Replies{"250 2.0.0"});
  ASSERT_EQ(dialogue.sink.stored().size(), 1u);
  EXPECT_EQ(dialogue.sink.stored()[0].envelope.user, "ann");
  EXPECT_EQ(dialogue.sink.stored()[0].envelope.protocol, "ESMTPSA");
  EXPECT_EQ(dialogue.observer.transactions().at(0).user, "ann");
}

TEST_F(Login, IsNeededBeforeMail) {
  EXPECT_EQ(dialogue.say({mail}), Replies{"530 5.7.0"});
  EXPECT_EQ(dialogue.say({good, mail}), Replies{"250 2.1.0"});
}

TEST_F(Login, DoesNotLetAnybodyRelay) {
  EXPECT_EQ(dialogue.say({good, mail, "RCPT TO:<x@elsewhere.example>"}), Replies{"550 5.7.1"});
}

TEST_F(Login, WithAFalsePasswordIsRefusedLateAndTheFourthEndsTheConnection) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(dialogue.say({bad}), Replies{"535 5.7.8"});
  EXPECT_EQ(dialogue.delays, 3u);
  EXPECT_EQ(dialogue.say({mail}), Replies{"530 5.7.0"});
  EXPECT_EQ(dialogue.say({bad}), Replies{"421 4.7.0"});
  EXPECT_TRUE(dialogue.is_closed);
  EXPECT_TRUE(dialogue.conversation().protocol().has_guessed_too_often());
}

TEST_F(Login, ThatCannotBeCheckedIsTemporary) {
  dialogue.login_failure = parsers::ErrorCode::busy;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(dialogue.say({good}), Replies{"454 4.7.0"});
  dialogue.login_failure.reset();
  EXPECT_EQ(dialogue.say({good}), Replies{"235 2.7.0"});
}

TEST_F(Login, MayBeCancelled) {
  EXPECT_EQ(dialogue.say({"AUTH LOGIN", "*"}), Replies{"501 5.7.0"});
  EXPECT_EQ(dialogue.say({"AUTH LOGIN", "YW5u", "*"}), Replies{"501 5.7.0"});
  EXPECT_EQ(dialogue.say({"NOOP"}), Replies{"250 2.0.0"});
}

TEST_F(Login, RefusesWhatIsNoCredentials) {
  for (const char* response : {"AUTH PLAIN =", "AUTH PLAIN YW5u", "AUTH PLAIN !!!!", "AUTH PLAIN AGFubgBzZWNyZXQ"}) {
    EXPECT_EQ(dialogue.say({response}), Replies{"501 5.5.2"}) << response;
  }
  EXPECT_EQ(dialogue.say({"AUTH CRAM-MD5"}), Replies{"504 5.5.4"});
  EXPECT_EQ(dialogue.say({"AUTH"}), Replies{"504 5.5.4"});
}

TEST_F(Login, TakesNoBareLineFeedAndNoOverlongResponse) {
  dialogue.say({"AUTH PLAIN"});
  EXPECT_EQ(dialogue.send("AGFubgBzZWNyZXQ=\n"), Replies{"501 5.5.2"});
  dialogue.say({"AUTH PLAIN"});
  EXPECT_EQ(dialogue.send(std::string(4000, 'A') + "\r\n"), Replies{"501 5.5.2"});
  dialogue.say({"AUTH PLAIN"});
  EXPECT_EQ(dialogue.send(std::string(70'000, 'A')), Replies{"421 4.7.0"});
}

TEST_F(Login, IsNotTakenInsideATransaction) {
  dialogue.say({good, mail});
  EXPECT_EQ(dialogue.say({"AUTH LOGIN"}), Replies{"503 5.5.1"});
}

TEST_F(Login, LetsMailNameAnAuthorAndBelievesNothingOfIt) {
  EXPECT_EQ(dialogue.say({good, mail + " AUTH=<>"}), Replies{"250 2.1.0"});
}

TEST_F(Login, IsTheSameInEverySegmentation) {
  for (const Cut cut : all_cuts) {
    Dialogue cut_dialogue(cut, submission(), Channel::tls);
    cut_dialogue.passwords["ann"] = "secret";
    EXPECT_EQ(cut_dialogue.say({hello, "AUTH LOGIN", "YW5u", "c2VjcmV0"}), Replies{"235 2.7.0"}) << name_of(cut);
  }
}

TEST(LoginInTheClear, IsNeitherOfferedNorTaken) {
  Dialogue dialogue(Cut::whole, submission());
  dialogue.say({hello});
  EXPECT_EQ(dialogue.transcript.find("AUTH"), std::string::npos);
  EXPECT_EQ(dialogue.say({good}), Replies{"538 5.7.11"});
  EXPECT_EQ(dialogue.say({mail}), Replies{"530 5.7.0"});
}

TEST(LoginElsewhere, IsNotImplementedThoughTlsStands) {
  Dialogue dialogue(Cut::whole, Dialogue::default_options(), Channel::tls);
  dialogue.say({hello});
  EXPECT_EQ(dialogue.say({good}), Replies{"502 5.5.1"});
  EXPECT_EQ(dialogue.say({mail + " AUTH=<>"}), Replies{"555 5.5.4"});
}

} // namespace
} // namespace smtp
