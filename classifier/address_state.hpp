// What is known of one identity: a join over the set of its entries. Same entries, any order, any repeats: same state.
#pragma once

#include <vector>

#include "classifier/entry.hpp"

namespace classifier {

/// One element. The event's `cancels` is empty here: a lift or a withdrawal is kept as tombstones, and as a fact only
/// when it clears delivery failures, which it does by time; a consent is kept as both.
struct Fact {
  EntryId id{};
  parsers::Instant received_at{};
  Event event;
  friend bool operator==(const Fact&, const Fact&) = default;
};

/// Cancels fact `cancelled` inside `scope`, also when it arrives before the fact.
struct Tombstone {
  EntryId cancelled{};
  EntryId lift{};
  Scope scope;
  friend auto operator<=>(const Tombstone&, const Tombstone&) = default;
};

struct AddressState {
  std::vector<Fact> facts;           // sorted by (id, time); an id is there twice only as failures of two days
  std::vector<Tombstone> tombstones; // sorted, no repeats
  friend bool operator==(const AddressState&, const AddressState&) = default;
};

/// A join: commutative, associative, idempotent. Pure. Delivery failures keep, per (workspace, failure class, level,
/// UTC day), only the two smallest (time, id). The same id with two receipt times keeps the earlier; a delivery failure
/// does so within its day (across days the reader takes the earlier). Of opened windows only the one that closes last
/// is kept, per workspace and channel; of replies and of deliveries the latest, per workspace, channel and level. A
/// request for review that holds nothing, and what was said too often, are not kept: they bear on no answer.
AddressState evolve(AddressState state, const Entry& entry);

/// The state of both sets of entries together, as if each had been evolved into one.
AddressState join(AddressState state, const AddressState& other);

/// Nothing cancels the fact in all of `part`.
bool is_live(const Fact& fact, const Scope& part, const AddressState& state);

} // namespace classifier
