// Strikes, points, rests and provisional bounces, asked through may_send as everybody does.
#include "tests/classifier/facts_for_tests.hpp"

namespace classifier {

namespace {

using parsers::FailureReason;

const Policy policy;

Decision ask_at(parsers::Instant now, const std::vector<Entry>& entries) {
  const Query query{.workspace = ours, .channel = Channel::email, .purpose = marketing()};
  return may_send(query, {{.key = KeyKind::strict, .state = state_of(entries)}}, policy, now);
}

Entry hard(std::uint8_t number, parsers::Instant time, Provenance level = Provenance::verified) {
  return entry_of(number, time, failure_of(FailureReason::user_unknown, level));
}

Entry soft(std::uint8_t number, parsers::Instant time, FailureReason reason = FailureReason::mailbox_full) {
  return entry_of(number, time, failure_of(reason));
}

Entry verified(std::uint8_t number, parsers::Instant time, EventKind kind) {
  return entry_of(number, time, event_of(kind, scope_of(ours), Force::recorded));
}

} // namespace

TEST(Strikes, FirstDeniesSevenDays) {
  const std::vector<Entry> entries{hard(1, day(0))};
  EXPECT_EQ(ask_at(day(6, 23), entries).reason, "hard_bounce");
  EXPECT_EQ(ask_at(day(7, 11), entries).answer, Answer::deny);
  EXPECT_EQ(ask_at(day(7, 12), entries).answer, Answer::allow);
}

TEST(Strikes, SecondDeniesNinetyDays) {
  const std::vector<Entry> entries{hard(1, day(0)), hard(2, day(8))};
  EXPECT_EQ(ask_at(day(9), entries).expires_at, day(98));
  EXPECT_EQ(ask_at(day(98), entries).answer, Answer::allow);
}

TEST(Strikes, ThirdDeniesForEver) {
  const std::vector<Entry> entries{hard(1, day(0)), hard(2, day(8)), hard(3, day(99))};
  const Decision decision = ask_at(day(5000), entries);
  EXPECT_EQ(decision.answer, Answer::deny);
  EXPECT_EQ(decision.since, day(99));
  EXPECT_FALSE(decision.expires_at);
}

TEST(Strikes, ThreeReportsOfOneDayAreOneStrike) {
  const std::vector<Entry> entries{hard(1, day(0, 1)), hard(2, day(0, 2)), hard(3, day(0, 3))};
  const Decision decision = ask_at(day(1), entries);
  EXPECT_EQ(decision.expires_at, day(7, 1));
  EXPECT_EQ(decision.entry, id_of(1));
}

TEST(Strikes, ReportWhileOneIsInForceCountsForNothing) {
  const std::vector<Entry> entries{hard(1, day(0)), hard(2, day(6)), hard(3, day(7))};
  EXPECT_EQ(ask_at(day(7), entries).expires_at, day(97)) << "the report of day 7 is the second strike";
}

TEST(Strikes, WhatArrivesLaterThanAskedDoesNotCountYet) {
  const std::vector<Entry> entries{hard(1, day(0)), hard(2, day(8))};
  EXPECT_EQ(ask_at(day(1), entries).expires_at, day(7));
}

TEST(Strikes, TakenInTheOrderOfTimeAndId) {
  const std::vector<Entry> entries{hard(2, day(0)), hard(1, day(0))};
  EXPECT_EQ(ask_at(day(1), entries).entry, id_of(1));
}

TEST(Strikes, FailureOfAnotherWorkspaceIsNoneOfOurs) {
  Entry foreign = hard(1, day(0));
  foreign.event.scope.workspace = theirs;
  EXPECT_EQ(ask_at(day(1), {foreign}).answer, Answer::allow);
}

TEST(Strikes, SendersFaultIsNeverASuppression) {
  std::vector<Entry> entries;
  for (std::uint8_t i = 0; i < 20; ++i) entries.push_back(soft(i, day(i), FailureReason::spam_detected));
  EXPECT_EQ(ask_at(day(20), entries).answer, Answer::allow);
}

TEST(Strikes, SameReportOnTwoDaysIsReadOnce) {
  const std::vector<Entry> entries{hard(1, day(0)), hard(1, day(8))};
  EXPECT_EQ(ask_at(day(9), entries).answer, Answer::allow);
}

TEST(SoftPoints, ThreePointsReachAStrike) {
  const std::vector<Entry> entries{soft(1, day(0), FailureReason::suspended), soft(2, day(1), FailureReason::suspended),
                                   soft(3, day(2), FailureReason::suspended)};
  const Decision decision = ask_at(day(3), entries);
  EXPECT_EQ(decision.reason, "hard_bounce");
  EXPECT_EQ(decision.since, day(2));
  EXPECT_EQ(decision.expires_at, day(9));
}

TEST(SoftPoints, DayWithoutSuspensionIsWorthHalfAPoint) {
  std::vector<Entry> entries;
  for (std::uint8_t i = 0; i < 5; ++i) entries.push_back(soft(i, day(i)));
  EXPECT_EQ(ask_at(day(4, 13), entries).reason, "soft_bounce");
  entries.push_back(soft(5, day(5)));
  EXPECT_EQ(ask_at(day(5, 13), entries).reason, "hard_bounce");
}

TEST(SoftPoints, SecondReportOfADayAddsOnlyASuspension) {
  const std::vector<Entry> entries{soft(1, day(0, 1)), soft(2, day(0, 2), FailureReason::suspended),
                                   soft(3, day(1, 1), FailureReason::suspended), soft(4, day(2, 1)),
                                   soft(5, day(2, 2), FailureReason::suspended)};
  EXPECT_EQ(ask_at(day(2, 1), entries).reason, "soft_bounce");
  EXPECT_EQ(ask_at(day(2, 2), entries).reason, "hard_bounce");
}

TEST(SoftPoints, LiveThirtyDays) {
  const std::vector<Entry> entries{soft(1, day(0), FailureReason::suspended), soft(2, day(1), FailureReason::suspended),
                                   soft(3, day(30), FailureReason::suspended)};
  EXPECT_EQ(ask_at(day(30, 13), entries).reason, "soft_bounce");
}

TEST(SoftPoints, StrikeUsesUpThePointsSoFar) {
  const std::vector<Entry> entries{soft(1, day(0), FailureReason::suspended), soft(2, day(1), FailureReason::suspended),
                                   soft(3, day(2), FailureReason::suspended),
                                   soft(4, day(10), FailureReason::suspended)};
  EXPECT_EQ(ask_at(day(10, 13), entries).reason, "soft_bounce");
}

TEST(ProvisionalBounce, ConfirmedByAnotherMessageOnAnotherDay) {
  const std::vector<Entry> entries{hard(1, day(0), Provenance::likely), hard(2, day(3), Provenance::likely)};
  const Decision decision = ask_at(day(4), entries);
  EXPECT_EQ(decision.reason, "hard_bounce");
  EXPECT_EQ(decision.since, day(3));
  EXPECT_EQ(decision.expires_at, day(10));
}

TEST(ProvisionalBounce, NotConfirmedByASecondMessageOfTheSameDay) {
  const std::vector<Entry> entries{hard(1, day(0, 1), Provenance::likely), hard(2, day(0, 9), Provenance::likely)};
  const Decision decision = ask_at(day(1), entries);
  EXPECT_EQ(decision.reason, "provisional_bounce");
  EXPECT_EQ(decision.expires_at, day(14, 1));
}

TEST(ProvisionalBounce, StartsAnewAfterItHasEnded) {
  const std::vector<Entry> entries{hard(1, day(0), Provenance::likely), hard(2, day(14), Provenance::likely)};
  const Decision decision = ask_at(day(15), entries);
  EXPECT_EQ(decision.reason, "provisional_bounce");
  EXPECT_EQ(decision.expires_at, day(28));
}

TEST(ProvisionalBounce, EndsWhenItsFactSaysSo) {
  Entry entry = hard(1, day(0), Provenance::likely);
  entry.event.until = day(3);
  EXPECT_EQ(ask_at(day(2), {entry}).expires_at, day(3));
  EXPECT_EQ(ask_at(day(3), {entry}).answer, Answer::allow);
}

TEST(ProvisionalBounce, WeakOneDoesNothing) {
  EXPECT_EQ(ask_at(day(1), {hard(1, day(0), Provenance::weak)}).answer, Answer::allow);
}

TEST(Clearing, VerifiedReplyClearsStrikesAndPoints) {
  const std::vector<Entry> entries{hard(1, day(0)), verified(2, day(1), EventKind::replied)};
  EXPECT_EQ(ask_at(day(2), entries).answer, Answer::allow);
  const std::vector<Entry> again{hard(1, day(0)), verified(2, day(8), EventKind::replied), hard(3, day(9))};
  EXPECT_EQ(ask_at(day(10), again).expires_at, day(16)) << "a first strike once more";
}

TEST(Clearing, VerifiedDeliveryClears) {
  EXPECT_EQ(ask_at(day(2), {hard(1, day(0)), verified(2, day(1), EventKind::delivered)}).answer, Answer::allow);
}

TEST(Clearing, ReplyOfALowerLevelClearsNothing) {
  Entry reply = verified(2, day(1), EventKind::replied);
  reply.event.level = Provenance::likely;
  EXPECT_EQ(ask_at(day(2), {hard(1, day(0)), reply}).answer, Answer::deny);
}

TEST(Clearing, ReplyInAnotherWorkspaceClearsNothing) {
  Entry reply = verified(2, day(1), EventKind::replied);
  reply.event.scope.workspace = theirs;
  EXPECT_EQ(ask_at(day(2), {hard(1, day(0)), reply}).answer, Answer::deny);
}

TEST(Clearing, EarlierReplyDoesNotClearWhatFollows) {
  EXPECT_EQ(ask_at(day(2), {verified(2, day(0), EventKind::replied), hard(1, day(1))}).answer, Answer::deny);
}

TEST(Clearing, ReplyClearsNoOptOut) {
  EXPECT_EQ(ask_at(day(2), {entry_of(1, day(0), event_of(EventKind::opt_out)), verified(2, day(1), EventKind::replied)})
                .reason,
            "unsubscribe");
}

TEST(Clearing, LiftClearsByTimeInsideItsScope) {
  Entry lift = lift_of(9, {}, scope_of(ours));
  lift.event.until = day(1);
  EXPECT_EQ(ask_at(day(2), {hard(1, day(0)), lift}).answer, Answer::allow);
  EXPECT_EQ(ask_at(day(2), {hard(1, day(1, 13)), lift}).answer, Answer::deny);
  lift.event.scope = scope_of(ours, transactional());
  EXPECT_EQ(ask_at(day(2), {hard(1, day(0)), lift}).answer, Answer::deny);
}

TEST(Departure, HardBounceThatAgreesNeverEnds) {
  const Entry notice = verified(2, day(0), EventKind::left_company);
  EXPECT_EQ(ask_at(day(1), {notice}).answer, Answer::allow);
  EXPECT_FALSE(ask_at(day(2), {notice, hard(1, day(1))}).expires_at);
  EXPECT_EQ(ask_at(day(400), {notice, hard(1, day(1))}).reason, "hard_bounce");
}

TEST(Departure, PointsOfSoftBouncesDoNotAgree) {
  std::vector<Entry> entries{verified(9, day(0), EventKind::left_company)};
  for (std::uint8_t i = 0; i < 3; ++i) entries.push_back(soft(i, day(i), FailureReason::suspended));
  EXPECT_EQ(ask_at(day(3), entries).expires_at, day(9));
}

} // namespace classifier
