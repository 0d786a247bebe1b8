#include "admin/lookup/milter_conversation.hpp"

#include <gtest/gtest.h>

#include "tests/admin/lookup/asked_store.hpp"

namespace admin {
namespace {

using namespace std::string_literals;
using test::AskedStore;
using test::Heard;

std::string packet(char command, const std::string& data = {}) {
  const auto length = static_cast<std::uint32_t>(data.size() + 1);
  std::string octets;
  for (int shift = 24; shift >= 0; shift -= 8) octets += static_cast<char>(length >> shift & 0xFF);
  return octets + command + data;
}

const std::string offer = packet('O', "\0\0\0\6"s + "\0\0\1\xFF"s + "\0\x1F\xFF\xFF"s);
std::string recipient(const std::string& address) { return packet('R', "<" + address + ">" + '\0'); }

class MilterConversationTest : public ::testing::Test {
 protected:
  std::string ask(const std::string& octets, MilterAction action) {
    Heard whole;
    for (const std::size_t piece : {std::string_view::npos, std::size_t{1}}) {
      MilterConversation conversation(look_up_, query_, action);
      const Heard heard = test::tell(conversation, offer + octets, piece);
      if (piece == std::string_view::npos) whole = heard;
      EXPECT_EQ(heard.output, whole.output);
    }
    constexpr std::size_t negotiated = 4 + 13;
    EXPECT_GE(whole.output.size(), negotiated);
    return whole.output.substr(std::min(negotiated, whole.output.size()));
  }

  AskedStore asked_;
  LookUp look_up_ = asked_.look_up();
  classifier::Query query_ = test::query_of_default();
};

TEST_F(MilterConversationTest, WantsRecipientsAlone) {
  MilterConversation conversation(look_up_, query_, MilterAction::reject);
  const Heard heard = test::tell(conversation, offer);
  EXPECT_EQ(heard.output, packet('O', "\0\0\0\6\0\0\0\0\0\0\3\x77"s));
}

TEST_F(MilterConversationTest, AsksForTheRightToRemoveOnlyWhereItRemoves) {
  MilterConversation conversation(look_up_, query_, MilterAction::remove);
  EXPECT_EQ(test::tell(conversation, offer).output.substr(9, 4), "\0\0\0\x08"s);
}

TEST_F(MilterConversationTest, RefusesASuppressedRecipientAndPassesAnother) {
  EXPECT_EQ(
      ask(recipient("gone@b.example") + recipient("free@b.example") + packet('E'), MilterAction::reject),
      packet('y', "550 5.7.1 Recipient does not want this mail (manual_deny)"s + '\0') + packet('c') + packet('c'));
}

TEST_F(MilterConversationTest, RemovesTheSuppressedAtTheEndOfTheMessage) {
  EXPECT_EQ(ask(recipient("gone@b.example") + recipient("free@b.example") + packet('E'), MilterAction::remove),
            packet('c') + packet('c') + packet('-', "<gone@b.example>"s + '\0') + packet('c'));
}

TEST_F(MilterConversationTest, ForgetsRecipientsOfAMessageThatWasGivenUp) {
  EXPECT_EQ(
      ask(recipient("gone@b.example") + packet('A') + recipient("free@b.example") + packet('E'), MilterAction::remove),
      packet('c') + packet('c') + packet('c'));
  EXPECT_EQ(
      ask(recipient("gone@b.example") + packet('M', "<me@shop.example>"s + '\0') + packet('E'), MilterAction::remove),
      packet('c') + packet('c') + packet('c'));
}

TEST_F(MilterConversationTest, DefersWhoIsOnAShortHoldEvenWhereItRemoves) {
  asked_.pause("away@b.example", asked_.now + std::chrono::hours{1});
  EXPECT_EQ(ask(recipient("away@b.example"), MilterAction::remove),
            packet('y', "450 4.7.1 Recipient is on hold (absent)"s + '\0'));
}

TEST_F(MilterConversationTest, FailsForAWhileInTrouble) {
  asked_.store.fails = true;
  EXPECT_EQ(ask(recipient("free@b.example"), MilterAction::reject), packet('t'));
}

TEST_F(MilterConversationTest, ClosesOnBrokenPackets) {
  for (const std::string& broken : {"\0\0\0\0"s, "\x7F\xFF\xFF\xFF"s, packet('O', "short"), packet('Q')}) {
    MilterConversation conversation(look_up_, query_, MilterAction::reject);
    EXPECT_TRUE(test::tell(conversation, broken).is_closed);
  }
}

TEST_F(MilterConversationTest, SaysNothingToMacros) {
  EXPECT_EQ(ask(packet('D', "R{rcpt_addr}\0x\0"s), MilterAction::reject), "");
}

} // namespace
} // namespace admin
