#include "smtp/message_limits.hpp"

#include <gtest/gtest.h>

#include "tests/smtp/dialogue.hpp"

namespace smtp {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

parsers::NetworkAddress address(std::string_view text) { return *parsers::NetworkAddress::parse(text); }

TEST(RateTable, CountsUpToItsLimitInAWindow) {
  RateTable table(2, minutes(1));
  EXPECT_TRUE(table.take("a", milliseconds(0)));
  EXPECT_TRUE(table.take("a", milliseconds(59'000)));
  EXPECT_TRUE(table.is_spent("a", milliseconds(59'999)));
  EXPECT_FALSE(table.take("a", milliseconds(59'999)));
  EXPECT_TRUE(table.take("a", milliseconds(60'000)));
}

TEST(RateTable, BeginsAnewWhenTheClockFallsBack) {
  RateTable table(1, minutes(1));
  EXPECT_TRUE(table.take("a", milliseconds(100'000)));
  EXPECT_TRUE(table.take("a", milliseconds(1'000)));
}

TEST(RateTable, WithoutALimitTakesEverything) {
  RateTable table(0, minutes(1));
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(table.take("a", milliseconds(0)));
  EXPECT_FALSE(table.is_spent("a", milliseconds(0)));
}

MessageLimitOptions few() {
  MessageLimitOptions options;
  options.messages_a_minute = 2;
  options.messages_of_network_a_minute = 3;
  options.messages_to_address_an_hour = 1;
  options.trusted = {*parsers::Network::parse("198.51.100.0/24")};
  return options;
}

TEST(MessageLimits, CountMessagesOfAnAddressAndOfItsNetwork) {
  MessageLimits limits(few());
  EXPECT_FALSE(limits.begin_message(address("192.0.2.1"), test_instant()));
  EXPECT_FALSE(limits.begin_message(address("192.0.2.1"), test_instant()));
  EXPECT_EQ(limits.begin_message(address("192.0.2.1"), test_instant()), Reply::peer_too_fast);
  EXPECT_FALSE(limits.begin_message(address("192.0.2.2"), test_instant()));
  EXPECT_EQ(limits.begin_message(address("192.0.2.3"), test_instant()), Reply::peer_too_fast);
  EXPECT_FALSE(limits.begin_message(address("192.0.3.1"), test_instant()));
  EXPECT_FALSE(limits.begin_message(address("192.0.2.3"), test_instant() + minutes(1)));
}

TEST(MessageLimits, DoNotHoldForTrustedNetworks) {
  MessageLimits limits(few());
  for (int i = 0; i < 10; ++i) {
    EXPECT_FALSE(limits.begin_message(address("198.51.100.7"), test_instant()));
    limits.count(address("198.51.100.7"), {{"f-x@relay.example"}}, test_instant());
    EXPECT_FALSE(limits.objection_to(address("198.51.100.7"), "f-x@relay.example", test_instant()));
  }
  EXPECT_FALSE(limits.objection_to(address("192.0.2.1"), "f-x@relay.example", test_instant()));
}

TEST(MessageLimits, CountAcceptedMailOfAnAddressWithoutCase) {
  MessageLimits limits(few());
  EXPECT_FALSE(limits.objection_to(address("192.0.2.1"), "f-x@relay.example", test_instant()));
  limits.count(address("192.0.2.1"), {{"F-X@relay.example"}}, test_instant());
  EXPECT_EQ(limits.objection_to(address("203.0.113.9"), "f-x@RELAY.example", test_instant()),
            Reply::recipient_too_fast);
  EXPECT_FALSE(limits.objection_to(address("203.0.113.9"), "f-y@relay.example", test_instant()));
  EXPECT_FALSE(limits.objection_to(address("203.0.113.9"), "f-x@relay.example", test_instant() + minutes(60)));
}

using Replies = std::vector<std::string>;

TEST(MessageLimits, AreToldAtMailAndTheConnectionGoesOn) {
  MessageLimitOptions options;
  options.messages_a_minute = 1;
  Dialogue dialogue(Dialogue::default_options(), options);
  dialogue.begin_message();
  EXPECT_EQ(dialogue.send("x\r\n.\r\n"), Replies{"250 2.0.0"});
  EXPECT_EQ(dialogue.say({"MAIL FROM:<a@sender.example>"}), Replies{"450 4.7.1"});
  EXPECT_EQ(dialogue.say({"NOOP"}), Replies{"250 2.0.0"});
  EXPECT_EQ(dialogue.observer.transactions().back().reply, Reply::peer_too_fast);
}

TEST(MessageLimits, OfAnAddressAreToldAtRcpt) {
  MessageLimitOptions options;
  options.messages_to_address_an_hour = 1;
  Dialogue dialogue(Dialogue::default_options(), options);
  dialogue.begin_message();
  dialogue.send("x\r\n.\r\n");
  dialogue.say({"MAIL FROM:<a@sender.example>"});
  EXPECT_EQ(dialogue.say({"RCPT TO:<" + minted_address(1) + ">"}), Replies{"450 4.2.1"});
  EXPECT_EQ(dialogue.say({"RCPT TO:<" + minted_address(1) + ".>"}), Replies{"450 4.2.1"});
  const std::string quoted = "\"" + minted_address(1).replace(minted_address(1).find('@'), 1, "\"@");
  EXPECT_EQ(dialogue.say({"RCPT TO:<" + quoted + ">"}), Replies{"450 4.2.1"});
  EXPECT_EQ(dialogue.say({"RCPT TO:<" + minted_address(2) + ">"}), Replies{"250 2.1.5"});
}

TEST(Observer, HearsTheCodeOfEachReply) {
  Dialogue dialogue;
  dialogue.say({"EHLO client.example", "NOOP", "BOGUS", "QUIT"});
  EXPECT_EQ(dialogue.observer.codes(), (std::vector<std::uint16_t>{220, 250, 250, 500, 221}));
}

} // namespace
} // namespace smtp
