// Consents and double opt-ins in a store: what is kept, what is answered then, and what is found of it later.
#include "admin/consents.hpp"
#include "classifier/decide.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using classifier::Answer;
using classifier::ConsentRule;
using classifier::EventKind;
using classifier::OptInState;

ConsentText words(std::string wording = "Yes, send me the newsletter.") {
  ConsentText text;
  text.basis = "consent";
  text.wording = std::move(wording);
  text.source = "form";
  text.jurisdiction = "DE";
  return text;
}

class Consents : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    ASSERT_TRUE(store().create_workspace("shop", at(0)));
  }
  static classifier::Scope scope() {
    classifier::Scope scope;
    scope.workspace = 1;
    return scope;
  }
  Draft grant(std::string_view who, std::uint64_t number, ConsentText text = words()) {
    classifier::Event event;
    event.kind = EventKind::consent_granted;
    event.scope = scope();
    event.force = classifier::Force::in_force;
    Draft made = draft(who, number, event);
    made.consent = std::move(text);
    return made;
  }
  OptInRequest request(std::string_view who) {
    return {.identity = identity(who), .scope = scope(), .text = words(), .asked_at = at(10), .answer_by = at(100)};
  }
  classifier::Decision ask(std::string_view who, ConsentRule rule = ConsentRule::opt_in) {
    classifier::Query query;
    query.workspace = 1;
    query.consent = rule;
    return classifier::may_send(query, states(who), {}, at(1000));
  }
  std::vector<ConsentRecord> records(std::string_view who) { return *store().consents_of(identity(who), at(1000)); }
  std::string token() { return store().opt_in_mails(10)->at(0).token; }
};

TEST_F(Consents, KeepTheirWordsBesideABareEntry) {
  const auto receipt = commit({grant("ann@b.example", 1)}).at(0);
  reopen(Access::read_only);
  const auto kept = records("ann@b.example");
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].entry, receipt.id);
  EXPECT_EQ(kept[0].text, words());
  EXPECT_EQ(kept[0].state, ConsentState::granted);
  EXPECT_EQ(ask("ann@b.example").answer, Answer::allow);
  EXPECT_EQ(ask("bob@b.example").reason, "consent_absent");
  const auto entries = *store().read_after({}, 100);
  EXPECT_NE(entries.back().evidence, classifier::Digest{});
  EXPECT_TRUE(faults().empty());
}

TEST_F(Consents, SameWordsHaveAnotherDigestEachTime) {
  commit({grant("ann@b.example", 1), grant("bob@b.example", 2)});
  const auto entries = *store().read_after({}, 100);
  EXPECT_NE(entries[entries.size() - 1].evidence, entries[entries.size() - 2].evidence);
}

TEST_F(Consents, AreKeptOnceForOneCause) {
  EXPECT_FALSE(commit({grant("ann@b.example", 1)}).at(0).was_known);
  EXPECT_TRUE(commit({grant("ann@b.example", 1, words("Other words."))}).at(0).was_known);
  ASSERT_EQ(records("ann@b.example").size(), 1u);
  EXPECT_EQ(records("ann@b.example")[0].text, words());
}

TEST_F(Consents, NeedWordsAndAnIdentity) {
  EXPECT_FALSE(store().commit(std::vector{grant("ann@b.example", 1, ConsentText{})}));
  EXPECT_FALSE(store().commit(std::vector{grant("@b.example", 1)}));
  Draft of_another_kind = draft("ann@b.example", 1);
  of_another_kind.consent = words();
  EXPECT_FALSE(store().commit(std::vector{of_another_kind}));
  ConsentText endless = words(std::string(70'000, 'x'));
  EXPECT_FALSE(store().commit(std::vector{grant("ann@b.example", 1, endless)}));
}

TEST_F(Consents, StayReadableOnceTheyAreWithdrawn) {
  commit({grant("ann@b.example", 1)});
  const classifier::ConsentAction action{.kind = classifier::ConsentAction::Kind::withdraw, .scope = scope()};
  std::vector<Draft> drafts;
  for (const classifier::Event& event : classifier::decide(action, states("ann@b.example").at(0).state))
    drafts.push_back(draft("ann@b.example", 50, event));
  commit(drafts);
  const auto kept = records("ann@b.example");
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].state, ConsentState::withdrawn);
  EXPECT_EQ(kept[0].ended_at, at(50));
  EXPECT_EQ(kept[0].text, words());
  EXPECT_EQ(ask("ann@b.example", ConsentRule::opt_out).reason, "unsubscribe");
  EXPECT_TRUE(faults().empty());
}

TEST_F(Consents, OfOneSpellingPermitNoOther) {
  commit({grant("jo.doe@gmail.com", 1)});
  EXPECT_EQ(ask("jo.doe@gmail.com").answer, Answer::allow);
  EXPECT_EQ(ask("jodoe@gmail.com").answer, Answer::deny);
  EXPECT_EQ(ask("j.odoe@gmail.com").answer, Answer::deny);
}

TEST_F(Consents, DoubleOptInLiftsWhatThePersonDid) {
  commit({draft("ann@b.example", 1)});
  ASSERT_TRUE(store().request_opt_in(request("ann@b.example")));
  EXPECT_EQ(ask("ann@b.example").reason, "unsubscribe");
  const std::string secret = token();
  ASSERT_TRUE(store().opt_in_was_sent(1, at(20)));
  const auto confirmed = store().answer_opt_in(secret, OptInAnswer::confirmed, at(30));
  ASSERT_TRUE(confirmed) << to_string(confirmed.error());
  EXPECT_EQ(confirmed->state, OptInState::confirmed);
  EXPECT_EQ(ask("ann@b.example").answer, Answer::allow);
  const auto kept = records("ann@b.example");
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].text.asked_at, at(10));
  EXPECT_EQ(kept[0].text.confirmed_at, at(30));
  EXPECT_TRUE(faults().empty());
}

