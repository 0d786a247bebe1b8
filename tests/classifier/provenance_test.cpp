// A test for each row of the table of provenance.
#include "classifier/provenance.hpp"

#include <gtest/gtest.h>

#include "tests/classifier/messages_for_tests.hpp"

namespace classifier {

namespace {

using parsers::Facts;
using parsers::TokenPurpose;

const parsers::Identity contact = identity("ann@contact.example");
const parsers::Identity stranger = identity("stranger@else.example");

Provenance level(const Arrival& arrival, const Facts& facts) { return provenance_of(arrival, facts, contact); }

} // namespace

TEST(Provenance, BounceTokenWithItsRecipientAloneIsVerified) {
  const Arrival arrival = arrival_at(TokenPurpose::bounce, contact);
  EXPECT_EQ(level(arrival, bounce_naming({"Ann@Contact.example"})), Provenance::verified);
}

TEST(Provenance, BounceTokenCountsTheOriginalRecipientToo) {
  Facts facts = bounce_naming({"ann.alias@elsewhere.example"});
  facts.delivery_report->recipients[0].original_recipient = "ann@contact.example";
  EXPECT_EQ(level(arrival_at(TokenPurpose::bounce, contact), facts), Provenance::verified);
}

TEST(Provenance, BounceTokenWithAnotherSeveralOrNoRecipientIsLikely) {
  const Arrival arrival = arrival_at(TokenPurpose::bounce, contact);
  EXPECT_EQ(level(arrival, bounce_naming({"bob@contact.example"})), Provenance::likely);
  EXPECT_EQ(level(arrival, bounce_naming({"ann@contact.example", "bob@contact.example"})), Provenance::likely);
  EXPECT_EQ(level(arrival, bounce_naming({})), Provenance::likely);
}

TEST(Provenance, BounceTokenSaysNothingOfOthers) {
  EXPECT_EQ(
      provenance_of(arrival_at(TokenPurpose::bounce, contact), bounce_naming({"stranger@else.example"}), stranger),
      Provenance::none);
}

TEST(Provenance, BounceTokenWithoutAReportIsNone) {
  EXPECT_EQ(level(arrival_at(TokenPurpose::bounce, contact), reply_from("ann@contact.example")), Provenance::none);
}

TEST(Provenance, ReportWithoutTokenIsWeakWhenOneWorkspaceMailed) {
  Arrival arrival;
  arrival.mailed_by_one = {contact};
  EXPECT_EQ(level(arrival, bounce_naming({"ann@contact.example"})), Provenance::weak);
  arrival.mailed_by_one = {};
  EXPECT_EQ(level(arrival, bounce_naming({"ann@contact.example"})), Provenance::none);
}

TEST(Provenance, ForwardByTheProvenUserIsVerifiedForward) {
  Arrival arrival = arrival_at_user("user@ours.example");
  arrival.sender_is_proven = true;
  EXPECT_EQ(level(arrival, forward_of("user@ours.example", "ann@contact.example")), Provenance::verified_forward);
}

TEST(Provenance, ForwardWithoutProofIsLikelyForward) {
  const Arrival arrival = arrival_at_user("user@ours.example");
  EXPECT_EQ(level(arrival, forward_of("user@ours.example", "ann@contact.example")), Provenance::likely_forward);
}

TEST(Provenance, ForwardByAProvenStrangerIsLikelyForward) {
  Arrival arrival = arrival_at_user("user@ours.example");
  arrival.sender_is_proven = true;
  EXPECT_EQ(level(arrival, forward_of("colleague@ours.example", "ann@contact.example")), Provenance::likely_forward);
}

TEST(Provenance, ForwardFromOutsideOfSomebodyNotMailedIsWeak) {
  Arrival arrival = arrival_at_user("user@ours.example");
  arrival.everybody_was_mailed = false;
  EXPECT_EQ(level(arrival, forward_of("user@ours.example", "ann@contact.example")), Provenance::weak);
  arrival.from_trusted_network = true;
  EXPECT_EQ(level(arrival, forward_of("user@ours.example", "ann@contact.example")), Provenance::likely_forward);
}

TEST(Provenance, AutomaticForwardOfAProvenContactIsVerifiedWhenMailed) {
  Arrival arrival = arrival_at_user("user@ours.example");
  arrival.sender_is_proven = true;
  EXPECT_EQ(level(arrival, reply_from("ann@contact.example")), Provenance::verified);
  arrival.everybody_was_mailed = false;
  EXPECT_EQ(level(arrival, reply_from("ann@contact.example")), Provenance::likely);
}

TEST(Provenance, ReplyTokenWithTheProvenRecipientIsVerified) {
  Arrival arrival = arrival_at(TokenPurpose::reply, contact);
  arrival.sender_is_proven = true;
  EXPECT_EQ(level(arrival, reply_from("Ann@contact.example")), Provenance::verified);
}

TEST(Provenance, ReplyTokenWithoutProofIsLikely) {
  EXPECT_EQ(level(arrival_at(TokenPurpose::reply, contact), reply_from("ann@contact.example")), Provenance::likely);
}

TEST(Provenance, ReplyTokenWithAnotherFromIsLikely) {
  Arrival arrival = arrival_at(TokenPurpose::reply, contact);
  arrival.sender_is_proven = true;
  EXPECT_EQ(level(arrival, reply_from("stranger@else.example")), Provenance::likely);
}

TEST(Provenance, ReplyTokenIsNeverBelowLikely) {
  Arrival arrival = arrival_at(TokenPurpose::reply, contact);
  arrival.sender_is_proven = true;
  arrival.contradicts_proof = true;
  EXPECT_EQ(level(arrival, reply_from("ann@contact.example")), Provenance::likely);
  EXPECT_EQ(level(arrival, Facts{}), Provenance::likely);
}

TEST(Provenance, UnsubscribeTokenIsVerifiedWhateverTheMessageLooksLike) {
  Arrival arrival = arrival_at(TokenPurpose::unsubscribe, contact);
  arrival.contradicts_proof = true;
  EXPECT_EQ(level(arrival, Facts{}), Provenance::verified);
  EXPECT_EQ(provenance_of(arrival, Facts{}, stranger), Provenance::hostile);
}

TEST(Provenance, UserAtAGeneralAddressIsWeak) {
  Arrival arrival;
  arrival.registered_user = address("user@ours.example");
  arrival.sender_is_proven = true;
  EXPECT_EQ(level(arrival, forward_of("user@ours.example", "ann@contact.example")), Provenance::weak);
}

TEST(Provenance, ContradictedProofIsHostile) {
  Arrival arrival = arrival_at_user("user@ours.example");
  arrival.contradicts_proof = true;
  EXPECT_EQ(level(arrival, forward_of("user@ours.example", "ann@contact.example")), Provenance::hostile);
}

TEST(Provenance, SeveralAuthorsAreHostile) {
  Facts facts = forward_of("user@ours.example", "ann@contact.example");
  facts.author.push_back({.name = "", .address = "other@else.example"});
  Arrival arrival = arrival_at_user("user@ours.example");
  arrival.sender_is_proven = true;
  EXPECT_EQ(level(arrival, facts), Provenance::hostile);
}

TEST(Provenance, TokenWithoutEffectIsNone) {
  Arrival arrival = arrival_at(TokenPurpose::reply, contact);
  arrival.token_has_effect = false;
  EXPECT_EQ(level(arrival, reply_from("ann@contact.example")), Provenance::none);
}

TEST(Provenance, AnythingElseIsNone) {
  EXPECT_EQ(level(Arrival{}, reply_from("ann@contact.example")), Provenance::none);
  EXPECT_EQ(level(Arrival{}, Facts{}), Provenance::none);
}

TEST(Provenance, NamedAddressIsLikelyAtMostAndWeakUnlessMailed) {
  EXPECT_EQ(level_of_named_address(Provenance::verified, true), Provenance::likely);
  EXPECT_EQ(level_of_named_address(Provenance::verified_forward, true), Provenance::likely);
  EXPECT_EQ(level_of_named_address(Provenance::likely_forward, true), Provenance::likely_forward);
  EXPECT_EQ(level_of_named_address(Provenance::verified, false), Provenance::weak);
  EXPECT_EQ(level_of_named_address(Provenance::weak, true), Provenance::weak);
  EXPECT_EQ(level_of_named_address(Provenance::hostile, true), Provenance::hostile);
}

} // namespace classifier
