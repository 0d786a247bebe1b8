#include "classifier/attribution.hpp"

#include "classifier/classify.hpp"
#include "tests/classifier/messages_for_tests.hpp"

namespace classifier {

namespace {

using parsers::Facts;
using parsers::TokenPurpose;

const parsers::Identity ann = identity("ann@contact.example");

std::vector<AttributedVerdict> attributed(const Facts& facts, const Arrival& arrival) {
  return attribute(classify(facts, standard_knowledge()), facts, arrival);
}

} // namespace

TEST(Attribution, BounceConcernsTheTokensRecipientWhoeverIsNamed) {
  const auto verdicts = attributed(bounce_naming({"forwarded@else.example", "other@else.example"}),
                                   arrival_at(TokenPurpose::bounce, ann));
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_EQ(verdicts[0].verdict.contact, ann);
  EXPECT_EQ(verdicts[0].verdict.intent, Intent::bounce);
  EXPECT_EQ(verdicts[0].level, Provenance::likely);
}

TEST(Attribution, BounceKeepsTheReportThatNamesTheRecipient) {
  Facts facts = bounce_naming({"other@else.example", "ann@contact.example"});
  facts.delivery_report->recipients[1].reason = parsers::FailureReason::mailbox_full;
  const auto verdicts = attributed(facts, arrival_at(TokenPurpose::bounce, ann));
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_EQ(verdicts[0].verdict.delivery_failure->reason, parsers::FailureReason::mailbox_full);
}

TEST(Attribution, ReplyConcernsTheTokensRecipientWhoeverWrote) {
  const auto verdicts =
      attributed(reply_from("stranger@else.example", "Please unsubscribe me."), arrival_at(TokenPurpose::reply, ann));
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_EQ(verdicts[0].verdict.contact, ann);
  EXPECT_EQ(verdicts[0].verdict.intent, Intent::opt_out);
  EXPECT_EQ(verdicts[0].level, Provenance::likely);
}

TEST(Attribution, ForwardConcernsTheContactThatItShows) {
  Arrival arrival = arrival_at_user("user@ours.example");
  arrival.sender_is_proven = true;
  const auto verdicts = attributed(forward_of("user@ours.example", "Ann@Contact.example"), arrival);
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_EQ(verdicts[0].verdict.contact, ann);
  EXPECT_EQ(verdicts[0].verdict.intent, Intent::opt_out);
  EXPECT_EQ(verdicts[0].level, Provenance::verified_forward);
}

TEST(Attribution, ForwardNeverConcernsTheUserWhoForwards) {
  Arrival arrival = arrival_at_user("user@ours.example");
  arrival.sender_is_proven = true;
  for (const char* shown : {"user@ours.example", "USER@ours.example", ""}) {
    const auto verdicts = attributed(forward_of("user@ours.example", shown), arrival);
    ASSERT_EQ(verdicts.size(), 1U);
    EXPECT_FALSE(verdicts[0].verdict.contact) << shown;
    EXPECT_EQ(verdicts[0].level, Provenance::none);
  }
}

TEST(Attribution, MailOfTheUserToTheirOwnAddressConcernsNobody) {
  Arrival arrival = arrival_at_user("user@ours.example");
  arrival.sender_is_proven = true;
  const auto verdicts = attributed(reply_from("user@ours.example", "Please unsubscribe me."), arrival);
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_FALSE(verdicts[0].verdict.contact);
}

TEST(Attribution, UnsubscribeTokenIsAnOptOutWhateverItLooksLike) {
  Facts odd = reply_from("stranger@else.example", "I am out of the office until Monday.");
  for (const Facts& facts : {Facts{}, odd, bounce_naming({"stranger@else.example"})}) {
    const auto verdicts = attributed(facts, arrival_at(TokenPurpose::unsubscribe, ann));
    ASSERT_EQ(verdicts.size(), 1U);
    EXPECT_EQ(verdicts[0].verdict.contact, ann);
    EXPECT_EQ(verdicts[0].verdict.intent, Intent::opt_out);
    EXPECT_EQ(verdicts[0].verdict.confidence, 1.0);
    EXPECT_EQ(verdicts[0].level, Provenance::verified);
  }
}

TEST(Attribution, UnsubscribeTokenKeepsARequestForErasure) {
  const auto verdicts = attributed(reply_from("ann@contact.example", "Delete all my personal data."),
                                   arrival_at(TokenPurpose::unsubscribe, ann));
  EXPECT_TRUE(verdicts[0].verdict.erasure_request);
}

TEST(Attribution, AddressesThatATextNamesAreVerdictsOfTheirOwnAndLikelyAtMost) {
  Arrival arrival = arrival_at(TokenPurpose::reply, ann);
  arrival.sender_is_proven = true;
  const Facts facts =
      reply_from("ann@contact.example", "Please remove bob@contact.example and eve@contact.example from your list.");
  const auto verdicts = attributed(facts, arrival);
  ASSERT_EQ(verdicts.size(), 3U);
  EXPECT_EQ(verdicts[0].verdict.contact, ann);
  EXPECT_FALSE(verdicts[0].verdict.concerns_sender);
  EXPECT_EQ(verdicts[1].verdict.contact, identity("bob@contact.example"));
  EXPECT_EQ(verdicts[1].verdict.intent, Intent::opt_out);
  EXPECT_TRUE(verdicts[1].verdict.concerns_sender);
  EXPECT_EQ(verdicts[1].level, Provenance::likely);
  EXPECT_EQ(verdicts[2].verdict.contact, identity("eve@contact.example"));
  arrival.everybody_was_mailed = false;
  arrival.mailed = {identity("eve@contact.example")};
  EXPECT_EQ(attributed(facts, arrival)[1].level, Provenance::weak);
  EXPECT_EQ(attributed(facts, arrival)[2].level, Provenance::likely) << "asked of each contact on its own";
}

TEST(Attribution, SendersOwnAddressInTheTextIsTheSender) {
  Arrival arrival = arrival_at(TokenPurpose::reply, ann);
  const auto verdicts =
      attributed(reply_from("ann@contact.example", "Please remove ann@contact.example from your list."), arrival);
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_TRUE(verdicts[0].verdict.concerns_sender);
  EXPECT_EQ(verdicts[0].verdict.intent, Intent::opt_out);
}

TEST(Attribution, NoVerdictsGiveNone) { EXPECT_TRUE(attribute({}, Facts{}, Arrival{}).empty()); }

} // namespace classifier
