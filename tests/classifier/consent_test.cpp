// Consents, their ends and confirmations: what they make, and what the answer is then.
#include "classifier/decide.hpp"
#include "classifier/double_opt_in.hpp"

#include "tests/classifier/facts_for_tests.hpp"

namespace classifier {
namespace {

const Policy policy;

/// One contact whose entries are decided and joined one after the other.
class Contact {
 public:
  void add(const Event& event) {
    ++number_;
    state_ = evolve(std::move(state_), entry_of(number_, day(number_), event));
  }
  void act(ConsentAction::Kind kind, Scope scope = scope_of(ours)) {
    for (const Event& event : decide(ConsentAction{.kind = kind, .scope = std::move(scope)}, state_)) add(event);
  }
  [[nodiscard]] Decision ask(ConsentRule rule = ConsentRule::opt_in, Purpose of = marketing()) const {
    Query query;
    query.workspace = ours;
    query.purpose = std::move(of);
    query.consent = rule;
    return may_send(query, {{.key = KeyKind::strict, .state = state_}}, policy, day(50));
  }
  [[nodiscard]] const AddressState& state() const { return state_; }

 private:
  AddressState state_;
  std::uint8_t number_ = 0;
};

using Kind = ConsentAction::Kind;

TEST(Consent, IsNeededOnlyWhereTheWorkspaceRequiresIt) {
  const Contact stranger;
  EXPECT_EQ(stranger.ask(ConsentRule::opt_out).answer, Answer::allow);
  EXPECT_EQ(stranger.ask().answer, Answer::deny);
  EXPECT_EQ(stranger.ask().reason, "consent_absent");
  EXPECT_FALSE(stranger.ask().entry);
}

TEST(Consent, AllowsInItsScope) {
  Contact contact;
  contact.act(Kind::record, scope_of(ours, stream("weekly")));
  EXPECT_EQ(contact.ask(ConsentRule::opt_in, stream("weekly")).answer, Answer::allow);
  EXPECT_EQ(contact.ask(ConsentRule::opt_in, stream("daily")).answer, Answer::deny);
  EXPECT_EQ(contact.ask().answer, Answer::deny);
}

TEST(Consent, EndsAtItsEnd) {
  Contact contact;
  contact.add(decide(ConsentAction{.kind = Kind::record, .scope = scope_of(ours), .expires = day(50)}, {}).at(0));
  EXPECT_EQ(contact.ask().reason, "consent_absent");
  Contact longer;
  longer.add(decide(ConsentAction{.kind = Kind::record, .scope = scope_of(ours), .expires = day(51)}, {}).at(0));
  EXPECT_EQ(longer.ask().answer, Answer::allow);
}

TEST(Consent, ThatIsOnlyRecordedLiftsNoOptOut) {
  Contact contact;
  contact.add(event_of(EventKind::opt_out, scope_of(ours)));
  contact.act(Kind::record);
  EXPECT_EQ(contact.ask().reason, "unsubscribe");
  EXPECT_EQ(contact.ask(ConsentRule::opt_out).reason, "unsubscribe");
}

TEST(Consent, ThatThePersonConfirmsLiftsWhatThePersonDid) {
  for (const EventKind kind : {EventKind::opt_out, EventKind::complaint, EventKind::objection,
                               EventKind::not_interested, EventKind::imported, EventKind::erased}) {
    Contact contact;
    contact.add(event_of(kind, global_from(theirs)));
    contact.act(Kind::confirm);
    EXPECT_EQ(contact.ask().answer, Answer::allow) << name_of(kind);
    EXPECT_NE(contact.ask(ConsentRule::opt_out, transactional()).answer, Answer::hold) << name_of(kind);
  }
}

TEST(Consent, ThatThePersonConfirmsLeavesWhatOthersDecided) {
  for (const EventKind kind : {EventKind::denied, EventKind::restricted}) {
    Contact contact;
    contact.add(event_of(kind, scope_of(ours)));
    contact.act(Kind::confirm);
    EXPECT_EQ(contact.ask().answer, Answer::deny) << name_of(kind);
  }
}

TEST(Consent, ThatThePersonConfirmsLiftsInsideItsScopeOnly) {
  Contact contact;
  contact.add(event_of(EventKind::opt_out, scope_of(ours)));
  contact.act(Kind::confirm, scope_of(ours, stream("weekly")));
  EXPECT_EQ(contact.ask(ConsentRule::opt_in, stream("weekly")).answer, Answer::allow);
  EXPECT_EQ(contact.ask(ConsentRule::opt_out, stream("daily")).reason, "unsubscribe");
}

TEST(Consent, WithdrawalEndsItAndIsAnOptOut) {
  Contact contact;
  contact.act(Kind::record);
  contact.act(Kind::withdraw);
  EXPECT_EQ(contact.ask(ConsentRule::opt_out).reason, "unsubscribe");
  contact.act(Kind::record);
  EXPECT_EQ(contact.ask().reason, "unsubscribe") << "only the person takes that back";
  contact.act(Kind::confirm);
  EXPECT_EQ(contact.ask().answer, Answer::allow);
}

TEST(Consent, WithdrawalOfOneStreamLeavesTheRest) {
  Contact contact;
  contact.act(Kind::record);
  contact.act(Kind::withdraw, scope_of(ours, stream("weekly")));
  EXPECT_EQ(contact.ask(ConsentRule::opt_in, stream("daily")).answer, Answer::allow);
  EXPECT_EQ(contact.ask(ConsentRule::opt_in, stream("weekly")).answer, Answer::deny);
}

TEST(Consent, WithdrawalThatArrivesFirstEndsTheGrantThatItNames) {
  Event withdrawal = event_of(EventKind::consent_withdrawn, scope_of(ours));
  withdrawal.cancels = {id_of(1)};
  const Entry grant = entry_of(1, day(0), event_of(EventKind::consent_granted, scope_of(ours)));
  const Entry end = entry_of(2, day(1), withdrawal);
  EXPECT_EQ(state_of({grant, end}), state_of({end, grant}));
  Query query;
  query.workspace = ours;
  query.consent = ConsentRule::opt_in;
  EXPECT_EQ(may_send(query, {{.key = KeyKind::strict, .state = state_of({end, grant})}}, policy, day(2)).answer,
            Answer::deny);
}

TEST(Consent, UnderAWideKeyOrOfAnotherWorkspacePermitsNothing) {
  Query query;
  query.workspace = ours;
  query.consent = ConsentRule::opt_in;
  const Entry grant = entry_of(1, day(0), event_of(EventKind::consent_granted, scope_of(ours)));
  EXPECT_EQ(may_send(query, {{.key = KeyKind::wide, .state = state_of({grant})}}, policy, day(2)).answer, Answer::deny);
  const Entry foreign = entry_of(1, day(0), event_of(EventKind::consent_granted, scope_of(theirs)));
  EXPECT_EQ(may_send(query, {{.key = KeyKind::strict, .state = state_of({foreign})}}, policy, day(2)).answer,
            Answer::deny);
}

TEST(Consent, TransactionalNeedsItByPolicyOnly) {
  const Contact stranger;
  EXPECT_EQ(stranger.ask(ConsentRule::opt_in, transactional()).answer, Answer::allow);
  Policy strict;
  strict.transactional_needs_consent = true;
  Query query;
  query.workspace = ours;
  query.purpose = transactional();
  query.consent = ConsentRule::opt_in;
  EXPECT_EQ(may_send(query, {}, strict, day(1)).reason, "consent_absent");
}

TEST(DoubleOptIn, OnlyTheOwnerOfASentMailConfirms) {
  EXPECT_EQ(after(OptInState::sent, OptInInput::owner_confirmed), OptInState::confirmed);
  for (const OptInState state :
       {OptInState::requested, OptInState::confirmed, OptInState::expired, OptInState::refused, OptInState::cancelled})
    EXPECT_FALSE(after(state, OptInInput::owner_confirmed)) << name_of(state);
}

TEST(DoubleOptIn, AnAnswerIsFinal) {
  for (const OptInState state :
       {OptInState::confirmed, OptInState::expired, OptInState::refused, OptInState::cancelled})
    for (const OptInInput input : {OptInInput::mail_was_sent, OptInInput::owner_confirmed, OptInInput::owner_refused,
                                   OptInInput::time_passed, OptInInput::operator_cancelled})
      EXPECT_FALSE(after(state, input)) << name_of(state);
}

} // namespace
} // namespace classifier
