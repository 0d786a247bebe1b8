// What of the states bears on one question: the facts whose scope meets it and that no lift cancels there.
#pragma once

#include <vector>

#include "classifier/delivery_standing.hpp"
#include "classifier/may_send.hpp"

namespace classifier {

struct Seen {
  const Fact* fact = nullptr;
  KeyKind key = KeyKind::strict;
};

/// Points into the states that it was gathered from.
struct Evidence {
  std::vector<Seen> restrictions; // all but delivery failures, clearings and permissions
  bool is_allow_listed = false;
  bool has_consent = false;
  std::optional<parsers::Instant> window_until; // the latest end of a window that was opened on this channel
  std::vector<DeliveryStanding> deliveries;     // one for each key that is an identity's
};

Evidence gather(const Query& query, const States& states, const Policy& policy, parsers::Instant now);

} // namespace classifier
