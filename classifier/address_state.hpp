// What is known of one identity: a join over the set of its entries. Same entries, any order, any repeats: same state.
#pragma once

#include <vector>

#include "classifier/entry.hpp"

namespace classifier {

/// One live element. The event's `cancels` is empty here: a lift is kept as tombstones.
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
  std::vector<Fact> facts;           // sorted by id, no id twice
  std::vector<Tombstone> tombstones; // sorted, no repeats
  friend bool operator==(const AddressState&, const AddressState&) = default;
};

/// A join: commutative, associative, idempotent. Pure. Delivery failures keep, per (workspace, failure class, level,
/// UTC day), only the two smallest (time, id). The same id with two receipt times keeps the earlier.
AddressState evolve(AddressState state, const Entry& entry);

} // namespace classifier
