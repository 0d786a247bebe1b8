#include "classifier/decide.hpp"

#include "tests/classifier/facts_for_tests.hpp"

namespace classifier {

namespace {

using parsers::FailureReason;

const Policy policy;
const parsers::Instant now = day(3);

Circumstances by_mail() {
  return {.workspace = ours, .channel = Channel::email, .stream = std::nullopt, .contact_was_mailed = true};
}

Verdict verdict_of(Intent intent, double confidence = 0.95) {
  Verdict verdict;
  verdict.intent = intent;
  verdict.confidence = confidence;
  return verdict;
}

Verdict bounce_of(FailureReason reason, parsers::Action action = parsers::Action::failed) {
  Verdict verdict = verdict_of(Intent::bounce);
  verdict.delivery_failure =
      DeliveryFailure{.action = action, .reason = reason, .permanence = parsers::Permanence::hard, .status = "5.1.1"};
  return verdict;
}

std::vector<Event> events_of(const Verdict& verdict, Provenance level, const Circumstances& where = by_mail(),
                             const Policy& of = policy) {
  return decide(verdict, level, where, {}, of, now);
}

Event first_of(const Verdict& verdict, Provenance level, const Circumstances& where = by_mail()) {
  const std::vector<Event> events = events_of(verdict, level, where);
  EXPECT_FALSE(events.empty());
  return events.empty() ? Event{} : events.front();
}

bool has_kind(const std::vector<Event>& events, EventKind kind) {
  return std::ranges::any_of(events, [&](const Event& event) { return event.kind == kind; });
}

const std::vector<Provenance> powerless{Provenance::none, Provenance::weak, Provenance::hostile};

} // namespace

TEST(DecideOptOut, VerifiedActsAtOnceAndEverywhereInTheOrganisation) {
  const std::vector<Event> events = events_of(verdict_of(Intent::opt_out), Provenance::verified);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, EventKind::opt_out);
  EXPECT_EQ(events[0].force, Force::in_force);
  EXPECT_EQ(events[0].level, Provenance::verified);
  EXPECT_EQ(events[0].scope, global_from(ours));
}

TEST(DecideOptOut, StaysInItsWorkspaceAmongAgencies) {
  Policy agencies;
  agencies.global = GlobalSuppression::agencies;
  EXPECT_EQ(events_of(verdict_of(Intent::opt_out), Provenance::verified, by_mail(), agencies).front().scope,
            scope_of(ours));
}

TEST(DecideOptOut, OfASingleStreamStaysInItsWorkspace) {
  Circumstances where = by_mail();
  where.stream = stream("weekly");
  EXPECT_EQ(first_of(verdict_of(Intent::opt_out), Provenance::verified, where).scope, scope_of(ours, stream("weekly")));
}

TEST(DecideOptOut, KeywordOnAChatChannelCoversAllOfThatChannel) {
  Circumstances where = by_mail();
  where.channel = Channel::sms;
  const Scope scope = first_of(verdict_of(Intent::opt_out), Provenance::verified, where).scope;
  EXPECT_EQ(scope.channel, Channel::sms);
  EXPECT_EQ(scope.purpose, all_purposes());
}

TEST(DecideOptOut, NoMailAtAllCoversEveryPurposeAndChannel) {
  Verdict verdict = verdict_of(Intent::opt_out);
  verdict.covers_everything = true;
  const Scope scope = first_of(verdict, Provenance::verified).scope;
  EXPECT_EQ(scope.channel, Channel::all);
  EXPECT_EQ(scope.purpose, all_purposes());
}

// -- START and STOP ---------------------------------------------------------------------------------------------------

namespace {

Circumstances by_sms() {
  Circumstances where = by_mail();
  where.channel = Channel::sms;
  return where;
}

Verdict keyword(Keyword word) {
  Verdict verdict = verdict_of(word == Keyword::stop ? Intent::opt_out : Intent::other);
  verdict.keyword = word;
  return verdict;
}

/// The state after these facts, numbered from 1.
AddressState state_after(const std::vector<Event>& events) {
  AddressState state;
  std::uint8_t number = 0;
  for (const Event& event : events) state = evolve(std::move(state), entry_of(++number, day(1), event));
  return state;
}

Event opt_out_on(Channel channel, bool by_keyword) {
  Event event = event_of(EventKind::opt_out, global_from(ours, all_purposes()));
  event.scope.channel = channel;
  event.by_keyword = by_keyword;
  return event;
}

std::vector<Event> start_after(const std::vector<Event>& events, Provenance level = Provenance::verified,
                               const Circumstances& where = by_sms(), const Policy& of = policy) {
  return decide(keyword(Keyword::start), level, where, state_after(events), of, now);
}

} // namespace

