// A flood of the same words by one person: held, kept in the ledger, and no swelling row.
#include "classifier/repetition.hpp"

#include "classifier/decide.hpp"
#include "tests/classifier/facts_for_tests.hpp"

namespace classifier {

namespace {

const Policy policy;
constexpr std::uint8_t flood = 100;

Verdict opt_out() {
  Verdict verdict;
  verdict.intent = Intent::opt_out;
  verdict.confidence = 0.95;
  return verdict;
}

struct Person {
  AddressState state;
  std::uint8_t entries = 0;

  /// Decides about one more message and puts what follows into the state.
  std::vector<Event> says(const Verdict& verdict, parsers::Instant when, Provenance level = Provenance::verified) {
    const Circumstances here{.workspace = ours, .channel = Channel::email, .stream = std::nullopt};
    std::vector<Event> events = decide(verdict, level, here, state, policy, when);
    for (const Event& event : events) state = evolve(std::move(state), entry_of(++entries, when, event));
    return events;
  }
};

} // namespace

TEST(Repetition, AFloodOfOptOutsStandsInTheLedgerAndSixteenTimesInTheRow) {
  Person person;
  for (std::uint8_t i = 0; i < flood; ++i) {
    const auto events = person.says(opt_out(), day(3));
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, EventKind::opt_out);
    EXPECT_EQ(events[0].force, i < most_alike_in_a_day ? Force::in_force : Force::repeated);
  }
  EXPECT_EQ(person.state.facts.size(), most_alike_in_a_day);
}

TEST(Repetition, WhatIsSaidAgainAfterALiftCounts) {
  Person person;
  for (std::uint8_t i = 0; i < flood; ++i) person.says(opt_out(), day(3));
  const OperatorAction lift{.kind = OperatorAction::Kind::lift, .scope = global_from(ours)};
  const auto lifted = decide(lift, person.state, policy, day(3));
  ASSERT_EQ(lifted.size(), 1U);
  person.state = evolve(std::move(person.state), entry_of(++person.entries, day(3), lifted[0]));
  EXPECT_EQ(person.says(opt_out(), day(3))[0].force, Force::in_force);
}

TEST(Repetition, ANewDayCountsAnew) {
  Person person;
  for (std::uint8_t i = 0; i < flood; ++i) person.says(opt_out(), day(3));
  EXPECT_EQ(person.says(opt_out(), day(5))[0].force, Force::in_force);
}

TEST(Repetition, AnotherScopeOrALaterEndIsNoRepetition) {
  Person person;
  for (std::uint8_t i = 0; i < flood; ++i) person.says(opt_out(), day(3));
  Event here = event_of(EventKind::opt_out);
  here.scope.workspace = theirs;
  EXPECT_FALSE(is_repeated_too_often(here, person.state, day(3)));

  Verdict absent;
  absent.intent = Intent::out_of_office;
  absent.confidence = 0.99;
  for (std::uint8_t i = 0; i < flood; ++i) person.says(absent, day(3));
  EXPECT_EQ(person.says(absent, day(3))[0].force, Force::repeated);
  EXPECT_EQ(person.says(absent, day(3, 13))[0].force, Force::in_force) << "it ends later than those known";
}

TEST(Repetition, BouncesAndArrivalsAreBoundedByTheStateItself) {
  AddressState state;
  for (std::uint8_t i = 0; i < flood; ++i) {
    for (const EventKind kind : {EventKind::delivery_failed, EventKind::delivered, EventKind::replied}) {
      const Event event = event_of(kind);
      EXPECT_FALSE(is_repeated_too_often(event, state, day(3)));
      state = evolve(std::move(state), entry_of(i, day(3), event));
    }
  }
  EXPECT_EQ(state.facts.size(), 4U); // two failures, one reply, one delivery
}

} // namespace classifier
