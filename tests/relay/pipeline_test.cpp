#include "relay/pipeline.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/smtp/proof/signer_for_tests.hpp"

namespace relay {
namespace {

using nlohmann::json;

/// A store with a workspace, an owner and tokens, in a directory of its own.
class Pipeline : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = std::filesystem::temp_directory_path() / ("desist-pipeline-" + std::to_string(::getpid()));
    std::filesystem::remove_all(directory_);
    auto store = store::Store::create(directory_, {"example.test"}, at_);
    ASSERT_TRUE(store) << to_string(store.error());
    store_ = std::move(*store);
    workspace_ = store_->create_workspace("default", at_)->id;
    const auto user = store_->create_user("owner@example.test", "a long password", store::Role::owner, {}, at_);
    ASSERT_TRUE(user) << to_string(user.error());
    store::TokenRow row;
    row.workspace = workspace_;
    row.user = user->id;
    forward_address_ = *store_->mint_address(row, std::nullopt, at_);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(directory_);
  }

  std::string token(parsers::TokenPurpose purpose, const std::string& recipient) {
    store::TokenRow row;
    row.purpose = purpose;
    row.workspace = workspace_;
    row.recipient = *parsers::parse_identity(recipient);
    return *store_->mint_address(row, std::nullopt, at_);
  }

  store::SpooledMessage message(std::vector<std::string> recipients, std::string octets) {
    store::SpooledMessage spooled;
    spooled.id = {1, ++number_};
    spooled.envelope.peer = "192.0.2.1";
    spooled.envelope.received_at = at_;
    for (std::string& recipient : recipients) spooled.envelope.forward_paths.push_back({std::move(recipient)});
    spooled.octets = std::move(octets);
    return spooled;
  }

  std::vector<store::NewMessage> read(const store::SpooledMessage& spooled, Reading reading = Reading::whole) {
    auto understood = process_message({.message = spooled, .reading = reading, .keys = &keys_}, *store_, settings_);
    EXPECT_TRUE(understood) << to_string(understood.error());
    return understood ? std::move(understood->records) : std::vector<store::NewMessage>{};
  }

  const parsers::Instant at_ = *parsers::parse_rfc3339("2026-11-20T09:00:00Z");
  std::filesystem::path directory_;
  std::unique_ptr<store::Store> store_;
  store::WorkspaceId workspace_ = 0;
  std::string forward_address_;
  PipelineSettings settings_;
  smtp::TextAnswers keys_;
  std::uint32_t number_ = 0;
};

const std::string stop_reply = "From: ann@shop.example\r\nSubject: Re: news\r\n\r\nPlease take me off your list.\r\n";

TEST_F(Pipeline, HoldsAnOptOutForTheRecipientOfAReplyToken) {
  const auto spooled = message({token(parsers::TokenPurpose::reply, "ann@shop.example")}, stop_reply);
  const auto records = read(spooled);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].workspace, workspace_);
  ASSERT_FALSE(records[0].drafts.empty());
  EXPECT_EQ(records[0].drafts[0].event.kind, classifier::EventKind::opt_out);
  EXPECT_EQ(records[0].drafts[0].event.force, classifier::Force::held);
  EXPECT_EQ(parsers::text_of(*records[0].drafts[0].identity), "ann@shop.example");
}

TEST_F(Pipeline, SaysInTheConclusionsWhatTheLedgerGets) {
  const auto spooled = message({token(parsers::TokenPurpose::reply, "ann@shop.example")}, stop_reply);
  const json conclusions = json::parse(read(spooled)[0].conclusions);
  EXPECT_EQ(conclusions["token"], "reply");
  EXPECT_EQ(conclusions["verdicts"][0]["intent"], "opt_out");
  EXPECT_EQ(conclusions["events"][0]["kind"], "opt_out");
  EXPECT_EQ(conclusions["events"][0]["contact"], "ann@shop.example");
}

