// What follows from a consent: a permission that may lift what the person did before, or its end, which is an opt-out.
#include <algorithm>

#include "classifier/decide.hpp"

namespace classifier {

namespace {

/// What the person's own confirmation ends: what they did, or what stands for it on a list.
bool may_be_confirmed_away(const Event& event) {
  switch (event.kind) {
    case EventKind::opt_out:
    case EventKind::complaint:
    case EventKind::not_interested:
    case EventKind::objection:
    case EventKind::legal_hold:
    case EventKind::erased:
    case EventKind::imported:
      return true;
    default:
      return event.force == Force::held && event.kind != EventKind::delivery_failed;
  }
}

Event event_of(EventKind kind, const ConsentAction& action) {
  Event event;
  event.kind = kind;
  event.scope = action.scope;
  event.level = action.level;
  event.force = Force::in_force;
  return event;
}

template <class Predicate>
std::vector<EntryId> name_live(const AddressState& state, const Scope& scope, Predicate applies) {
  std::vector<EntryId> named;
  for (const Fact& fact : state.facts) {
    const auto part = intersection(fact.event.scope, scope);
    if (part && applies(fact.event) && is_live(fact, *part, state)) named.push_back(fact.id);
  }
  return named;
}

} // namespace

std::vector<Event> decide(const ConsentAction& action, const AddressState& state) {
  if (action.kind == ConsentAction::Kind::withdraw) {
    Event withdrawn = event_of(EventKind::consent_withdrawn, action);
    withdrawn.cancels =
        name_live(state, action.scope, [](const Event& event) { return event.kind == EventKind::consent_granted; });
    return {withdrawn, event_of(EventKind::opt_out, action)};
  }
  Event granted = event_of(EventKind::consent_granted, action);
  granted.until = action.expires;
  if (action.kind == ConsentAction::Kind::confirm) {
    granted.level = Provenance::verified;
    granted.cancels = name_live(state, action.scope, may_be_confirmed_away);
  }
  return {granted};
}

} // namespace classifier
