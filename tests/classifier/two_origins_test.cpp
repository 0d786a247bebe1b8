// Two machines that decided alone, and what they know once each has the other's entries.
#include <algorithm>
#include <random>

#include "classifier/decide.hpp"
#include "tests/classifier/facts_for_tests.hpp"

namespace classifier {
namespace {

const Policy policy;

/// A machine: decides by what it has seen, gives ids of its own, and keeps what it wrote.
class Machine {
 public:
  explicit Machine(std::uint8_t name) : name_(name) {}

  EntryId write(const Event& event) {
    ++written_count_;
    Entry entry = entry_of(written_count_, day(written_count_), event);
    entry.id.front() = name_;
    entries_.push_back(entry);
    state_ = evolve(std::move(state_), entry);
    return entry.id;
  }
  void lift() {
    const OperatorAction action{.kind = OperatorAction::Kind::lift, .scope = scope_of(ours, all_purposes())};
    for (const Event& event : decide(action, state_, policy, day(90))) write(event);
  }
  void confirm() {
    for (const Event& event :
         decide(ConsentAction{.kind = ConsentAction::Kind::confirm, .scope = scope_of(ours)}, state_))
      write(event);
  }
  void learn(const std::vector<Entry>& entries) {
    for (const Entry& entry : entries) state_ = evolve(std::move(state_), entry);
  }
  [[nodiscard]] Answer answer() const {
    Query query;
    query.workspace = ours;
    return may_send(query, {{.key = KeyKind::strict, .state = state_}}, policy, day(200)).answer;
  }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] const AddressState& state() const { return state_; }

 private:
  std::uint8_t name_;
  std::uint8_t written_count_ = 0;
  AddressState state_;
  std::vector<Entry> entries_;
};

void meet(Machine& a, Machine& b) {
  const auto of_a = a.entries();
  a.learn(b.entries());
  b.learn(of_a);
}

TEST(TwoOrigins, LiftLeavesTheOptOutThatItHadNotSeen) {
  Machine a(1);
  Machine b(2);
  a.write(event_of(EventKind::opt_out, scope_of(ours)));
  a.lift();
  EXPECT_EQ(a.answer(), Answer::allow);
  b.write(event_of(EventKind::opt_out, scope_of(ours)));
  meet(a, b);
  EXPECT_EQ(a.answer(), Answer::deny);
  EXPECT_EQ(a.state(), b.state());
}

TEST(TwoOrigins, ConfirmationLeavesTheOptOutThatItHadNotSeen) {
  Machine a(1);
  Machine b(2);
  a.write(event_of(EventKind::opt_out, scope_of(ours)));
  a.confirm();
  b.write(event_of(EventKind::complaint, scope_of(ours)));
  meet(a, b);
  EXPECT_EQ(b.answer(), Answer::deny);
  EXPECT_EQ(a.state(), b.state());
}

TEST(TwoOrigins, LiftThatArrivesBeforeWhatItLiftsCounts) {
  Machine a(1);
  Machine b(2);
  a.write(event_of(EventKind::opt_out, scope_of(ours)));
  a.lift();
  b.learn({a.entries().at(1)});
  b.learn({a.entries().at(0)});
  EXPECT_EQ(b.answer(), Answer::allow);
  EXPECT_EQ(a.state(), b.state());
}

TEST(TwoOrigins, WhatTheyDecideAloneJoinsTheSameInEitherOrder) {
  std::mt19937 chance(4);
  constexpr std::array kinds{EventKind::opt_out, EventKind::complaint, EventKind::denied, EventKind::delivery_failed,
                             EventKind::window_opened};
  for (int round = 0; round < 500; ++round) {
    Machine a(1);
    Machine b(2);
    for (int step = 0; step < 30; ++step) {
      Machine& machine = chance() % 2 == 0 ? a : b;
      const auto action = chance() % 8;
      if (action == 0)
        machine.lift();
      else if (action == 1)
        machine.confirm();
      else if (action == 2)
        meet(a, b);
      else
        machine.write(event_of(kinds[chance() % kinds.size()], scope_of(chance() % 2 == 0 ? ours : theirs)));
    }
    meet(a, b);
    ASSERT_EQ(a.state(), b.state()) << "round " << round;
    std::vector<Entry> all = a.entries();
    all.insert(all.end(), b.entries().begin(), b.entries().end());
    std::ranges::shuffle(all, chance);
    ASSERT_EQ(state_of(all), a.state()) << "round " << round;
  }
}

} // namespace
} // namespace classifier
