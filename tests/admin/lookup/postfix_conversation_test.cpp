#include "admin/lookup/postfix_conversation.hpp"

#include <gtest/gtest.h>

#include "tests/admin/lookup/asked_store.hpp"

namespace admin {
namespace {

using test::AskedStore;
using test::Heard;

class PostfixConversationTest : public ::testing::Test {
 protected:
  /// What is heard, whatever the pieces that the octets come in.
  Heard ask(std::string_view octets, MapForm form = MapForm::access) {
    Heard whole;
    for (const std::size_t piece : {std::string_view::npos, std::size_t{1}, std::size_t{7}}) {
      PostfixConversation conversation(look_up_, query_, form);
      const Heard heard = test::tell(conversation, octets, piece);
      if (piece == std::string_view::npos) whole = heard;
      EXPECT_EQ(heard.output, whole.output) << piece;
      EXPECT_EQ(heard.is_closed, whole.is_closed) << piece;
    }
    return whole;
  }
  static std::string policy_request(std::string_view recipient) {
    return "request=smtpd_access_policy\nprotocol_state=RCPT\nsender=me@shop.example\nrecipient=" +
           std::string(recipient) + "\ninstance=1.2.3\n\n";
  }
  static std::string netstring(std::string_view text) {
    return std::to_string(text.size()) + ":" + std::string(text) + ",";
  }

