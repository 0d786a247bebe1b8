#include "admin/consents.hpp"

#include <nlohmann/json.hpp>

#include "tests/admin/fake_store.hpp"

namespace admin {
namespace {

using classifier::EventKind;

const parsers::Instant noon = FakeStore::start;

ConsentCommand command_for(std::string_view who) {
  classifier::Scope scope;
  scope.workspace = 1;
  return {*parsers::parse_identity(who), scope, classifier::Cause{1}, noon};
}

store::ConsentText words() {
  store::ConsentText text;
  text.basis = "consent";
  text.wording = "Yes, send me the newsletter.";
  text.source = "form";
  text.controller = "Shop Ltd.";
  text.jurisdiction = "DE";
  text.asked_at = noon - std::chrono::hours(2);
  text.confirmed_at = noon - std::chrono::hours(1);
  return text;
}

TEST(Consents, RecordingCommitsTheWordsWithTheEntry) {
  FakeStore store;
  ASSERT_TRUE(record_consent(store, command_for("ann@b.example"), words(), std::nullopt));
  ASSERT_EQ(store.committed.size(), 1U);
  EXPECT_EQ(store.committed[0].event.kind, EventKind::consent_granted);
  EXPECT_TRUE(store.committed[0].event.cancels.empty());
  EXPECT_EQ(store.committed[0].consent, words());
}

TEST(Consents, WithdrawalNamesWhatWasGrantedAndIsAnOptOut) {
  FakeStore store;
  const auto granted = record_consent(store, command_for("ann@b.example"), words(), std::nullopt);
  ASSERT_TRUE(withdraw_consent(store, command_for("ann@b.example")));
  ASSERT_EQ(store.committed.size(), 3U);
  EXPECT_EQ(store.committed[1].event.kind, EventKind::consent_withdrawn);
  EXPECT_EQ(store.committed[1].event.cancels, std::vector{granted->id});
  EXPECT_EQ(store.committed[2].event.kind, EventKind::opt_out);
}

TEST(Consents, StoreThatCannotBeReadWithdrawsNothing) {
  FakeStore store;
  store.fails = true;
  EXPECT_FALSE(withdraw_consent(store, command_for("ann@b.example")));
}

TEST(ConsentReceipt, SaysWhatWasAgreedToByWhomAndWhen) {
  store::ConsentRecord record;
  record.entry = {0xab};
  record.received_at = noon;
  record.scope.channel = classifier::Channel::email;
  record.text = words();
  const auto receipt = nlohmann::json::parse(consent_receipt(*parsers::parse_identity("ann@b.example"), record, noon));
  EXPECT_EQ(receipt["receipt_metadata"]["schema_version"], "ISO/IEC TS 27560:2023");
  EXPECT_EQ(receipt["record_metadata"]["pii_principal_id"], "ann@b.example");
  EXPECT_EQ(receipt["pii_processing"]["wording"], "Yes, send me the newsletter.");
  EXPECT_EQ(receipt["pii_processing"]["wording_sha256"].get<std::string>().size(), 64U);
  EXPECT_EQ(receipt["pii_processing"]["pii_controllers"][0], "Shop Ltd.");
  EXPECT_EQ(receipt["pii_processing"]["purposes"][0]["purpose"], "marketing");
  EXPECT_EQ(receipt["consent_state"], "granted");
  ASSERT_EQ(receipt["consent_events"].size(), 3U);
  EXPECT_EQ(receipt["consent_events"][0]["event_type"], "requested");
  EXPECT_EQ(receipt["consent_events"][2]["event_type"], "given");
}

TEST(ConsentReceipt, SaysThatItWasWithdrawnAndKeepsTheWords) {
  store::ConsentRecord record;
  record.text = words();
  record.state = store::ConsentState::withdrawn;
  record.ended_at = noon;
  const auto receipt = nlohmann::json::parse(consent_receipt(*parsers::parse_identity("ann@b.example"), record, noon));
  EXPECT_EQ(receipt["consent_state"], "withdrawn");
  EXPECT_EQ(receipt["consent_events"].back()["event_type"], "withdrawn");
  EXPECT_EQ(receipt["pii_processing"]["wording"], "Yes, send me the newsletter.");
}

TEST(ConsentReceipt, OctetsThatAreNoTextDoNotBreakIt) {
  store::ConsentRecord record;
  record.text = words();
  record.text.wording = "\xff\xfe ja";
  const std::string receipt = consent_receipt(*parsers::parse_identity("ann@b.example"), record, noon);
  EXPECT_TRUE(nlohmann::json::accept(receipt));
}

} // namespace
} // namespace admin
