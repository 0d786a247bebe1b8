#include "classifier/classify.hpp"

#include "tests/classifier/messages_for_tests.hpp"

namespace classifier {

namespace {

using parsers::Facts;

Verdict verdict_on(const Facts& facts) { return classify(facts, standard_knowledge()).front(); }

} // namespace

TEST(Classify, EachRecipientOfAReportIsABounceOfItsOwn) {
  Facts facts = bounce_naming({"ann@contact.example", "bob@contact.example"});
  facts.delivery_report->recipients[1].action = parsers::Action::delayed;
  const auto verdicts = classify(facts, standard_knowledge());
  ASSERT_EQ(verdicts.size(), 2U);
  EXPECT_EQ(verdicts[0].contact, identity("ann@contact.example"));
  EXPECT_EQ(verdicts[0].intent, Intent::bounce);
  EXPECT_EQ(verdicts[0].delivery_failure->reason, parsers::FailureReason::user_unknown);
  EXPECT_EQ(verdicts[0].reasons.front().rule, "bounce.rfc3464");
  EXPECT_EQ(verdicts[1].delivery_failure->action, parsers::Action::delayed);
}

TEST(Classify, BounceConcernsTheAddressThatWeWroteTo) {
  Facts facts = bounce_naming({"alias.target@else.example"});
  facts.delivery_report->recipients[0].original_recipient = "ann@contact.example";
  EXPECT_EQ(verdict_on(facts).contact, identity("ann@contact.example"));
}

TEST(Classify, ReportWithoutRecipientsIsStillABounce) {
  EXPECT_EQ(verdict_on(bounce_naming({})).intent, Intent::bounce);
}

TEST(Classify, FeedbackReportIsAComplaintThatIsReported) {
  Facts facts;
  facts.feedback_report = parsers::FeedbackReport{};
  facts.feedback_report->feedback_type = "abuse";
  facts.feedback_report->original_recipients = {"ann@contact.example"};
  const Verdict verdict = verdict_on(facts);
  EXPECT_EQ(verdict.intent, Intent::complaint);
  EXPECT_TRUE(verdict.is_reported);
  EXPECT_EQ(verdict.contact, identity("ann@contact.example"));
}

TEST(Classify, AuthenticationFailureReportIsNobodysComplaint) {
  Facts facts;
  facts.feedback_report = parsers::FeedbackReport{};
  facts.feedback_report->feedback_type = "auth-failure";
  EXPECT_EQ(verdict_on(facts).intent, Intent::other);
}

TEST(Classify, StopInsideAnAutomaticReplyIsNoWish) {
  Facts facts = reply_from("ann@contact.example", "I am away. To leave our list write STOP. Please unsubscribe me.");
  facts.automatic = parsers::AutomaticReply{};
  facts.automatic->kind = parsers::AutomaticKind::out_of_office;
  facts.automatic->alternative = "bob@contact.example";
  const Verdict verdict = verdict_on(facts);
  EXPECT_EQ(verdict.intent, Intent::out_of_office);
  EXPECT_EQ(verdict.alternative, address("bob@contact.example"));
}

TEST(Classify, ForwardersCommentIsNotTheContactsWish) {
  Facts facts = forward_of("user@ours.example", "ann@contact.example", "Yes, please send us your offer.");
  facts.forwarded->comment = "Please unsubscribe her.";
  facts.reply->text = "Please unsubscribe her.";
  EXPECT_EQ(verdict_on(facts).intent, Intent::interested);
}

TEST(Classify, QuotationBelowTheContactsWordsDoesNotCount) {
  const Facts facts =
      forward_of("user@ours.example", "ann@contact.example",
                 "Sounds good, call me tomorrow.\n\n> If you want no more mail: remove me from the list\n"
                 "> Please unsubscribe me\n");
  EXPECT_EQ(verdict_on(facts).intent, Intent::interested);
}

TEST(Classify, UnsubscribeMailIsAnOptOut) {
  Facts facts = reply_from("ann@contact.example", "");
  facts.kind = parsers::MessageKind::unsubscribe;
  EXPECT_EQ(verdict_on(facts).intent, Intent::opt_out);
  EXPECT_EQ(verdict_on(facts).contact, identity("ann@contact.example"));
}

TEST(Classify, WhatCouldNotBeReadHasNoConfidence) {
  EXPECT_EQ(verdict_on(Facts{}).intent, Intent::other);
  EXPECT_EQ(verdict_on(Facts{}).confidence, 0);
}

TEST(Classify, BulkMailIsNobodysWish) {
  Facts facts = reply_from("news@shop.example", "Please unsubscribe me");
  facts.kind = parsers::MessageKind::other;
  EXPECT_EQ(verdict_on(facts).intent, Intent::other);
}

TEST(Classify, SeveralAuthorsAreNoContact) {
  Facts facts = reply_from("ann@contact.example", "Please unsubscribe me.");
  facts.author.push_back({.name = "", .address = "bob@contact.example"});
  EXPECT_FALSE(verdict_on(facts).contact);
}

} // namespace classifier
