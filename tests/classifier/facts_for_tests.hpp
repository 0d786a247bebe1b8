// Short ways to write entries, states and questions in tests.
#pragma once

#include "classifier/address_state.hpp"
#include "classifier/may_send.hpp"

namespace classifier {

constexpr WorkspaceId ours = 1;
constexpr WorkspaceId theirs = 2;

inline parsers::Instant day(int number, int hour = 12) {
  return parsers::Instant(std::chrono::days(20'000 + number) + std::chrono::hours(hour));
}

inline EntryId id_of(std::uint8_t number) {
  EntryId id{};
  id.back() = number;
  return id;
}

inline Purpose purpose(Purpose::Kind kind) { return {.kind = kind, .stream = {}}; }
inline Purpose all_purposes() { return purpose(Purpose::Kind::all); }
inline Purpose marketing() { return purpose(Purpose::Kind::marketing); }
inline Purpose transactional() { return purpose(Purpose::Kind::transactional); }
inline Purpose stream(std::string name) { return {.kind = Purpose::Kind::stream, .stream = std::move(name)}; }

inline Scope scope_of(WorkspaceId workspace, Purpose of = marketing(), Channel channel = Channel::email) {
  return {.reach = Reach::workspace, .workspace = workspace, .channel = channel, .purpose = std::move(of)};
}

inline Scope global_from(WorkspaceId workspace, Purpose of = marketing()) {
  Scope scope = scope_of(workspace, std::move(of));
  scope.reach = Reach::global;
  return scope;
}

inline Event event_of(EventKind kind, Scope scope = scope_of(ours, all_purposes()), Force force = Force::in_force) {
  Event event;
  event.kind = kind;
  event.scope = std::move(scope);
  event.level = Provenance::verified;
  event.force = force;
  return event;
}

inline Event failure_of(parsers::FailureReason reason, Provenance level = Provenance::verified) {
  const bool is_hard = reason == parsers::FailureReason::user_unknown;
  Event event = event_of(EventKind::delivery_failed, scope_of(ours, all_purposes()), Force::recorded);
  event.failure = reason;
  event.permanence = is_hard ? parsers::Permanence::hard : parsers::Permanence::soft;
  event.level = level;
  if (is_hard) event.force = level == Provenance::verified ? Force::in_force : Force::provisional;
  return event;
}

inline Entry entry_of(std::uint8_t number, parsers::Instant received_at, Event event) {
  Entry entry;
  entry.id = id_of(number);
  entry.received_at = received_at;
  entry.workspace = event.scope.workspace;
  entry.identity = IdentityHash{};
  entry.event = std::move(event);
  return entry;
}

inline AddressState state_of(const std::vector<Entry>& entries) {
  AddressState state;
  for (const Entry& entry : entries) state = evolve(std::move(state), entry);
  return state;
}

inline Entry lift_of(std::uint8_t number, std::vector<EntryId> cancels, Scope scope) {
  Event event = event_of(EventKind::lifted, std::move(scope));
  event.cancels = std::move(cancels);
  return entry_of(number, day(0), event);
}

} // namespace classifier
