// What a client is told when the spool fails, and what the observer is told of everything.
#include <gtest/gtest.h>

#include "tests/smtp/dialogue.hpp"

namespace smtp {
namespace {

using parsers::ErrorCode;
using Replies = std::vector<std::string>;
const std::string hello = "EHLO client.example";
const std::string mail = "MAIL FROM:<a@sender.example>";

TEST(Storage, KeepsTheEnvelopeWithTheMessage) {
  Dialogue dialogue;
  dialogue.begin_message();
  EXPECT_EQ(dialogue.send("Subject: x\r\n\r\nx\r\n.\r\n"), Replies{"250 2.0.0"});
  EXPECT_TRUE(
      dialogue.transcript.ends_with("250 2.0.0 Message accepted as " + store::to_string(SpoolId{1, 0}) + "\r\n"));
  parsers::Envelope expected;
  expected.peer = "192.0.2.7";
  expected.helo = "client.example";
  expected.protocol = "ESMTP";
  expected.reverse_path.address = "a@sender.example";
  expected.forward_paths = {{minted_address(1)}};
  expected.received_at = test_instant();
  ASSERT_EQ(dialogue.sink.stored().size(), 1u);
  EXPECT_EQ(dialogue.sink.stored()[0].envelope, expected);
}

TEST(Storage, DoesNotMixTheEnvelopesOfTwoMessages) {
  Dialogue dialogue;
  dialogue.begin_message();
  dialogue.send("x\r\n.\r\n");
  dialogue.say({"MAIL FROM:<>", "RCPT TO:<postmaster>", "DATA"});
  dialogue.send("y\r\n.\r\n");
  ASSERT_EQ(dialogue.sink.stored().size(), 2u);
  EXPECT_EQ(dialogue.sink.stored()[1].envelope.reverse_path.address, "");
  EXPECT_EQ(dialogue.sink.stored()[1].envelope.forward_paths, std::vector{parsers::ForwardPath{"postmaster"}});
  EXPECT_EQ(dialogue.sink.stored()[1].octets, "y\r\n");
}

TEST(Storage, ThatIsFullRefusesMail) {
  Dialogue dialogue;
  dialogue.sink.begin_failure = ErrorCode::storage_full;
  EXPECT_EQ(dialogue.say({hello, mail}), Replies{"452 4.3.1"});
  EXPECT_EQ(dialogue.say({"RCPT TO:<postmaster>"}), Replies{"503 5.5.1"});
  dialogue.sink.begin_failure.reset();
  EXPECT_EQ(dialogue.say({mail}), Replies{"250 2.1.0"});
}

TEST(Storage, ThatFailsInsideOfAMessageIsToldAtItsEndAndNothingIsStored) {
  for (const Cut cut : all_cuts) {
    Dialogue dialogue(cut);
    dialogue.sink.append_failure = ErrorCode::storage_full;
    dialogue.sink.append_failure_at = 10;
    dialogue.begin_message();
    EXPECT_EQ(dialogue.send("Subject: longer than ten octets\r\n\r\nx\r\n.\r\n"), Replies{"452 4.3.1"}) << name_of(cut);
    EXPECT_TRUE(dialogue.sink.stored().empty());
    EXPECT_EQ(dialogue.say({"NOOP"}), Replies{"250 2.0.0"});
  }
}

TEST(Storage, ThatIsInDoubtIsNeverAcknowledged) {
  for (const ErrorCode code : {ErrorCode::storage_failed, ErrorCode::storage_read_only, ErrorCode::internal}) {
    Dialogue dialogue;
    dialogue.sink.commit_failure = code;
    dialogue.begin_message();
    EXPECT_EQ(dialogue.send("x\r\n.\r\n"), Replies{"451 4.3.0"}) << parsers::name_of(code);
    EXPECT_EQ(dialogue.say({mail}), Replies{"250 2.1.0"});
  }
}

TEST(Storage, ThatFindsAMessageTooLargeRefusesItForGood) {
  Dialogue dialogue;
  dialogue.sink.append_failure = ErrorCode::too_large;
  dialogue.begin_message();
  EXPECT_EQ(dialogue.send("x\r\n.\r\n"), Replies{"552 5.3.4"});
}

TEST(Record, OfAnAcceptedMessageHasItsSpoolId) {
  Dialogue dialogue;
  dialogue.begin_message();
  dialogue.send("12345678\r\n.\r\n");
  ASSERT_EQ(dialogue.observer.transactions().size(), 1u);
  const SeenTransaction seen = dialogue.observer.transactions()[0];
  EXPECT_EQ(seen.reverse_path, "a@sender.example");
  EXPECT_EQ(seen.recipients, 1u);
  EXPECT_EQ(seen.octets, 10u);
  EXPECT_EQ(seen.reply, Reply::message_accepted);
  EXPECT_EQ(seen.stored, (SpoolId{1, 0}));
  EXPECT_FALSE(seen.has_bare_line_feed);
}

TEST(Record, IsMadeOncePerTransactionHoweverItEnds) {
  struct Ending {
    std::vector<std::string> lines;
    std::optional<Reply> reply;
  };
  const std::string rcpt = "RCPT TO:<" + minted_address(1) + ">";
  for (const Ending& ending :
       {Ending{{hello, mail, rcpt, "RSET"}, Reply::reset}, Ending{{hello, mail, hello}, Reply::reset},
        Ending{{hello, mail, rcpt, "QUIT"}, Reply::closing},
        Ending{{hello, mail, "DATA", "Subject: x"}, Reply::input_too_early}, Ending{{hello, mail, rcpt}, std::nullopt},
        Ending{{hello, mail, rcpt, "DATA"}, std::nullopt}}) {
    Dialogue dialogue;
    dialogue.say(ending.lines);
    dialogue.hang_up();
    ASSERT_EQ(dialogue.observer.transactions().size(), 1u) << testing::PrintToString(ending.lines);
    EXPECT_EQ(dialogue.observer.transactions()[0].reply, ending.reply) << testing::PrintToString(ending.lines);
    EXPECT_FALSE(dialogue.observer.transactions()[0].stored.has_value());
  }
}

TEST(Record, OfTheConnectionSaysHowItEndedAndHowManyMessagesCame) {
  Dialogue dialogue;
  dialogue.begin_message();
  dialogue.send("x\r\n.\r\n");
  dialogue.say({"QUIT"});
  dialogue.hang_up();
  ASSERT_EQ(dialogue.observer.connections().size(), 1u);
  EXPECT_EQ(dialogue.observer.connections()[0].messages, 1u);
  EXPECT_EQ(dialogue.observer.connections()[0].reply, Reply::closing);
}

TEST(Deadline, EndsAConversationWith421) {
  Dialogue dialogue;
  dialogue.begin_message();
  EXPECT_EQ(dialogue.end(Reply::timed_out), Replies{"421 4.4.2"});
  EXPECT_EQ(dialogue.observer.transactions()[0].reply, Reply::timed_out);
  EXPECT_TRUE(dialogue.is_closed);
}

} // namespace
} // namespace smtp