TEST_F(Pipeline, ActsOnAnOptOutThatIsSignedByTheRecipientsDomain) {
  keys_ = smtp::SignerForTests::keys();
  const auto spooled =
      message({token(parsers::TokenPurpose::reply, "ann@shop.example")}, smtp::SignerForTests{}.sign(stop_reply));
  const auto records = read(spooled);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].drafts[0].event.force, classifier::Force::in_force);
  EXPECT_EQ(records[0].drafts[0].event.level, classifier::Provenance::verified);
  const json conclusions = json::parse(records[0].conclusions);
  EXPECT_EQ(conclusions["proof"]["way"], "dkim");
  EXPECT_EQ(conclusions["proof"]["domain"], "shop.example");
  EXPECT_EQ(conclusions["proof"]["signatures"][0]["result"], "pass");
  EXPECT_EQ(conclusions["verdicts"][0]["level"], "verified");
}

TEST_F(Pipeline, ActsOnTheForwardOfAUserWhoseDomainSigned) {
  const std::string forward =
      "From: owner@example.test\r\nSubject: Fwd: news\r\n\r\n---------- Forwarded message ---------\r\nFrom: Ann "
      "<ann@shop.example>\r\nDate: Thu, Nov 19, 2026 at 9:00 AM\r\nSubject: Re: news\r\nTo: "
      "<owner@example.test>\r\n\r\nPlease take me off your list.\r\n";
  smtp::SignerForTests signer;
  signer.tags = "d=example.test; s=key; h=from:subject";
  const auto level_of = [this](const store::SpooledMessage& spooled) {
    const auto records = read(spooled);
    return records.empty() || records[0].drafts.empty() ? classifier::Provenance::none
                                                        : records[0].drafts[0].event.level;
  };
  const auto spooled = message({forward_address_}, signer.sign(forward));
  EXPECT_EQ(level_of(spooled), classifier::Provenance::likely_forward) << "the key is not known";
  keys_ = smtp::SignerForTests::keys("key._domainkey.example.test");
  EXPECT_EQ(level_of(spooled), classifier::Provenance::verified_forward);
  auto logged_in = message({forward_address_}, forward);
  logged_in.envelope.user = "owner@example.test";
  EXPECT_EQ(level_of(logged_in), classifier::Provenance::verified_forward) << "a log-in proves as well";
}

TEST_F(Pipeline, ProvesNobodyElseByTheLogInOfAUser) {
  auto spooled = message({forward_address_}, stop_reply);
  spooled.envelope.user = "owner@example.test";
  const auto records = read(spooled);
  EXPECT_NE(records[0].drafts[0].event.level, classifier::Provenance::verified) << "the user says that it is from Ann";
  EXPECT_FALSE(json::parse(records[0].conclusions).contains("proof"));
}

TEST_F(Pipeline, HoldsWhatASignatureOfAnotherDomainOrForAnotherTextVouchesFor) {
  keys_ = smtp::SignerForTests::keys("key._domainkey.evil.example");
  smtp::SignerForTests signer;
  signer.tags = "d=evil.example; s=key; h=from:subject";
  const std::string reply = token(parsers::TokenPurpose::reply, "ann@shop.example");
  const auto foreign = message({reply}, signer.sign(stop_reply));
  EXPECT_EQ(read(foreign)[0].drafts[0].event.force, classifier::Force::held);
  keys_ = smtp::SignerForTests::keys();
  const auto tampered = message({reply}, smtp::SignerForTests{}.sign(stop_reply) + "And my friends.\r\n");
  const auto records = read(tampered);
  EXPECT_EQ(records[0].drafts[0].event.force, classifier::Force::held);
  EXPECT_EQ(json::parse(records[0].conclusions)["proof"]["signatures"][0]["fault"], "body_differs");
}

TEST_F(Pipeline, HoldsForTheRecipientOfAReplyTokenWhatItsDomainAsksToRefuse) {
  settings_.prover = smtp::SenderProver({{{*parsers::Network::parse("192.0.2.1")}, "mx.example.test"}});
  const auto spooled = message({token(parsers::TokenPurpose::reply, "ann@shop.example")},
                               "Authentication-Results: mx.example.test; dmarc=fail policy.dmarc=reject "
                               "header.from=shop.example\r\n" +
                                   stop_reply);
  const auto records = read(spooled);
  EXPECT_EQ(records[0].drafts[0].event.force, classifier::Force::held);
  EXPECT_EQ(json::parse(records[0].conclusions)["proof"]["contradicted"], true);
}