TEST_F(Consents, DoubleOptInFreesEverySpellingThatTheOptOutDenied) {
  commit({draft("jo.doe@gmail.com", 1)});
  EXPECT_EQ(ask("jodoe@gmail.com", ConsentRule::opt_out).answer, Answer::deny);
  ASSERT_TRUE(store().request_opt_in(request("jo.doe@gmail.com")));
  const std::string secret = token();
  ASSERT_TRUE(store().opt_in_was_sent(1, at(20)));
  ASSERT_TRUE(store().answer_opt_in(secret, OptInAnswer::confirmed, at(30)));
  EXPECT_EQ(ask("jo.doe@gmail.com").answer, Answer::allow);
  EXPECT_EQ(ask("jodoe@gmail.com", ConsentRule::opt_out).answer, Answer::allow);
  EXPECT_EQ(ask("jodoe@gmail.com").answer, Answer::deny) << "a consent is of one spelling";
  EXPECT_TRUE(faults().empty());
}

TEST_F(Consents, DoubleOptInLeavesAnOptOutThatCameAfterIt) {
  ASSERT_TRUE(store().request_opt_in(request("ann@b.example")));
  const std::string secret = token();
  ASSERT_TRUE(store().opt_in_was_sent(1, at(20)));
  ASSERT_TRUE(store().answer_opt_in(secret, OptInAnswer::confirmed, at(30)));
  commit({draft("ann@b.example", 40)});
  EXPECT_EQ(ask("ann@b.example").reason, "unsubscribe");
  EXPECT_FALSE(store().answer_opt_in(secret, OptInAnswer::confirmed, at(50))) << "a token answers once";
  EXPECT_EQ(ask("ann@b.example").reason, "unsubscribe");
}

TEST_F(Consents, OnlyTheMailCarriesTheToken) {
  ASSERT_TRUE(store().request_opt_in(request("ann@b.example")));
  const std::string secret = token();
  EXPECT_GE(secret.size(), 50u);
  EXPECT_FALSE(store().answer_opt_in(secret, OptInAnswer::confirmed, at(15))) << "it was not sent yet";
  ASSERT_TRUE(store().opt_in_was_sent(1, at(20)));
  EXPECT_TRUE(store().opt_in_mails(10)->empty());
  EXPECT_FALSE(store().opt_in_was_sent(1, at(21)));
  const auto unknown = store().answer_opt_in("", OptInAnswer::confirmed, at(30));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, parsers::ErrorCode::not_found);
}

TEST_F(Consents, LateOrRefusedDoubleOptInGrantsNothing) {
  for (const std::string_view who : {"late@b.example", "no@b.example"})
    ASSERT_TRUE(store().request_opt_in(request(who)));
  const auto mails = *store().opt_in_mails(10);
  ASSERT_EQ(mails.size(), 2u);
  for (const OptInMail& mail : mails) ASSERT_TRUE(store().opt_in_was_sent(mail.opt_in.id, at(20)));
  EXPECT_EQ(store().answer_opt_in(mails[0].token, OptInAnswer::confirmed, at(100))->state, OptInState::expired);
  EXPECT_EQ(store().answer_opt_in(mails[1].token, OptInAnswer::refused, at(30))->state, OptInState::refused);
  for (const OptInMail& mail : mails) {
    EXPECT_FALSE(store().answer_opt_in(mail.token, OptInAnswer::confirmed, at(30)));
    EXPECT_TRUE(store().consents_of(mail.opt_in.request.identity, at(1000))->empty());
  }
  EXPECT_EQ(store().opt_in(2)->answered_at, at(30));
}

TEST_F(Consents, RequestsOutliveTheProcess) {
  ASSERT_TRUE(store().request_opt_in(request("ann@b.example")));
  const std::string secret = token();
  reopen();
  EXPECT_EQ(token(), secret);
  ASSERT_TRUE(store().opt_in_was_sent(1, at(20)));
  reopen();
  EXPECT_TRUE(store().answer_opt_in(secret, OptInAnswer::confirmed, at(30)));
}

TEST_F(Consents, WorkspaceSettingsStandInTheLedger) {
  WorkspaceChange change;
  change.consent = ConsentRule::opt_in;
  change.agency = 7;
  ASSERT_TRUE(store().change_workspace("shop", change, at(5)));
  reopen();
  const auto workspace = store().workspace(1);
  ASSERT_TRUE(workspace);
  EXPECT_EQ(workspace->consent, ConsentRule::opt_in);
  EXPECT_EQ(workspace->agency, 7u);
  EXPECT_FALSE(workspace->sends_are_complete) << "what is not named stays";
  const auto entry = store().read_after({}, 100)->back();
  EXPECT_EQ(entry.event.kind, EventKind::workspace_changed);
  EXPECT_EQ(entry.event.subject, 1u);
  EXPECT_NE(entry.evidence, classifier::Digest{});
  EXPECT_EQ(store().change_workspace("none", change, at(6)).error().code, parsers::ErrorCode::not_found);
}

} // namespace
} // namespace store