TEST(DecideKeyword, StopIsMarkedOnItsChannelAndNotOnMail) {
  EXPECT_TRUE(first_of(keyword(Keyword::stop), Provenance::verified, by_sms()).by_keyword);
  EXPECT_FALSE(first_of(keyword(Keyword::stop), Provenance::verified).by_keyword);
  EXPECT_FALSE(first_of(verdict_of(Intent::opt_out), Provenance::verified, by_sms()).by_keyword);
}

TEST(DecideKeyword, StartNamesTheLiveKeywordOptOutsOfItsChannel) {
  const std::vector<Event> events = start_after({opt_out_on(Channel::sms, true), opt_out_on(Channel::sms, true)});
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, EventKind::lifted);
  EXPECT_EQ(events[0].cancels, (std::vector{id_of(1), id_of(2)}));
  EXPECT_EQ(events[0].scope.channel, Channel::sms);
  EXPECT_EQ(events[0].scope.reach, Reach::global);
  EXPECT_FALSE(events[0].until); // no delivery failure is cleared
}

TEST(DecideKeyword, StartEndsNothingElse) {
  struct Case {
    const char* what;
    Event event;
  };
  Event complaint = opt_out_on(Channel::sms, true);
  complaint.kind = EventKind::complaint;
  Event denied = opt_out_on(Channel::sms, false);
  denied.kind = EventKind::denied;
  const Case cases[] = {{"free text", opt_out_on(Channel::sms, false)},
                        {"another channel", opt_out_on(Channel::whatsapp, true)},
                        {"every channel", opt_out_on(Channel::all, true)},
                        {"a complaint", complaint},
                        {"an operator's denial", denied}};
  for (const Case& of : cases) EXPECT_FALSE(has_kind(start_after({of.event}), EventKind::lifted)) << of.what;
  EXPECT_FALSE(has_kind(start_after({}), EventKind::lifted));
}

TEST(DecideKeyword, StartMustBeProvenToBeThePersons) {
  for (const Provenance level : {Provenance::likely, Provenance::verified_forward, Provenance::weak, Provenance::none})
    EXPECT_FALSE(has_kind(start_after({opt_out_on(Channel::sms, true)}, level), EventKind::lifted));
  EXPECT_FALSE(
      has_kind(start_after({opt_out_on(Channel::email, true)}, Provenance::verified, by_mail()), EventKind::lifted));
}

TEST(DecideKeyword, StartOfASecondTimeHasNothingToEnd) {
  const Event stop = opt_out_on(Channel::sms, true);
  const std::vector<Event> lifted = start_after({stop});
  EXPECT_FALSE(has_kind(start_after({stop, lifted[0]}), EventKind::lifted));
}

TEST(DecideKeyword, StartAmongAgenciesEndsWhatWasSaidToThisWorkspace) {
  Policy agencies;
  agencies.global = GlobalSuppression::agencies;
  Event own = opt_out_on(Channel::sms, true), others = own;
  own.scope.reach = Reach::workspace;
  others.scope = own.scope;
  others.scope.workspace = theirs;
  const auto events = start_after({own, others}, Provenance::verified, by_sms(), agencies);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].cancels, std::vector{id_of(1)});
}

TEST(DecideOptOut, VerifiedForwardActsInTheForwardersWorkspaceOnly) {
  const Event event = first_of(verdict_of(Intent::opt_out), Provenance::verified_forward);
  EXPECT_EQ(event.force, Force::in_force);
  EXPECT_EQ(event.scope, scope_of(ours));
}

TEST(DecideOptOut, VerifiedForwardOfAContactNeverMailedIsHeld) {
  Circumstances where = by_mail();
  where.contact_was_mailed = false;
  EXPECT_EQ(first_of(verdict_of(Intent::opt_out), Provenance::verified_forward, where).force, Force::held);
}

TEST(DecideOptOut, LikelyIsHeldAndShown) {
  for (const Provenance level : {Provenance::likely, Provenance::likely_forward}) {
    const std::vector<Event> events = events_of(verdict_of(Intent::opt_out), level);
    EXPECT_EQ(events.front().force, Force::held);
    EXPECT_EQ(events.front().scope, scope_of(ours));
    EXPECT_TRUE(has_kind(events, EventKind::review_requested));
  }
}

TEST(DecideOptOut, WhatMayAskToStopIsHeldThoughItSaysSomethingElse) {
  Verdict verdict = verdict_of(Intent::question, 0.70);
  verdict.stop_chance = 0.25;
  const auto events = events_of(verdict, Provenance::verified);
  const auto held = std::ranges::find(events, EventKind::opt_out, &Event::kind);
  ASSERT_NE(held, events.end());
  EXPECT_EQ(held->force, Force::held);
}