TEST_F(Pipeline, KeepsNothingOfAMessageThatWaitsForAKey) {
  const auto spooled =
      message({token(parsers::TokenPurpose::reply, "ann@shop.example")}, smtp::SignerForTests{}.sign(stop_reply));
  const auto waits =
      process_message({.message = spooled, .keys = &keys_, .on_missing_key = OnMissingKey::wait}, *store_, settings_);
  ASSERT_TRUE(waits);
  EXPECT_TRUE(waits->waits_for_key);
  EXPECT_TRUE(waits->records.empty());
  const auto records = read(spooled);
  EXPECT_EQ(records[0].drafts[0].event.force, classifier::Force::held) << "it has waited long enough";
  EXPECT_EQ(json::parse(records[0].conclusions)["proof"]["waits_for_key"], true);
}

TEST_F(Pipeline, GivesTheSameCauseToASignedMessageThatIsSentAgainInOtherClothes) {
  keys_ = smtp::SignerForTests::keys();
  const std::string ann = token(parsers::TokenPurpose::reply, "ann@shop.example");
  const std::string bob = token(parsers::TokenPurpose::reply, "bob@shop.example");
  smtp::SignerForTests signer;
  signer.tags = "d=shop.example; s=key; t=1763000000; h=from:subject";
  const std::string signed_reply = signer.sign(stop_reply);
  const auto cause = [this](const std::string& recipient, const std::string& octets) {
    const auto spooled = message({recipient}, octets);
    return read(spooled)[0].drafts[0].cause;
  };
  EXPECT_EQ(cause(ann, signed_reply), cause(ann, "X-Replayed: yes\r\n" + signed_reply));
  EXPECT_NE(cause(ann, signed_reply), cause(bob, signed_reply));
  // Of a signature that the same words have on another day too, the octets are the cause.
  const std::string timeless = smtp::SignerForTests{}.sign(stop_reply);
  EXPECT_NE(cause(ann, timeless), cause(ann, "Date: Fri, 20 Nov 2026 09:00:00 +0000\r\n" + timeless));
}

TEST_F(Pipeline, LooksAtNoSignatureWithoutKeys) {
  const auto spooled =
      message({token(parsers::TokenPurpose::reply, "ann@shop.example")}, smtp::SignerForTests{}.sign(stop_reply));
  const auto understood = process_message({.message = spooled}, *store_, settings_);
  ASSERT_TRUE(understood);
  EXPECT_FALSE(json::parse(understood->records[0].conclusions).contains("proof"));
}

TEST_F(Pipeline, GivesTheSameCauseToTheSameOctetsForTheSameRecipientOnly) {
  const std::string ann = token(parsers::TokenPurpose::reply, "ann@shop.example");
  const std::string bob = token(parsers::TokenPurpose::reply, "bob@shop.example");
  const auto first = message({ann}, stop_reply), again = message({ann}, stop_reply), other = message({bob}, stop_reply);
  const auto cause = [this](const store::SpooledMessage& spooled) { return read(spooled)[0].drafts[0].cause; };
  EXPECT_EQ(cause(first), cause(again));
  EXPECT_NE(cause(first), cause(other));
}

TEST_F(Pipeline, KeepsOneRecordForEachWorkspaceThatAMessageCameFor) {
  const auto other = store_->create_workspace("other", at_);
  store::TokenRow row;
  row.purpose = parsers::TokenPurpose::reply;
  row.workspace = other->id;
  row.recipient = *parsers::parse_identity("bob@shop.example");
  const auto spooled =
      message({token(parsers::TokenPurpose::reply, "ann@shop.example"), *store_->mint_address(row, std::nullopt, at_)},
              stop_reply);
  const auto records = read(spooled);
  ASSERT_EQ(records.size(), 2u);
  for (const store::NewMessage& record : records) {
    ASSERT_FALSE(record.drafts.empty());
    const std::string contact = record.workspace == workspace_ ? "ann@shop.example" : "bob@shop.example";
    for (const store::Draft& draft : record.drafts) EXPECT_EQ(draft.event.scope.workspace, record.workspace);
    // What one tenant sees does not name the other's contact.
    const json conclusions = json::parse(record.conclusions);
    for (const json& event : conclusions["events"]) EXPECT_EQ(event["contact"], contact);
  }
}

