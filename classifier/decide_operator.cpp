// What follows from an operator's action: a denial, a permission, or a lift of what is live.
#include <algorithm>

#include "classifier/decide.hpp"
#include "classifier/failure_class.hpp"

namespace classifier {

namespace {

/// Complaints, legal and erasure rows only the person or an owner ends; what a newer Desist wrote, nobody by accident.
bool may_be_lifted(EventKind kind) {
  switch (kind) {
    case EventKind::opt_out:
    case EventKind::not_interested:
    case EventKind::absent:
    case EventKind::left_company:
    case EventKind::denied:
    case EventKind::imported:
      return true;
    default:
      return false;
  }
}

/// What only records has nothing to lift; these deny whatever their force.
bool has_effect(const Fact& fact) {
  switch (fact.event.kind) {
    case EventKind::denied:
    case EventKind::imported:
    case EventKind::left_company:
      return true;
    default:
      return fact.event.force != Force::recorded;
  }
}

/// An admin names facts of their own workspace; what an owner lifts reaches all, or an agency.
bool may_name(const OperatorAction& action, const Fact& fact) {
  const Scope& place = action.scope;
  if (place.reach == Reach::agency && place.agency != 0 && fact.event.scope.agency == place.agency) return true;
  return place.reach == Reach::global || fact.event.scope.workspace == place.workspace;
}

bool is_cleared_later(const Fact& failure, const Scope& part, const AddressState& state) {
  return std::ranges::any_of(state.facts, [&](const Fact& fact) {
    return fact.event.kind == EventKind::lifted && fact.event.until && failure.received_at <= *fact.event.until &&
           covers(fact.event.scope, part);
  });
}

std::vector<Event> lift(const OperatorAction& action, const AddressState& state, parsers::Instant now) {
  Event lifted;
  lifted.kind = EventKind::lifted;
  lifted.scope = action.scope;
  lifted.level = Provenance::verified;
  lifted.force = Force::in_force;
  lifted.source = action.source;
  for (const Fact& fact : state.facts) {
    const auto part = intersection(fact.event.scope, action.scope);
    if (!part || !may_name(action, fact)) continue;
    const bool is_failure =
        fact.event.kind == EventKind::delivery_failed && class_of(fact.event) != FailureClass::senders;
    if (is_failure && !is_cleared_later(fact, *part, state)) lifted.until = now;
    const bool is_held_back = fact.event.force == Force::held && fact.event.kind != EventKind::delivery_failed;
    const bool may_name_it = may_be_lifted(fact.event.kind) || is_held_back;
    if (may_name_it && has_effect(fact) && is_live(fact, *part, state)) lifted.cancels.push_back(fact.id);
  }
  if (lifted.cancels.empty() && !lifted.until) return {};
  return {lifted};
}

} // namespace

std::vector<Event> decide(const OperatorAction& action, const AddressState& state, const Policy& /*policy*/,
                          parsers::Instant now) {
  if (action.kind == OperatorAction::Kind::lift) return lift(action, state, now);
  const bool denies = action.kind == OperatorAction::Kind::suppress;
  Event event;
  event.kind = denies ? EventKind::denied : EventKind::allow_listed;
  event.scope = action.scope;
  event.level = Provenance::verified;
  event.force = Force::in_force;
  event.source = action.source;
  event.transactional_may_pass = denies && action.transactional_may_pass;
  return {event};
}

} // namespace classifier
