// How deliveries to one identity stand at a moment: strikes, points, rests and provisional bounces, computed from the
// recorded failures each time they are read (semantics: reasons of delivery failures).
#pragma once

#include <optional>
#include <vector>

#include "classifier/address_state.hpp"
#include "classifier/policy.hpp"

namespace classifier {

/// From a fact until an end; without an end for ever.
struct Window {
  const Fact* fact = nullptr;
  parsers::Instant since{};
  std::optional<parsers::Instant> until;
};

struct DeliveryStanding {
  std::optional<Window> strike;
  std::optional<Window> provisional;
  std::optional<Window> rest;
};

/// What ends failures that came before it.
struct Clearing {
  parsers::Instant time{};
  EntryId id{}; // among facts of one time; the greatest for a lift, which clears all of its instant
};

struct DeliveryHistory {
  std::vector<const Fact*> failures; // any order; those that the question is about
  std::vector<Clearing> clearings;
  std::vector<const Fact*> departures; // left_company notices: with a hard bounce that agrees, a strike never ends
};

/// Pure. What was received after `now` does not count yet. The facts must outlive the answer.
DeliveryStanding standing_of(const DeliveryHistory& history, const Policy& policy, parsers::Instant now);

} // namespace classifier
