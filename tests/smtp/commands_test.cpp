// What each command does and refuses (RFC 5321 4.1, 4.3.2), seen from a client.
#include <gtest/gtest.h>

#include "tests/smtp/dialogue.hpp"

namespace smtp {
namespace {

const std::string hello = "EHLO client.example";
const std::string mail = "MAIL FROM:<a@sender.example>";
std::string rcpt(parsers::TokenReference reference = 1) { return "RCPT TO:<" + minted_address(reference) + ">"; }
using Replies = std::vector<std::string>;

TEST(Greeting, BeginsWithTheNameOfTheServer) {
  EXPECT_EQ(Dialogue().transcript, "220 mx.relay.example ESMTP Desist\r\n");
}

TEST(Greeting, IsRefusedToAClientThatTalksFirst) {
  Dialogue dialogue;
  MessageLimits limits({});
  const Services services{
      Dialogue::default_options(), test_recipients(), dialogue.sink, dialogue.observer, limits, test_instant};
  Conversation conversation(services, *parsers::NetworkAddress::parse("192.0.2.7"));
  EXPECT_EQ(conversation.start(EarlyTalk::present), Conversation::Next::close);
  EXPECT_TRUE(conversation.output().starts_with("554 5.5.0 "));
}

TEST(Ehlo, ListsWhatIsOfferedAndNothingElse) {
  Dialogue dialogue;
  dialogue.transcript.clear();
  dialogue.say({hello});
  EXPECT_EQ(dialogue.transcript,
            "250-mx.relay.example\r\n250-PIPELINING\r\n250-SIZE 26214400\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 "
            "ENHANCEDSTATUSCODES\r\n");
}

TEST(Helo, ListsNothing) {
  Dialogue dialogue;
  dialogue.transcript.clear();
  dialogue.say({"HELO client.example"});
  EXPECT_EQ(dialogue.transcript, "250 mx.relay.example\r\n");
}

TEST(Ehlo, NeedsAName) {
  EXPECT_EQ(Dialogue().say({"EHLO"}), Replies{"501 5.5.4"});
  EXPECT_EQ(Dialogue().say({"HELO "}), Replies{"501 5.5.4"});
  EXPECT_EQ(Dialogue().say({"EHLO a b"}), Replies{"501 5.5.4"});
}

TEST(Ehlo, EndsATransactionAsRsetDoes) {
  Dialogue dialogue;
  dialogue.say({hello, mail, rcpt(), hello});
  EXPECT_EQ(dialogue.say({"DATA"}), Replies{"503 5.5.1"});
  EXPECT_EQ(dialogue.say({mail}), Replies{"250 2.1.0"});
}

TEST(Order, WantsEhloFirst) {
  for (const std::string& command : {mail, rcpt(), std::string("DATA")}) {
    EXPECT_EQ(Dialogue().say({command}), Replies{"503 5.5.1"}) << command;
  }
  for (const char* command : {"NOOP", "RSET"}) EXPECT_EQ(Dialogue().say({command}), Replies{"250 2.0.0"}) << command;
}

TEST(Order, WantsMailBeforeRcptAndRcptBeforeData) {
  EXPECT_EQ(Dialogue().say({hello, rcpt()}), Replies{"503 5.5.1"});
  EXPECT_EQ(Dialogue().say({hello, "DATA"}), Replies{"503 5.5.1"});
  EXPECT_EQ(Dialogue().say({hello, mail, "DATA"}), Replies{"554 5.5.1"});
  EXPECT_EQ(Dialogue().say({hello, mail, mail}), Replies{"503 5.5.1"});
  EXPECT_EQ(Dialogue().say({hello, mail, rcpt(), mail}), Replies{"503 5.5.1"});
}

TEST(Mail, TakesTheNullPathAndSpacesBehindTheColon) {
  EXPECT_EQ(Dialogue().say({hello, "MAIL FROM:<>"}), Replies{"250 2.1.0"});
  EXPECT_EQ(Dialogue().say({hello, "mail from: <a@sender.example>"}), Replies{"250 2.1.0"});
}

TEST(Mail, RefusesBrokenSyntax) {
  EXPECT_EQ(Dialogue().say({hello, "MAIL"}), Replies{"501 5.5.4"});
  EXPECT_EQ(Dialogue().say({hello, "MAIL TO:<a@b.example>"}), Replies{"501 5.5.4"});
  EXPECT_EQ(Dialogue().say({hello, "MAIL FROM:a@b.example"}), Replies{"501 5.1.7"});
  EXPECT_EQ(Dialogue().say({hello, "MAIL FROM:<a@b.example>x"}), Replies{"501 5.5.4"});
}

TEST(Mail, KnowsSizeAndBody) {
  for (const char* good : {" SIZE=26214400", " size=0 body=7bit", " BODY=8BITMIME SIZE=1"}) {
    EXPECT_EQ(Dialogue().say({hello, mail + good}), Replies{"250 2.1.0"}) << good;
  }
  for (const char* bad : {" SIZE", " SIZE=", " SIZE=-1", " SIZE=1 SIZE=2", " BODY", " BODY=BINARYMIME",
                          " BODY=7BIT BODY=7BIT", " =", " SIZE=100000000000000000000"}) {
    EXPECT_EQ(Dialogue().say({hello, mail + bad}), Replies{"501 5.5.4"}) << bad;
  }
}

TEST(Mail, RefusesParametersThatWereNotOffered) {
  for (const char* unknown : {" RET=HDRS", " AUTH=<>", " FOO=bar"}) {
    EXPECT_EQ(Dialogue().say({hello, mail + unknown}), Replies{"555 5.5.4"}) << unknown;
  }
}

TEST(Mail, RefusesWhatIsTooLargeBeforeItComes) {
  EXPECT_EQ(Dialogue().say({hello, mail + " SIZE=26214401"}), Replies{"552 5.3.4"});
  EXPECT_EQ(Dialogue().say({hello, mail + " SIZE=18446744073709551617"}), Replies{"552 5.3.4"});
}

TEST(Rcpt, AnswersForEachRecipientAlone) {
  Dialogue dialogue;
  EXPECT_EQ(dialogue.say({hello, mail, rcpt()}), Replies{"250 2.1.5"});
  EXPECT_EQ(dialogue.say({"RCPT TO:<nobody@relay.example>"}), Replies{"550 5.1.1"});
  EXPECT_EQ(dialogue.say({"RCPT TO:<victim@other.example>"}), Replies{"550 5.7.1"});
  EXPECT_EQ(dialogue.say({"RCPT TO:<Postmaster>"}), Replies{"250 2.1.5"});
}

TEST(Rcpt, RefusesBrokenSyntaxAndEveryParameter) {
  Dialogue dialogue;
  dialogue.say({hello, mail});
  EXPECT_EQ(dialogue.say({"RCPT"}), Replies{"501 5.5.4"});
  EXPECT_EQ(dialogue.say({"RCPT TO:<>"}), Replies{"501 5.1.3"});
  EXPECT_EQ(dialogue.say({rcpt() + " NOTIFY=NEVER"}), Replies{"555 5.5.4"});
  EXPECT_EQ(dialogue.say({rcpt() + " ="}), Replies{"501 5.5.4"});
}

TEST(Rcpt, StripsTheSourceRouteAndNeverFollowsIt) {
  Dialogue dialogue;
  dialogue.say({hello, mail, "RCPT TO:<@other.example:" + minted_address(1) + ">"});
  EXPECT_EQ(dialogue.say({"RCPT TO:<@relay.example:victim@other.example>"}), Replies{"550 5.7.1"});
  dialogue.say({"DATA"});
  dialogue.send("x\r\n.\r\n");
  ASSERT_EQ(dialogue.sink.stored().size(), 1u);
  EXPECT_EQ(dialogue.sink.stored()[0].envelope.forward_paths, std::vector{parsers::ForwardPath{minted_address(1)}});
}

TEST(Rcpt, StoresTheAddressThatWasMintedAndNotItsDisguise) {
  const std::string minted = minted_address(1);
  const std::size_t at = minted.find('@');
  Dialogue dialogue;
  dialogue.say({hello, mail, "RCPT TO:<" + minted + ".>"});
  dialogue.say({"RCPT TO:<\"" + minted.substr(0, at) + "\"" + minted.substr(at) + ">", "DATA"});
  dialogue.send("x\r\n.\r\n");
  ASSERT_EQ(dialogue.sink.stored().size(), 1u);
  EXPECT_EQ(dialogue.sink.stored()[0].envelope.forward_paths,
            (std::vector{parsers::ForwardPath{minted}, parsers::ForwardPath{minted}}));
}

TEST(Data, TakesNoArgument) { EXPECT_EQ(Dialogue().say({hello, mail, rcpt(), "DATA x"}), Replies{"501 5.5.4"}); }

TEST(Rset, ForgetsTheTransactionAndKeepsTheGreeting) {
  Dialogue dialogue;
  EXPECT_EQ(dialogue.say({hello, mail, rcpt(), "RSET"}), Replies{"250 2.0.0"});
  EXPECT_EQ(dialogue.say({"DATA"}), Replies{"503 5.5.1"});
  EXPECT_EQ(dialogue.say({mail}), Replies{"250 2.1.0"});
  EXPECT_EQ(dialogue.say({"RSET x"}), Replies{"501 5.5.4"});
}

TEST(Vrfy, SaysTheSameOfEverybody) {
  Dialogue dialogue;
  dialogue.say({hello});
  EXPECT_EQ(dialogue.say({"VRFY " + minted_address(1)}), Replies{"252 2.5.0"});
  EXPECT_EQ(dialogue.say({"VRFY nobody"}), Replies{"252 2.5.0"});
}

TEST(Noop, TakesAString) { EXPECT_EQ(Dialogue().say({hello, "NOOP are you there"}), Replies{"250 2.0.0"}); }

TEST(Quit, EndsTheConversation) {
  Dialogue dialogue;
  EXPECT_EQ(dialogue.say({hello, "QUIT x"}), Replies{"501 5.5.4"});
  EXPECT_EQ(dialogue.say({"QUIT"}), Replies{"221 2.0.0"});
  EXPECT_TRUE(dialogue.is_closed);
}

TEST(Commands, ThatAreNotOfferedAreRefusedAndTheRestGoesOn) {
  for (const char* command : {"EXPN staff", "HELP", "ETRN relay.example", "TURN", "STARTTLS", "AUTH PLAIN AA=="}) {
    Dialogue dialogue;
    EXPECT_EQ(dialogue.say({hello, command}), Replies{"502 5.5.1"}) << command;
    EXPECT_EQ(dialogue.say({"NOOP"}), Replies{"250 2.0.0"}) << command;
  }
}

TEST(Commands, ThatNobodyKnowsAreRefused) {
  for (const char* command : {"XYZZY 1", "", " NOOP", "PROXY TCP4 203.0.113.7 192.0.2.1 40000 25"}) {
    Dialogue dialogue;
    EXPECT_EQ(dialogue.say({hello, command}), Replies{"500 5.5.2"}) << command;
    EXPECT_EQ(dialogue.say({"NOOP"}), Replies{"250 2.0.0"}) << command;
  }
}

TEST(Commands, WithControlOctetsAreRefusedAndNotCutOffAtThem) {
  Dialogue dialogue;
  dialogue.say({hello});
  EXPECT_EQ(dialogue.send(std::string_view("NOOP\0RSET\r\n", 11)), Replies{"501 5.5.2"});
  EXPECT_EQ(dialogue.send("NOOP\rRSET\r\n"), Replies{"501 5.5.2"});
  EXPECT_EQ(dialogue.send("MAIL FROM:<\"a\\\rb\"@sender.example>\r\n"), Replies{"501 5.5.2"});
}

TEST(Bdat, EndsTheConnectionSoThatNoChunkRunsAsCommands) {
  Dialogue dialogue;
  dialogue.say({hello, mail, rcpt()});
  EXPECT_EQ(dialogue.send("BDAT 6 LAST\r\nNOOP\r\n"), Replies{"502 5.5.1"});
  EXPECT_TRUE(dialogue.is_closed);
}

TEST(CrossProtocol, AWebClientIsSentAway) {
  for (const char* line : {"GET / HTTP/1.1", "POST / HTTP/1.1", "CONNECT mx:25 HTTP/1.1", "PRI * HTTP/2.0"}) {
    Dialogue dialogue;
    EXPECT_EQ(dialogue.send(std::string(line) + "\r\nHost: mx\r\n\r\nMAIL FROM:<a@b>\r\n"), Replies{"554 5.5.0"})
        << line;
    EXPECT_TRUE(dialogue.is_closed);
  }
}

TEST(Replies, NeverRepeatWhatTheClientSaid) {
  Dialogue dialogue;
  dialogue.say({"EHLO needle.example", "MAIL FROM:<needle@sender.example>", "RCPT TO:<needle@relay.example>",
                "RCPT TO:<needle>", "NEEDLE", "NOOP needle", "VRFY needle"});
  EXPECT_EQ(dialogue.transcript.find("needle"), std::string::npos);
  EXPECT_EQ(dialogue.transcript.find("NEEDLE"), std::string::npos);
}

} // namespace
} // namespace smtp