TEST_F(Pipeline, SendsMailToNobodysAddressToReview) {
  for (const std::string recipient : {"postmaster@example.test", "abuse@example.test"}) {
    const auto spooled = message({recipient}, stop_reply);
    const auto records = read(spooled);
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].workspace, 0u);
    ASSERT_FALSE(records[0].drafts.empty());
    for (const store::Draft& draft : records[0].drafts) {
      EXPECT_EQ(draft.event.kind, classifier::EventKind::review_requested);
    }
  }
}

TEST_F(Pipeline, AForwardOfSomebodyNeverMailedWaitsForAPersonOnceSendsAreComplete) {
  const auto spooled = message({forward_address_},
                               "From: owner@example.test\r\nSubject: Fwd: Re: news\r\n\r\n"
                               "---------- Forwarded message ---------\r\nFrom: Ann <ann@shop.example>\r\n"
                               "Subject: Re: news\r\nTo: <owner@example.test>\r\n\r\n"
                               "Please take me off your list.\r\n");
  const auto force_of_opt_out = [&] {
    const auto messages = read(spooled);
    for (const store::Draft& draft : messages[0].drafts)
      if (draft.event.kind == classifier::EventKind::opt_out) return draft.event.force;
    return classifier::Force::recorded;
  };
  EXPECT_EQ(force_of_opt_out(), classifier::Force::held) << "everybody counts as mailed";
  store::WorkspaceChange change;
  change.sends_are_complete = true;
  ASSERT_TRUE(store_->change_workspace("default", change, at_));
  EXPECT_EQ(force_of_opt_out(), classifier::Force::recorded);
  const std::vector recipients{*parsers::parse_identity("ann@shop.example")};
  ASSERT_TRUE(store_->record_sends(workspace_, recipients, at_ - std::chrono::days(3)));
  EXPECT_EQ(force_of_opt_out(), classifier::Force::held);
}

TEST_F(Pipeline, FactsSayWhoSaidSoAndUnderWhichAgency) {
  store::WorkspaceChange change;
  change.agency = 7;
  ASSERT_TRUE(store_->change_workspace("default", change, at_));
  const std::string address = token(parsers::TokenPurpose::reply, "ann@shop.example");
  const auto from_ann = message({address}, stop_reply);
  const auto from_bob = message({address}, "From: bob@shop.example\r\n\r\nPlease take me off your list.\r\n");
  const auto event_of = [this](const store::SpooledMessage& spooled) { return read(spooled)[0].drafts[0].event; };
  EXPECT_EQ(event_of(from_ann).scope.agency, 7u);
  EXPECT_NE(event_of(from_ann).source, 0u);
  EXPECT_EQ(event_of(from_ann).source, event_of(from_ann).source);
  EXPECT_NE(event_of(from_ann).source, event_of(from_bob).source);
}

TEST_F(Pipeline, AnExpiredTokenHasNoEffect) {
  store::TokenRow row;
  row.purpose = parsers::TokenPurpose::bounce;
  row.workspace = workspace_;
  row.recipient = *parsers::parse_identity("ann@shop.example");
  const std::string address = *store_->mint_address(row, at_ - std::chrono::days(2), at_);
  const auto spooled = message({address}, stop_reply);
  const auto records = read(spooled);
  for (const store::Draft& draft : records[0].drafts) {
    EXPECT_EQ(draft.event.kind, classifier::EventKind::review_requested);
  }
}

TEST_F(Pipeline, AMessageThatWasGivenUpOnStillStandsInTheLedger) {
  const auto spooled = message({forward_address_}, stop_reply);
  const auto records = read(spooled, Reading::given_up);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_FALSE(records[0].drafts.empty());
  EXPECT_EQ(json::parse(records[0].conclusions)["defects"][0], "too_complex");
}

TEST_F(Pipeline, WhatItSaysIsJsonWhateverTheMailHolds) {
  std::string hostile = "From: \xff\xfe<script>@x\r\nSubject: =?utf-8?q?=FF=00=0D=0A?= \x01\r\n\r\n";
  for (int octet = 0; octet < 256; ++octet) hostile += static_cast<char>(octet);
  const auto spooled = message({forward_address_}, hostile);
  for (const store::NewMessage& record : read(spooled)) EXPECT_NO_THROW(json::parse(record.conclusions));
}

} // namespace
} // namespace relay