TEST(DecideOptOut, ConfidenceBetweenTheThresholdsIsHeld) {
  EXPECT_EQ(first_of(verdict_of(Intent::opt_out, 0.80), Provenance::verified).force, Force::in_force);
  EXPECT_EQ(first_of(verdict_of(Intent::opt_out, 0.64), Provenance::verified).force, Force::held);
  EXPECT_EQ(first_of(verdict_of(Intent::opt_out, 0.40), Provenance::verified).force, Force::held);
  EXPECT_EQ(first_of(verdict_of(Intent::opt_out, 0.09), Provenance::verified).force, Force::recorded);
}

TEST(Decide, WithoutProofOnlyReviewFollows) {
  for (const Provenance level : powerless)
    for (const Verdict& verdict :
         {verdict_of(Intent::opt_out), verdict_of(Intent::complaint), verdict_of(Intent::out_of_office),
          verdict_of(Intent::interested), bounce_of(FailureReason::user_unknown)}) {
      const std::vector<Event> events = events_of(verdict, level);
      ASSERT_EQ(events.size(), 1U);
      EXPECT_EQ(events[0].kind, EventKind::review_requested);
      EXPECT_EQ(events[0].force, Force::recorded);
      EXPECT_EQ(events[0].level, level);
    }
}

TEST(Decide, OptOutOfOthersAloneIsNotTheSenders) {
  Verdict verdict = verdict_of(Intent::opt_out);
  verdict.concerns_sender = false;
  const std::vector<Event> events = events_of(verdict, Provenance::verified);
  EXPECT_TRUE(has_kind(events, EventKind::review_requested));
  EXPECT_FALSE(has_kind(events, EventKind::opt_out));
}

TEST(DecideComplaint, FromTextIsAnOptOutOfEverything) {
  const Event event = first_of(verdict_of(Intent::complaint), Provenance::verified);
  EXPECT_EQ(event.kind, EventKind::opt_out);
  EXPECT_EQ(event.scope.purpose, all_purposes());
  EXPECT_EQ(event.scope.channel, Channel::all);
}

TEST(DecideComplaint, ReportedIsARowOfItsOwn) {
  Verdict verdict = verdict_of(Intent::complaint);
  verdict.is_reported = true;
  EXPECT_EQ(first_of(verdict, Provenance::verified).kind, EventKind::complaint);
  EXPECT_EQ(first_of(verdict, Provenance::verified).scope.reach, Reach::global);
  EXPECT_EQ(first_of(verdict, Provenance::likely).force, Force::held);
}

TEST(DecideFlags, ErasureSuppressesEverythingAndOpensARequest) {
  Verdict verdict = verdict_of(Intent::opt_out);
  verdict.erasure_request = true;
  const std::vector<Event> events = events_of(verdict, Provenance::verified);
  EXPECT_EQ(events.front().scope.purpose, all_purposes());
  EXPECT_EQ(events.front().scope.channel, Channel::all);
  EXPECT_TRUE(has_kind(events, EventKind::erasure_request));
}

TEST(DecideFlags, AccessIsARequestAndNoOptOut) {
  Verdict verdict = verdict_of(Intent::question);
  verdict.access_request = true;
  const std::vector<Event> events = events_of(verdict, Provenance::verified);
  EXPECT_TRUE(has_kind(events, EventKind::access_request));
  EXPECT_TRUE(has_kind(events, EventKind::replied));
  EXPECT_FALSE(has_kind(events, EventKind::opt_out));
}

TEST(DecidePause, NotInterestedPausesMarketingHere) {
  const Event event = first_of(verdict_of(Intent::not_interested), Provenance::verified);
  EXPECT_EQ(event.kind, EventKind::not_interested);
  EXPECT_EQ(event.force, Force::in_force);
  EXPECT_EQ(event.scope, scope_of(ours, marketing(), Channel::all));
  EXPECT_EQ(event.until, now + std::chrono::days(180));
}

TEST(DecidePause, AbsenceEndsOnTheFirstDayBack) {
  Verdict verdict = verdict_of(Intent::out_of_office);
  verdict.until = parsers::Date(std::chrono::floor<std::chrono::days>(now) + std::chrono::days(30));
  const Event event = first_of(verdict, Provenance::verified);
  EXPECT_EQ(event.kind, EventKind::absent);
  EXPECT_EQ(event.until, day(33, 0));
}

