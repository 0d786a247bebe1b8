// What agrees, and with whom: through the answer, as a sender sees it.
#include "classifier/quorum.hpp"

#include "tests/classifier/facts_for_tests.hpp"

namespace classifier {
namespace {

constexpr WorkspaceId asking = 9;

Policy policy_of(GlobalSuppression global) {
  Policy policy;
  policy.global = global;
  return policy;
}
const Policy organisation = policy_of(GlobalSuppression::organisation);
const Policy agencies = policy_of(GlobalSuppression::agencies);

Event opt_out_of(WorkspaceId workspace, AgencyId agency = 0) {
  Event event = event_of(EventKind::opt_out, scope_of(workspace));
  event.scope.agency = agency;
  return event;
}

Event forward_of(WorkspaceId workspace, std::uint64_t source) {
  Event event = opt_out_of(workspace);
  event.level = Provenance::verified_forward;
  event.source = source;
  return event;
}

Decision ask(const std::vector<Entry>& entries, const Policy& policy, int on = 100) {
  Query query;
  query.workspace = asking;
  return may_send(query, {{.key = KeyKind::strict, .state = state_of(entries)}}, policy, day(on));
}

std::vector<Entry> three_opt_outs() {
  return {entry_of(1, day(0), opt_out_of(1)), entry_of(2, day(40), opt_out_of(2)), entry_of(3, day(90), opt_out_of(3))};
}

TEST(Quorum, ThreeAgenciesWithinTheSpanDenyEverywhere) {
  const Decision decision = ask(three_opt_outs(), agencies);
  EXPECT_EQ(decision.answer, Answer::deny);
  EXPECT_EQ(decision.scope, Reach::global);
  EXPECT_TRUE(decision.is_foreign);
}

TEST(Quorum, LastsForAsLongAsThreeRemain) {
  auto entries = three_opt_outs();
  entries.push_back(lift_of(9, {id_of(2)}, scope_of(2)));
  EXPECT_EQ(ask(entries, agencies).answer, Answer::allow);
}

TEST(Quorum, TwoAgenciesAreNotEnough) {
  auto entries = three_opt_outs();
  entries[0].event.scope.agency = entries[1].event.scope.agency = 5;
  EXPECT_EQ(ask(entries, agencies).answer, Answer::allow);
}

TEST(Quorum, ThreeAgenciesFurtherApartThanTheSpanAreNotEnough) {
  auto entries = three_opt_outs();
  entries[2].received_at = day(91);
  EXPECT_EQ(ask(entries, agencies).answer, Answer::allow);
}

TEST(Quorum, KindsAreCountedApart) {
  auto entries = three_opt_outs();
  entries[1].event.kind = EventKind::complaint;
  EXPECT_EQ(ask(entries, agencies).answer, Answer::allow);
}

TEST(Quorum, OnlyVerifiedFactsCount) {
  auto entries = three_opt_outs();
  entries[1].event.level = Provenance::verified_forward;
  EXPECT_EQ(ask(entries, agencies).answer, Answer::allow);
}

TEST(Quorum, OperatorsAndStreamsDoNotCount) {
  auto denied = three_opt_outs();
  for (Entry& entry : denied) entry.event.kind = EventKind::denied;
  EXPECT_EQ(ask(denied, agencies).answer, Answer::allow);
  auto streams = three_opt_outs();
  for (Entry& entry : streams) entry.event.scope.purpose = stream("weekly");
  EXPECT_EQ(ask(streams, agencies).answer, Answer::allow);
}

TEST(Quorum, CoversOnlyThePurposeThatTheyAreOf) {
  Query query;
  query.workspace = asking;
  query.purpose = transactional();
  EXPECT_EQ(may_send(query, {{.key = KeyKind::strict, .state = state_of(three_opt_outs())}}, agencies, day(100)).answer,
            Answer::allow);
}

TEST(Quorum, ForwardThatAnotherSourceConfirmsIsGlobalInAnOrganisation) {
  const std::vector<Entry> entries{entry_of(1, day(0), forward_of(1, 11)), entry_of(2, day(3), forward_of(2, 22))};
  EXPECT_EQ(ask(entries, organisation).answer, Answer::deny);
  EXPECT_EQ(ask(entries, agencies).answer, Answer::allow);
}

TEST(Quorum, OneSourceTwiceOrNoneAgreesWithNobody) {
  EXPECT_EQ(ask({entry_of(1, day(0), forward_of(1, 11)), entry_of(2, day(3), forward_of(2, 11))}, organisation).answer,
            Answer::allow);
  EXPECT_EQ(ask({entry_of(1, day(0), forward_of(1, 11)), entry_of(2, day(3), forward_of(2, 0))}, organisation).answer,
            Answer::allow);
}

TEST(Quorum, WhatIsOnlyHeldIsNotMadeGlobal) {
  Event held = forward_of(2, 22);
  held.level = Provenance::likely;
  held.force = Force::held;
  const std::vector<Entry> entries{entry_of(1, day(0), forward_of(1, 11)), entry_of(2, day(3), held)};
  const Decision decision = ask(entries, organisation);
  EXPECT_EQ(decision.answer, Answer::deny) << "the forward is confirmed";
  EXPECT_EQ(decision.entry, id_of(1));
}

TEST(Quorum, LiftOfTheAskingWorkspaceFreesIt) {
  auto entries = three_opt_outs();
  entries.push_back(lift_of(9, {id_of(1), id_of(2), id_of(3)}, scope_of(asking)));
  EXPECT_EQ(ask(entries, agencies).answer, Answer::allow);
}

} // namespace
} // namespace classifier
