// A test for each row of the answer table, and for what stands above, below and beside it.
#include "classifier/may_send.hpp"

#include "tests/classifier/facts_for_tests.hpp"

namespace classifier {

namespace {

using parsers::FailureReason;

const Policy policy;

Query ask(Purpose of = marketing(), Channel channel = Channel::email, WorkspaceId workspace = ours) {
  return {.workspace = workspace, .channel = channel, .purpose = std::move(of)};
}

States strict(std::vector<Entry> entries) { return {{.key = KeyKind::strict, .state = state_of(entries)}}; }

Decision answer(const Query& query, const std::vector<Entry>& entries, parsers::Instant now = day(1)) {
  return may_send(query, strict(entries), policy, now);
}

Decision answer_to(EventKind kind, Purpose of = marketing()) {
  return answer(ask(std::move(of)), {entry_of(1, day(0), event_of(kind))});
}

Entry allow_listing(std::uint8_t number = 50) { return entry_of(number, day(0), event_of(EventKind::allow_listed)); }

} // namespace

TEST(MaySend, AllowsWhenNothingIsKnown) {
  const Decision decision = may_send(ask(), {}, policy, day(1));
  EXPECT_EQ(decision.answer, Answer::allow);
  EXPECT_EQ(decision.reason, "");
  EXPECT_FALSE(decision.entry);
}

TEST(MaySend, UnknownEntryDeniesWhateverIsAsked) {
  const auto newer = static_cast<EventKind>(200);
  Event event = event_of(newer, scope_of(ours, marketing(), Channel::sms));
  const Decision decision = answer(ask(transactional()), {entry_of(1, day(0), event)});
  EXPECT_EQ(decision.answer, Answer::deny);
  EXPECT_EQ(decision.reason, "unknown_entry");
}

TEST(MaySend, UnknownEntryOfAnotherWorkspaceIsNotSeen) {
  Event event = event_of(static_cast<EventKind>(200), scope_of(theirs));
  EXPECT_EQ(answer(ask(), {entry_of(1, day(0), event)}).answer, Answer::allow);
}

TEST(MaySend, LegalHoldDeniesAlsoTransactional) {
  EXPECT_EQ(answer_to(EventKind::legal_hold).reason, "legal_hold");
  EXPECT_EQ(answer_to(EventKind::legal_hold, transactional()).answer, Answer::deny);
}

TEST(MaySend, ErasedDeniesAlsoTransactional) {
  EXPECT_EQ(answer_to(EventKind::erased).reason, "erased");
  EXPECT_EQ(answer_to(EventKind::erased, transactional()).answer, Answer::deny);
}

TEST(MaySend, RestrictedDeniesAlsoTransactional) {
  EXPECT_EQ(answer_to(EventKind::restricted).reason, "restricted");
  EXPECT_EQ(answer_to(EventKind::restricted, transactional()).answer, Answer::deny);
}

TEST(MaySend, ObjectionDeniesAlsoTransactional) {
  EXPECT_EQ(answer_to(EventKind::objection).reason, "objection");
  EXPECT_EQ(answer_to(EventKind::objection, transactional()).answer, Answer::deny);
}

TEST(MaySend, ComplaintDeniesAlsoTransactional) {
  EXPECT_EQ(answer_to(EventKind::complaint).reason, "complaint");
  EXPECT_EQ(answer_to(EventKind::complaint, transactional()).answer, Answer::deny);
}

TEST(MaySend, ManualDenyStopsTransactionalUnlessItSaysSo) {
  EXPECT_EQ(answer_to(EventKind::denied).reason, "manual_deny");
  EXPECT_EQ(answer_to(EventKind::denied, transactional()).answer, Answer::deny);
  Event lenient = event_of(EventKind::denied);
  lenient.transactional_may_pass = true;
  EXPECT_EQ(answer(ask(transactional()), {entry_of(1, day(0), lenient)}).answer, Answer::allow);
  EXPECT_EQ(answer(ask(), {entry_of(1, day(0), lenient)}).answer, Answer::deny);
}

TEST(MaySend, UnsubscribeOfMarketingLetsTransactionalPass) {
  const Entry entry = entry_of(1, day(0), event_of(EventKind::opt_out, scope_of(ours, marketing())));
  const Decision decision = answer(ask(), {entry});
  EXPECT_EQ(decision.answer, Answer::deny);
  EXPECT_EQ(decision.reason, "unsubscribe");
  EXPECT_EQ(decision.since, day(0));
  EXPECT_EQ(decision.entry, id_of(1));
  EXPECT_FALSE(decision.expires_at);
  EXPECT_EQ(answer(ask(transactional()), {entry}).answer, Answer::allow);
  EXPECT_EQ(answer(ask(stream("weekly")), {entry}).answer, Answer::deny);
}

TEST(MaySend, UnsubscribeOfEverythingStopsTransactional) {
  EXPECT_EQ(answer_to(EventKind::opt_out, transactional()).reason, "unsubscribe");
}

TEST(MaySend, UnsubscribeOfOneStreamLeavesTheOthers) {
  const Entry entry = entry_of(1, day(0), event_of(EventKind::opt_out, scope_of(ours, stream("weekly"))));
  EXPECT_EQ(answer(ask(stream("weekly")), {entry}).answer, Answer::deny);
  EXPECT_EQ(answer(ask(stream("daily")), {entry}).answer, Answer::allow);
  EXPECT_EQ(answer(ask(marketing()), {entry}).answer, Answer::deny) << "marketing at large reaches that stream too";
}

TEST(MaySend, UnsubscribeOfOneChannelLeavesTheOthers) {
  const Entry entry = entry_of(1, day(0), event_of(EventKind::opt_out, scope_of(ours, all_purposes(), Channel::sms)));
  EXPECT_EQ(answer(ask(marketing(), Channel::sms), {entry}).answer, Answer::deny);
  EXPECT_EQ(answer(ask(marketing(), Channel::email), {entry}).answer, Answer::allow);
  EXPECT_EQ(answer(ask(marketing(), Channel::all), {entry}).answer, Answer::deny);
}

TEST(MaySend, RecordedOptOutHasNoEffect) {
  EXPECT_EQ(answer(ask(), {entry_of(1, day(0), event_of(EventKind::opt_out, scope_of(ours), Force::recorded))}).answer,
            Answer::allow);
}

TEST(MaySend, HeldHoldsWithoutAnEnd) {
  for (const EventKind kind : {EventKind::opt_out, EventKind::complaint, EventKind::review_requested}) {
    const Decision decision =
        answer(ask(), {entry_of(1, day(0), event_of(kind, scope_of(ours), Force::held))}, day(900));
    EXPECT_EQ(decision.answer, Answer::hold);
    EXPECT_EQ(decision.reason, "held");
    EXPECT_FALSE(decision.expires_at);
  }
}

TEST(MaySend, HardStrikeDeniesAlsoTransactional) {
  const Entry entry = entry_of(1, day(0), failure_of(FailureReason::user_unknown));
  const Decision decision = answer(ask(transactional()), {entry});
  EXPECT_EQ(decision.answer, Answer::deny);
  EXPECT_EQ(decision.reason, "hard_bounce");
  EXPECT_EQ(decision.expires_at, day(7));
}

TEST(MaySend, ImportWithoutAReasonDenies) {
  EXPECT_EQ(answer_to(EventKind::imported).reason, "imported");
  EXPECT_EQ(answer_to(EventKind::imported, transactional()).answer, Answer::deny);
}

TEST(MaySend, DomainRuleDeniesUnlessItLetsTransactionalPass) {
  Event rule = event_of(EventKind::denied);
  rule.transactional_may_pass = true;
  for (const KeyKind key : {KeyKind::domain, KeyKind::parent_domain}) {
    const States states{{.key = key, .state = state_of({entry_of(1, day(0), rule)})}};
    EXPECT_EQ(may_send(ask(), states, policy, day(1)).reason, "domain_rule");
    EXPECT_EQ(may_send(ask(transactional()), states, policy, day(1)).answer, Answer::allow);
  }
}

TEST(MaySend, ProvisionalBounceHoldsAndLetsTransactionalPass) {
  const Entry entry = entry_of(1, day(0), failure_of(FailureReason::user_unknown, Provenance::likely));
  const Decision decision = answer(ask(), {entry});
  EXPECT_EQ(decision.answer, Answer::hold);
  EXPECT_EQ(decision.reason, "provisional_bounce");
  EXPECT_EQ(decision.expires_at, day(14));
  EXPECT_EQ(answer(ask(transactional()), {entry}).answer, Answer::allow);
  EXPECT_EQ(answer(ask(), {entry}, day(14)).answer, Answer::allow);
}

TEST(MaySend, SoftBounceRestsForADay) {
  const Entry entry = entry_of(1, day(0), failure_of(FailureReason::mailbox_full));
  const Decision decision = answer(ask(), {entry}, day(0, 13));
  EXPECT_EQ(decision.answer, Answer::hold);
  EXPECT_EQ(decision.reason, "soft_bounce");
  EXPECT_EQ(decision.expires_at, day(1));
  EXPECT_EQ(answer(ask(transactional()), {entry}, day(0, 13)).answer, Answer::allow);
  EXPECT_EQ(answer(ask(), {entry}, day(1)).answer, Answer::allow);
}

TEST(MaySend, AbsencePausesUntilTheFirstInstantBack) {
  Event absent = event_of(EventKind::absent);
  absent.until = day(20);
  const Entry entry = entry_of(1, day(0), absent);
  const Decision decision = answer(ask(), {entry});
  EXPECT_EQ(decision.answer, Answer::hold);
  EXPECT_EQ(decision.reason, "absent");
  EXPECT_EQ(decision.expires_at, day(20));
  EXPECT_EQ(answer(ask(transactional()), {entry}).answer, Answer::allow);
  EXPECT_EQ(answer(ask(), {entry}, day(20)).answer, Answer::allow);
}

TEST(MaySend, AbsenceWithoutADatePausesForSevenDays) { EXPECT_EQ(answer_to(EventKind::absent).expires_at, day(7)); }

TEST(MaySend, LongestPauseIsNamed) {
  Event shorter = event_of(EventKind::absent);
  shorter.until = day(5);
  Event longer = event_of(EventKind::absent);
  longer.until = day(9);
  EXPECT_EQ(answer(ask(), {entry_of(1, day(0), shorter), entry_of(2, day(0), longer)}).expires_at, day(9));
}

TEST(MaySend, NotInterestedPausesMarketingFor180Days) {
  const Entry entry = entry_of(1, day(0), event_of(EventKind::not_interested, scope_of(ours)));
  const Decision decision = answer(ask(), {entry});
  EXPECT_EQ(decision.answer, Answer::hold);
  EXPECT_EQ(decision.reason, "not_interested");
  EXPECT_EQ(decision.expires_at, day(180));
  EXPECT_EQ(answer(ask(transactional()), {entry}).answer, Answer::allow);
}

TEST(MaySend, ConsentThatIsRequiredAndAbsentDenies) {
  Query query = ask();
  query.consent = ConsentRule::opt_in;
  EXPECT_EQ(answer(query, {}).reason, "consent_absent");
  const Entry grant = entry_of(1, day(0), event_of(EventKind::consent_granted, scope_of(ours)));
  EXPECT_EQ(answer(query, {grant}).answer, Answer::allow);
}

TEST(MaySend, WhatsAppOutsideTheWindowTakesTemplatesOnly) {
  Query query = ask(marketing(), Channel::whatsapp);
  EXPECT_EQ(answer(query, {}).answer, Answer::template_only);
  EXPECT_EQ(answer(query, {}).reason, "window_closed");
  query.form = MessageForm::from_template;
  EXPECT_EQ(answer(query, {}).answer, Answer::allow);
}

TEST(MaySend, WhatsAppInsideTheWindowTakesFreeWords) {
  Event opened = event_of(EventKind::window_opened, scope_of(ours, all_purposes(), Channel::whatsapp));
  opened.until = day(2);
  const Query query = ask(marketing(), Channel::whatsapp);
  const Decision decision = answer(query, {entry_of(1, day(1), opened)});
  EXPECT_EQ(decision.answer, Answer::allow);
  EXPECT_EQ(decision.window_until, day(2));
  EXPECT_EQ(answer(query, {entry_of(1, day(1), opened)}, day(2)).answer, Answer::template_only);
  opened.scope.workspace = theirs;
  EXPECT_EQ(answer(query, {entry_of(1, day(1), opened)}).answer, Answer::template_only);
}

TEST(MaySend, AHoldSaysWhenToAskAgainAndADenialDoesNot) {
  Event absent = event_of(EventKind::absent);
  absent.until = day(20);
  EXPECT_EQ(answer(ask(), {entry_of(1, day(0), absent)}).retry_after, day(20));
  EXPECT_FALSE(answer(ask(), {entry_of(1, day(0), failure_of(FailureReason::user_unknown))}).retry_after);
}

TEST(MaySend, RowOfTheAgencyDeniesInItsWorkspacesOnly) {
  Event denied = event_of(EventKind::denied, scope_of(theirs));
  denied.scope.reach = Reach::agency;
  denied.scope.agency = 7;
  Query query = ask();
  EXPECT_EQ(answer(query, {entry_of(1, day(0), denied)}).answer, Answer::allow);
  query.agency = 7;
  const Decision decision = answer(query, {entry_of(1, day(0), denied)});
  EXPECT_EQ(decision.answer, Answer::deny);
  EXPECT_EQ(decision.scope, Reach::agency);
}

TEST(MaySend, FirstRowThatAppliesDecides) {
  const std::vector<Entry> entries{entry_of(1, day(0), failure_of(FailureReason::user_unknown)),
                                   entry_of(2, day(0), event_of(EventKind::opt_out, scope_of(ours), Force::held)),
                                   entry_of(3, day(0), event_of(EventKind::opt_out, scope_of(ours))),
                                   entry_of(4, day(0), event_of(EventKind::complaint, scope_of(ours)))};
  EXPECT_EQ(answer(ask(), entries).reason, "complaint");
  EXPECT_EQ(answer(ask(transactional()), entries).reason, "hard_bounce") << "the rows of marketing do not apply";
}

TEST(MaySend, RowThatLetsTransactionalPassIsNotTheEndOfReading) {
  Event lenient = event_of(EventKind::denied);
  lenient.transactional_may_pass = true;
  const std::vector<Entry> entries{entry_of(1, day(0), lenient), entry_of(2, day(0), event_of(EventKind::imported))};
  EXPECT_EQ(answer(ask(transactional()), entries).reason, "imported");
}

TEST(MaySend, AllowListBeatsDeliveryFailuresImportsAndDomainRules) {
  EXPECT_EQ(answer(ask(), {allow_listing(), entry_of(1, day(0), failure_of(FailureReason::user_unknown))}).answer,
            Answer::allow);
  EXPECT_EQ(answer(ask(), {allow_listing(), entry_of(1, day(0, 20), failure_of(FailureReason::mailbox_full))}).answer,
            Answer::allow);
  EXPECT_EQ(answer(ask(), {allow_listing(), entry_of(1, day(0), event_of(EventKind::imported))}).answer, Answer::allow);
  States states = strict({allow_listing()});
  states.push_back({.key = KeyKind::domain, .state = state_of({entry_of(1, day(0), event_of(EventKind::denied))})});
  EXPECT_EQ(may_send(ask(), states, policy, day(1)).answer, Answer::allow);
}

TEST(MaySend, AllowListTellsTheFirstRowThatItStoodAgainst) {
  const Entry rule = entry_of(9, day(0), event_of(EventKind::imported));
  const Decision overridden = answer(ask(), {rule, allow_listing()});
  EXPECT_EQ(overridden.answer, Answer::allow);
  EXPECT_EQ(overridden.overridden, "imported");
  EXPECT_EQ(answer(ask(), {allow_listing()}).overridden, "");
  EXPECT_EQ(answer(ask(), {rule}).overridden, "");
  const Entry opt_out = entry_of(10, day(0), event_of(EventKind::opt_out));
  EXPECT_EQ(answer(ask(), {rule, opt_out, allow_listing()}).overridden, "");
}

TEST(MaySend, AllowListNeverBeatsWhatThePersonDid) {
  for (const EventKind kind :
       {EventKind::opt_out, EventKind::complaint, EventKind::objection, EventKind::erased, EventKind::restricted,
        EventKind::legal_hold, EventKind::denied, EventKind::absent, EventKind::not_interested})
    EXPECT_NE(answer(ask(), {allow_listing(), entry_of(1, day(0), event_of(kind))}).answer, Answer::allow)
        << name_of(kind);
  EXPECT_EQ(
      answer(ask(), {allow_listing(), entry_of(1, day(0), event_of(EventKind::opt_out, scope_of(ours), Force::held))})
          .answer,
      Answer::hold);
}

TEST(MaySend, AllowListOfANarrowerScopeBeatsNothingWider) {
  const Entry narrow = entry_of(9, day(0), event_of(EventKind::allow_listed, scope_of(ours, stream("weekly"))));
  const Entry import = entry_of(1, day(0), event_of(EventKind::imported));
  EXPECT_EQ(answer(ask(stream("weekly")), {narrow, import}).answer, Answer::allow);
  EXPECT_EQ(answer(ask(), {narrow, import}).answer, Answer::deny);
}

TEST(MaySend, AllowListingThatWasTakenBackBeatsNothing) {
  const std::vector<Entry> entries{allow_listing(50), lift_of(60, {id_of(50)}, scope_of(ours)),
                                   entry_of(1, day(0), event_of(EventKind::imported))};
  EXPECT_EQ(answer(ask(), entries).answer, Answer::deny);
  EXPECT_EQ(answer(ask(transactional()), entries).answer, Answer::allow);
}

TEST(MaySend, WideAndAliasKeysMayOnlyDeny) {
  for (const KeyKind key : {KeyKind::wide, KeyKind::alias}) {
    States states = strict({entry_of(1, day(0), event_of(EventKind::imported))});
    states.push_back({.key = key, .state = state_of({allow_listing()})});
    EXPECT_EQ(may_send(ask(), states, policy, day(1)).answer, Answer::deny);
    const States denying{{.key = key, .state = state_of({entry_of(1, day(0), event_of(EventKind::opt_out))})}};
    EXPECT_EQ(may_send(ask(), denying, policy, day(1)).answer, Answer::deny);
  }
}

TEST(MaySend, LiftUnderAWideKeyDoesNotFreeTheStrictOne) {
  States states = strict({entry_of(1, day(0), event_of(EventKind::opt_out))});
  states.push_back(
      {.key = KeyKind::wide, .state = state_of({lift_of(9, {id_of(1)}, global_from(ours, all_purposes()))})});
  EXPECT_EQ(may_send(ask(), states, policy, day(1)).answer, Answer::deny);
}

TEST(MaySend, LiftUnderTheStrictKeyFreesTheWideOneButNoDomain) {
  States states = strict({lift_of(9, {id_of(1)}, global_from(ours, all_purposes()))});
  states.push_back({.key = KeyKind::wide, .state = state_of({entry_of(1, day(0), event_of(EventKind::opt_out))})});
  EXPECT_EQ(may_send(ask(), states, policy, day(1)).answer, Answer::allow);
  states.back() = {.key = KeyKind::domain, .state = state_of({entry_of(1, day(0), event_of(EventKind::denied))})};
  EXPECT_EQ(may_send(ask(), states, policy, day(1)).answer, Answer::deny);
}

TEST(MaySend, TombstoneCancelsInsideItsScopeOnly) {
  const std::vector<Entry> entries{entry_of(1, day(0), event_of(EventKind::opt_out)),
                                   lift_of(9, {id_of(1)}, scope_of(ours, stream("weekly")))};
  EXPECT_EQ(answer(ask(stream("weekly")), entries).answer, Answer::allow);
  EXPECT_EQ(answer(ask(stream("daily")), entries).answer, Answer::deny);
}

TEST(MaySend, LiftOfOneWorkspaceLeavesTheGlobalRowToTheOthers) {
  const std::vector<Entry> entries{entry_of(1, day(0), event_of(EventKind::opt_out, global_from(ours))),
                                   lift_of(9, {id_of(1)}, scope_of(ours))};
  EXPECT_EQ(answer(ask(), entries).answer, Answer::allow);
  EXPECT_EQ(answer(ask(marketing(), Channel::email, theirs), entries).answer, Answer::deny);
}

TEST(MaySend, OptOutThatTheLiftDidNotNameStays) {
  const std::vector<Entry> entries{entry_of(1, day(0), event_of(EventKind::opt_out)),
                                   entry_of(2, day(0), event_of(EventKind::opt_out)),
                                   lift_of(9, {id_of(1)}, scope_of(ours, all_purposes()))};
  EXPECT_EQ(answer(ask(), entries).entry, id_of(2));
}

TEST(MaySend, RowOfAnotherWorkspaceIsSeenOnlyWhenGlobal) {
  EXPECT_EQ(answer(ask(), {entry_of(1, day(0), event_of(EventKind::opt_out, scope_of(theirs)))}).answer, Answer::allow);
  const Decision decision = answer(ask(), {entry_of(1, day(0), event_of(EventKind::opt_out, global_from(theirs)))});
  EXPECT_EQ(decision.answer, Answer::deny);
  EXPECT_EQ(decision.scope, Reach::global);
  EXPECT_TRUE(decision.is_foreign);
}

TEST(MaySend, OwnRowIsNamedBeforeAForeignOne) {
  const Decision decision = answer(ask(), {entry_of(1, day(0), event_of(EventKind::opt_out, global_from(theirs))),
                                           entry_of(2, day(1), event_of(EventKind::opt_out, scope_of(ours)))});
  EXPECT_FALSE(decision.is_foreign);
  EXPECT_EQ(decision.entry, id_of(2));
  EXPECT_EQ(decision.scope, Reach::workspace);
}

} // namespace classifier
