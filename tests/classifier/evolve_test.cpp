#include <algorithm>
#include <random>

#include "classifier/failure_class.hpp"
#include "tests/classifier/facts_for_tests.hpp"

namespace classifier {

namespace {

using parsers::FailureReason;

/// Few ids, days, scopes and levels, so that entries meet each other often.
class RandomEntries {
 public:
  explicit RandomEntries(unsigned seed) : random_(seed) {}

  std::vector<Entry> make(std::size_t count) {
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < count; ++i) entries.push_back(make_one());
    return entries;
  }

  void shuffle(std::vector<Entry>& entries) { std::ranges::shuffle(entries, random_); }
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

 private:
  Entry make_one() {
    constexpr std::array reasons{FailureReason::user_unknown, FailureReason::mailbox_full, FailureReason::suspended,
                                 FailureReason::spam_detected};
    constexpr std::array kinds{
        EventKind::opt_out,       EventKind::delivery_failed, EventKind::delivery_failed, EventKind::delivery_failed,
        EventKind::lifted,        EventKind::replied,         EventKind::consent_granted, EventKind::consent_withdrawn,
        EventKind::window_opened, EventKind::window_opened,   EventKind::delivered};
    Event event = event_of(kinds[below(kinds.size())]);
    event.scope.workspace = below(2) == 0 ? ours : theirs;
    event.level = below(3) == 0 ? Provenance::likely : Provenance::verified;
    if (event.kind == EventKind::delivery_failed) event.failure = reasons[below(reasons.size())];
    if (may_cancel(event.kind)) event.cancels = {id_of(number()), id_of(number())};
    if (event.kind != EventKind::opt_out && below(2) == 0) event.until = day(static_cast<int>(below(3)));
    return entry_of(number(), day(static_cast<int>(below(3)), static_cast<int>(below(4))), event);
  }

  std::uint8_t number() { return static_cast<std::uint8_t>(below(12)); }

  std::mt19937 random_;
};

} // namespace

TEST(Evolve, EveryPermutationOfFewEntriesGivesTheSameState) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    RandomEntries random(seed);
    const std::vector<Entry> entries = random.make(6);
    const AddressState expected = state_of(entries);
    std::array<std::size_t, 6> order{0, 1, 2, 3, 4, 5};
    do {
      AddressState state;
      for (const std::size_t place : order) state = evolve(std::move(state), entries[place]);
      ASSERT_EQ(state, expected) << "seed " << seed;
    } while (std::ranges::next_permutation(order).found);
  }
}

TEST(Evolve, ShufflesWithRepeatsGiveTheSameState) {
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    RandomEntries random(seed);
    std::vector<Entry> entries = random.make(5 + random.below(40));
    const AddressState expected = state_of(entries);
    const std::size_t count = entries.size();
    for (std::size_t i = 0; i < count; ++i)
      if (random.below(3) == 0) entries.push_back(entries[i]);
    random.shuffle(entries);
    ASSERT_EQ(state_of(entries), expected) << "seed " << seed;
  }
}

TEST(Evolve, EntriesAppliedToEitherHalfFirstGiveTheSameState) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    RandomEntries random(seed);
    const std::vector<Entry> first = random.make(15);
    const std::vector<Entry> second = random.make(15);
    AddressState one = state_of(first);
    for (const Entry& entry : second) one = evolve(std::move(one), entry);
    AddressState other = state_of(second);
    for (const Entry& entry : first) other = evolve(std::move(other), entry);
    ASSERT_EQ(one, other) << "seed " << seed;
  }
}

TEST(Join, GivesWhatAllEntriesOneByOneGive) {
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    RandomEntries random(seed);
    std::vector<Entry> entries = random.make(random.below(20));
    const AddressState first = state_of(entries);
    const std::vector<Entry> more = random.make(random.below(20));
    const AddressState second = state_of(more);
    entries.insert(entries.end(), more.begin(), more.end());
    ASSERT_EQ(join(first, second), state_of(entries)) << "seed " << seed;
    ASSERT_EQ(join(second, first), state_of(entries)) << "seed " << seed;
  }
}

TEST(Evolve, OfArrivalsTheLatestIsKeptForEachLevelAndChannel) {
  std::vector<Entry> entries;
  for (std::uint8_t i = 0; i < 100; ++i) entries.push_back(entry_of(i, day(0, i), event_of(EventKind::replied)));
  Event by_message = event_of(EventKind::replied);
  by_message.scope.channel = Channel::sms;
  entries.push_back(entry_of(200, day(-1), by_message));
  for (const bool reversed : {false, true}) {
    if (reversed) std::ranges::reverse(entries);
    const AddressState state = state_of(entries);
    ASSERT_EQ(state.facts.size(), 2U);
    EXPECT_EQ(state.facts[0].id, id_of(99));
    EXPECT_EQ(state.facts[1].id, id_of(200));
  }
}

TEST(Evolve, WhatWasSaidTooOftenLeavesTheStateAsItWas) {
  EXPECT_EQ(state_of({entry_of(1, day(1), event_of(EventKind::opt_out, scope_of(ours), Force::repeated))}),
            AddressState{});
}

TEST(Evolve, FactsAreSortedById) {
  const AddressState state =
      state_of({entry_of(3, day(1), event_of(EventKind::opt_out)), entry_of(1, day(2), event_of(EventKind::opt_out)),
                entry_of(2, day(0), event_of(EventKind::complaint))});
  ASSERT_EQ(state.facts.size(), 3U);
  EXPECT_EQ(state.facts[0].id, id_of(1));
  EXPECT_EQ(state.facts[1].id, id_of(2));
  EXPECT_EQ(state.facts[2].id, id_of(3));
}