TEST(DecidePause, AbsenceWithoutAUsableDateLastsSevenDays) {
  Verdict verdict = verdict_of(Intent::out_of_office);
  EXPECT_EQ(first_of(verdict, Provenance::verified).until, now + std::chrono::days(7));
  verdict.until = parsers::Date(std::chrono::year(9999), std::chrono::month(1), std::chrono::day(1));
  EXPECT_EQ(first_of(verdict, Provenance::verified).until, now + std::chrono::days(7));
  verdict.until = parsers::Date(std::chrono::year(2026), std::chrono::month(2), std::chrono::day(31));
  EXPECT_EQ(first_of(verdict, Provenance::verified).until, now + std::chrono::days(7));
}

TEST(DecidePause, LikelyPauseIsProvisional) {
  EXPECT_EQ(first_of(verdict_of(Intent::out_of_office), Provenance::likely).force, Force::provisional);
}

TEST(DecideReply, InterestedAndQuestionAreRepliesOfTheirLevel) {
  for (const Intent intent : {Intent::interested, Intent::question}) {
    EXPECT_EQ(first_of(verdict_of(intent), Provenance::verified).kind, EventKind::replied);
    EXPECT_EQ(first_of(verdict_of(intent), Provenance::likely).level, Provenance::likely);
  }
}

TEST(DecideReply, AcknowledgementLeavesNoTrace) {
  EXPECT_TRUE(events_of(verdict_of(Intent::auto_ack), Provenance::verified).empty());
  EXPECT_TRUE(events_of(verdict_of(Intent::other), Provenance::verified).empty());
}

TEST(DecideReply, WhatCouldNotBeReadIsHeld) {
  const Event event = first_of(verdict_of(Intent::other, 0), Provenance::likely);
  EXPECT_EQ(event.kind, EventKind::review_requested);
  EXPECT_EQ(event.force, Force::held);
}

TEST(DecideReply, WhatWasReadAndSaysNothingIsOnlyShown) {
  EXPECT_EQ(first_of(verdict_of(Intent::other, 0.3), Provenance::likely).force, Force::recorded);
}

TEST(DecideDeparture, IsRecordedAndReviewed) {
  const std::vector<Event> events = events_of(verdict_of(Intent::left_company), Provenance::verified);
  EXPECT_EQ(events.front().kind, EventKind::left_company);
  EXPECT_EQ(events.front().force, Force::recorded);
  EXPECT_TRUE(has_kind(events, EventKind::review_requested));
}

TEST(DecideBounce, VerifiedHardOneIsInForceInItsWorkspace) {
  const Event event = first_of(bounce_of(FailureReason::user_unknown), Provenance::verified);
  EXPECT_EQ(event.kind, EventKind::delivery_failed);
  EXPECT_EQ(event.force, Force::in_force);
  EXPECT_EQ(event.failure, FailureReason::user_unknown);
  EXPECT_EQ(event.scope, scope_of(ours, all_purposes()));
  EXPECT_FALSE(event.until);
}

TEST(DecideBounce, LikelyHardOneIsProvisionalForFourteenDays) {
  for (const Provenance level : {Provenance::likely, Provenance::likely_forward}) {
    const Event event = first_of(bounce_of(FailureReason::host_unknown), level);
    EXPECT_EQ(event.force, Force::provisional);
    EXPECT_EQ(event.until, now + std::chrono::days(14));
  }
}

TEST(DecideBounce, VerifiedForwardOfAContactNeverMailedIsProvisional) {
  Circumstances where = by_mail();
  where.contact_was_mailed = false;
  EXPECT_EQ(first_of(bounce_of(FailureReason::user_unknown), Provenance::verified_forward, where).force,
            Force::provisional);
  EXPECT_EQ(first_of(bounce_of(FailureReason::user_unknown), Provenance::verified_forward).force, Force::in_force);
}

TEST(DecideBounce, SoftAndSendersOnesAreRecordedFacts) {
  for (const FailureReason reason : {FailureReason::mailbox_full, FailureReason::spam_detected}) {
    const Event event = first_of(bounce_of(reason), Provenance::verified);
    EXPECT_EQ(event.kind, EventKind::delivery_failed);
    EXPECT_EQ(event.force, Force::recorded);
  }
}

TEST(DecideBounce, DelayedIsRecordedAndDeliveredIsKnown) {
  EXPECT_EQ(first_of(bounce_of(FailureReason::expired, parsers::Action::delayed), Provenance::verified).kind,
            EventKind::delivery_delayed);
  EXPECT_EQ(first_of(bounce_of(FailureReason::undefined, parsers::Action::delivered), Provenance::verified).kind,
            EventKind::delivered);
  EXPECT_TRUE(events_of(bounce_of(FailureReason::undefined, parsers::Action::relayed), Provenance::verified).empty());
}