  AskedStore asked_;
  LookUp look_up_ = asked_.look_up();
  classifier::Query query_ = test::query_of_default();
};

TEST_F(PostfixConversationTest, LetsPolicyRequestsPassOrRefusesThemByRecipient) {
  EXPECT_EQ(ask(policy_request("free@b.example")).output, "action=DUNNO\n\n");
  EXPECT_EQ(ask(policy_request("gone@b.example")).output,
            "action=550 5.7.1 Recipient does not want this mail (manual_deny)\n\n");
}

TEST_F(PostfixConversationTest, AnswersManyPolicyRequestsInOrder) {
  const Heard heard = ask(policy_request("gone@b.example") + policy_request("free@b.example"));
  EXPECT_EQ(heard.output, "action=550 5.7.1 Recipient does not want this mail (manual_deny)\n\naction=DUNNO\n\n");
  EXPECT_FALSE(heard.is_closed);
}

TEST_F(PostfixConversationTest, LetsPassWhatHasNoRecipientYet) {
  EXPECT_EQ(ask("request=smtpd_access_policy\nprotocol_state=CONNECT\n\n").output, "action=DUNNO\n\n");
  EXPECT_EQ(ask(policy_request("")).output, "action=DUNNO\n\n");
}

TEST_F(PostfixConversationTest, TellsNoReasonOfAForeignRow) {
  EXPECT_EQ(ask(policy_request("foreign@b.example")).output, "action=550 5.7.1 Recipient does not want this mail\n\n");
}

TEST_F(PostfixConversationTest, DefersAHoldThatEndsSoonAndRefusesALongOne) {
  asked_.pause("away@b.example", asked_.now + std::chrono::hours{3});
  EXPECT_EQ(ask(policy_request("away@b.example")).output, "action=450 4.7.1 Recipient is on hold (absent)\n\n");
  asked_.pause("long@b.example", asked_.now + std::chrono::hours{300});
  EXPECT_EQ(ask(policy_request("long@b.example")).output, "action=550 5.7.1 Recipient is on hold (absent)\n\n");
}

TEST_F(PostfixConversationTest, RefusesAnAddressThatCannotBeRead) {
  EXPECT_EQ(ask(policy_request("a b@@")).output.substr(0, 16), "action=550 5.1.3");
}

TEST_F(PostfixConversationTest, ClosesWithoutAWordInTrouble) {
  asked_.store.fails = true;
  const Heard heard = ask(policy_request("free@b.example"));
  EXPECT_EQ(heard.output, "");
  EXPECT_TRUE(heard.is_closed) << "Postfix then takes its smtpd_policy_service_default_action";
}

TEST_F(PostfixConversationTest, ClosesOnWhatIsNoPolicyRequest) {
  EXPECT_TRUE(ask("GET / HTTP/1.1\nHost: x\n\n").is_closed);
  EXPECT_TRUE(ask("request=junk\n\n").is_closed);
  EXPECT_TRUE(ask(std::string(100'000, 'x')).is_closed) << "memory is bounded";
}

TEST_F(PostfixConversationTest, AnswersSocketmapRequestsByTheNameOfTheMap) {
  EXPECT_EQ(ask(netstring("access gone@b.example")).output,
            netstring("OK 550 5.7.1 Recipient does not want this mail (manual_deny)"));
  EXPECT_EQ(ask(netstring("transport gone@b.example")).output,
            netstring("OK error:5.7.1 Recipient does not want this mail (manual_deny)"));
  EXPECT_EQ(ask(netstring("other gone@b.example"), MapForm::transport).output,
            netstring("OK error:5.7.1 Recipient does not want this mail (manual_deny)"));
  EXPECT_EQ(ask(netstring("access free@b.example")).output, netstring("NOTFOUND "));
  EXPECT_EQ(ask(netstring("access b.example")).output, netstring("NOTFOUND ")) << "a partial key";
}

TEST_F(PostfixConversationTest, GivesSocketmapATemporaryFailureInTrouble) {
  asked_.store.fails = true;
  EXPECT_EQ(ask(netstring("access free@b.example")).output, netstring("TEMP 4.3.0 Suppressions cannot be read now"));
}

TEST_F(PostfixConversationTest, RefusesBrokenSocketmapRequests) {
  EXPECT_TRUE(ask("99999:access x@b.example,").is_closed);
  EXPECT_TRUE(ask("3;abc,").is_closed);
  EXPECT_TRUE(ask("3:abcX").is_closed);
  EXPECT_TRUE(ask("123456789").is_closed);
  EXPECT_EQ(ask(netstring("nokey")).output.substr(0, 7), "26:PERM");
}

TEST_F(PostfixConversationTest, AnswersTcpTableRequestsEncoded) {
  EXPECT_EQ(ask("get gone%40b.example\n").output,
            "200 550%205.7.1%20Recipient%20does%20not%20want%20this%20mail%20%28manual_deny%29\n");
  EXPECT_EQ(ask("get free@b.example\r\n").output, "500 not%20suppressed\n");
  EXPECT_EQ(ask("put a b\n").output, "500 this%20table%20is%20read%20only\n");
  EXPECT_EQ(ask("get %4\n").output.substr(0, 4), "400 ");
}

TEST_F(PostfixConversationTest, GivesTcpTablesATemporaryFailureInTrouble) {
  asked_.store.fails = true;
  EXPECT_EQ(ask("get free@b.example\n").output, "400 4.3.0%20Suppressions%20cannot%20be%20read%20now\n");
}

TEST_F(PostfixConversationTest, BoundsATcpTableLine) { EXPECT_TRUE(ask("get " + std::string(5'000, 'x')).is_closed); }

TEST_F(PostfixConversationTest, AsksForItsOwnPurpose) {
  query_.purpose = {.kind = classifier::Purpose::Kind::stream, .stream = "news"};
  EXPECT_EQ(ask(policy_request("news@b.example")).output.substr(0, 10), "action=550");
  query_.purpose.stream = "offers";
  EXPECT_EQ(ask(policy_request("news@b.example")).output, "action=DUNNO\n\n");
}

TEST_F(PostfixConversationTest, TellsTheLedgerThatTheAllowListDecided) {
  asked_.commit("listed@b.example", classifier::EventKind::imported, std::nullopt);
  asked_.allow("listed@b.example");
  const std::size_t count = asked_.store.committed_count();
  EXPECT_EQ(ask("get listed@b.example\n").output, "500 not%20suppressed\n");
  EXPECT_EQ(asked_.overrides_told_after(count), 1u);
}

TEST_F(PostfixConversationTest, RestsOnlyBetweenRequests) {
  PostfixConversation conversation(look_up_, query_, MapForm::access);
  std::string output;
  EXPECT_TRUE(conversation.is_idle());
  conversation.receive("get free@b.ex", output);
  EXPECT_FALSE(conversation.is_idle());
  conversation.receive("ample\n", output);
  EXPECT_TRUE(conversation.is_idle());
}

} // namespace
} // namespace admin