TEST(Evolve, SameIdTwiceKeepsTheEarlierTime) {
  const Entry late = entry_of(1, day(2), event_of(EventKind::opt_out));
  const Entry early = entry_of(1, day(1), event_of(EventKind::opt_out));
  for (const auto& entries : {std::vector{late, early}, std::vector{early, late}}) {
    const AddressState state = state_of(entries);
    ASSERT_EQ(state.facts.size(), 1U);
    EXPECT_EQ(state.facts[0].received_at, day(1));
  }
}

TEST(Evolve, SecondOptOutOfThePersonIsAFactOfItsOwn) {
  EXPECT_EQ(
      state_of({entry_of(1, day(1), event_of(EventKind::opt_out)), entry_of(2, day(1), event_of(EventKind::opt_out))})
          .facts.size(),
      2U);
}

TEST(Evolve, LiftBecomesTombstonesAlsoBeforeItsFact) {
  const Entry lift = lift_of(9, {id_of(1), id_of(2)}, scope_of(ours));
  const AddressState state = state_of({lift, entry_of(1, day(1), event_of(EventKind::opt_out))});
  ASSERT_EQ(state.tombstones.size(), 2U);
  EXPECT_EQ(state.tombstones[0].cancelled, id_of(1));
  EXPECT_EQ(state.tombstones[0].lift, id_of(9));
  EXPECT_EQ(state.tombstones[0].scope, scope_of(ours));
  EXPECT_EQ(state.facts.size(), 1U);
}

TEST(Evolve, LiftThatClearsFailuresIsKeptAsAFactWithoutNames) {
  Entry lift = lift_of(9, {id_of(1)}, scope_of(ours));
  lift.event.until = day(4);
  const AddressState state = state_of({lift});
  ASSERT_EQ(state.facts.size(), 1U);
  EXPECT_TRUE(state.facts[0].event.cancels.empty());
  EXPECT_EQ(state.tombstones.size(), 1U);
}

TEST(Evolve, OnlyTheTwoEarliestFailuresOfADayAreKept) {
  std::vector<Entry> entries;
  for (std::uint8_t hour = 0; hour < 20; ++hour)
    entries.push_back(
        entry_of(static_cast<std::uint8_t>(100 - hour), day(1, hour), failure_of(FailureReason::mailbox_full)));
  const AddressState state = state_of(entries);
  ASSERT_EQ(state.facts.size(), 2U);
  EXPECT_EQ(state.facts[0].received_at, day(1, 1));
  EXPECT_EQ(state.facts[1].received_at, day(1, 0));
}

TEST(Evolve, FailuresOfOtherDaysClassesLevelsAndWorkspacesAreKeptApart) {
  std::vector<Entry> entries;
  const auto add_three = [&](int on, const Event& event) {
    for (int hour = 0; hour < 3; ++hour)
      entries.push_back(entry_of(static_cast<std::uint8_t>(entries.size()), day(on, hour), event));
  };
  add_three(1, failure_of(FailureReason::mailbox_full));
  add_three(2, failure_of(FailureReason::mailbox_full));
  add_three(1, failure_of(FailureReason::user_unknown));
  add_three(1, failure_of(FailureReason::spam_detected));
  add_three(1, failure_of(FailureReason::mailbox_full, Provenance::likely));
  Event foreign = failure_of(FailureReason::mailbox_full);
  foreign.scope.workspace = theirs;
  add_three(1, foreign);
  EXPECT_EQ(state_of(entries).facts.size(), 12U);
}

TEST(Evolve, OfOpenedWindowsTheOneThatClosesLastIsKept) {
  std::vector<Entry> entries;
  for (std::uint8_t hour = 0; hour < 20; ++hour) {
    Event opened = event_of(EventKind::window_opened, scope_of(ours, all_purposes(), Channel::whatsapp));
    opened.until = day(2, hour);
    entries.push_back(entry_of(hour, day(1, hour), opened));
  }
  entries.push_back(entries.front());
  entries.back().event.scope.workspace = theirs;
  const AddressState state = state_of(entries);
  ASSERT_EQ(state.facts.size(), 2U);
  EXPECT_EQ(state.facts[1].event.until, day(2, 19));
}

TEST(Evolve, RequestsForReviewThatHoldNothingDoNotSwellTheRow) {
  EXPECT_TRUE(state_of({entry_of(1, day(1), event_of(EventKind::review_requested, scope_of(ours), Force::recorded))})
                  .facts.empty());
  EXPECT_EQ(
      state_of({entry_of(1, day(1), event_of(EventKind::review_requested, scope_of(ours), Force::held))}).facts.size(),
      1U);
}

TEST(FailureClass, FollowsTheReasonNotThePermanence) {
  using parsers::Permanence;
  EXPECT_EQ(class_of(FailureReason::user_unknown, Permanence::soft), FailureClass::hard);
  EXPECT_EQ(class_of(FailureReason::mailbox_full, Permanence::hard), FailureClass::soft);
  EXPECT_EQ(class_of(FailureReason::spam_detected, Permanence::hard), FailureClass::senders);
}

TEST(FailureClass, NotAcceptIsHardUnlessItIsSoft) {
  using parsers::Permanence;
  EXPECT_EQ(class_of(FailureReason::not_accept, Permanence::none), FailureClass::hard);
  EXPECT_EQ(class_of(FailureReason::not_accept, Permanence::hard), FailureClass::hard);
  EXPECT_EQ(class_of(FailureReason::not_accept, Permanence::soft), FailureClass::soft);
}

} // namespace classifier