TEST(DecideOperator, SuppressAndAllow) {
  OperatorAction action{
      .kind = OperatorAction::Kind::suppress, .scope = scope_of(ours), .transactional_may_pass = true};
  const std::vector<Event> denied = decide(action, {}, policy, now);
  ASSERT_EQ(denied.size(), 1U);
  EXPECT_EQ(denied[0].kind, EventKind::denied);
  EXPECT_EQ(denied[0].scope, scope_of(ours));
  EXPECT_EQ(denied[0].force, Force::in_force);
  EXPECT_TRUE(denied[0].transactional_may_pass);
  action.kind = OperatorAction::Kind::allow;
  EXPECT_EQ(decide(action, {}, policy, now).front().kind, EventKind::allow_listed);
}

TEST(DecideOperator, LiftNamesLiveFactsOfItsWorkspaceAndScope) {
  const AddressState state = state_of({
      entry_of(1, day(0), event_of(EventKind::opt_out, scope_of(ours))),
      entry_of(2, day(0), event_of(EventKind::opt_out, scope_of(ours), Force::recorded)),
      entry_of(3, day(0), event_of(EventKind::opt_out, scope_of(ours, marketing(), Channel::sms))),
      entry_of(4, day(0), event_of(EventKind::opt_out, global_from(theirs))),
      entry_of(5, day(0), event_of(EventKind::denied, scope_of(ours))),
      entry_of(6, day(0), event_of(EventKind::complaint, scope_of(ours))),
      entry_of(7, day(0), event_of(EventKind::legal_hold, scope_of(ours))),
      entry_of(8, day(0), event_of(EventKind::erased, scope_of(ours))),
  });
  const OperatorAction action{.kind = OperatorAction::Kind::lift, .scope = scope_of(ours)};
  const std::vector<Event> events = decide(action, state, policy, now);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, EventKind::lifted);
  EXPECT_EQ(events[0].cancels, (std::vector{id_of(1), id_of(5)}));
  EXPECT_FALSE(events[0].until) << "no delivery failure to clear";
}

TEST(DecideOperator, OwnersLiftReachesFactsOfOthers) {
  const AddressState state = state_of({entry_of(4, day(0), event_of(EventKind::opt_out, global_from(theirs)))});
  const OperatorAction action{.kind = OperatorAction::Kind::lift, .scope = global_from(ours)};
  EXPECT_EQ(decide(action, state, policy, now).front().cancels, std::vector{id_of(4)});
}

TEST(DecideOperator, LiftDismissesWhatIsHeld) {
  const AddressState state =
      state_of({entry_of(1, day(0), event_of(EventKind::complaint, scope_of(ours), Force::held)),
                entry_of(2, day(0), event_of(EventKind::review_requested, scope_of(ours), Force::held))});
  const OperatorAction action{.kind = OperatorAction::Kind::lift, .scope = scope_of(ours)};
  EXPECT_EQ(decide(action, state, policy, now).front().cancels, (std::vector{id_of(1), id_of(2)}));
}

TEST(DecideOperator, NothingToLiftGivesNoEvent) {
  const OperatorAction action{.kind = OperatorAction::Kind::lift, .scope = scope_of(ours)};
  EXPECT_TRUE(decide(action, {}, policy, now).empty());
  const AddressState lifted = state_of(
      {entry_of(1, day(0), event_of(EventKind::opt_out, scope_of(ours))), lift_of(9, {id_of(1)}, scope_of(ours))});
  EXPECT_TRUE(decide(action, lifted, policy, now).empty());
}

TEST(DecideOperator, LiftMakesTheAnswerAllowAgain) {
  AddressState state = state_of({entry_of(1, day(0), event_of(EventKind::opt_out, scope_of(ours))),
                                 entry_of(2, day(1), failure_of(FailureReason::user_unknown))});
  const OperatorAction action{.kind = OperatorAction::Kind::lift, .scope = scope_of(ours)};
  const std::vector<Event> events = decide(action, state, policy, now);
  ASSERT_EQ(events.size(), 1U);
  state = evolve(std::move(state), entry_of(9, now, events[0]));
  const Query query{.workspace = ours, .channel = Channel::email, .purpose = marketing()};
  EXPECT_EQ(may_send(query, {{.key = KeyKind::strict, .state = state}}, policy, now).answer, Answer::allow);
  EXPECT_TRUE(decide(action, state, policy, now).empty()) << "a second lift has nothing to do";
}

} // namespace classifier
