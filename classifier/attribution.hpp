// Whom a verdict concerns, once it is known how the message came: the token's recipient, the contact that a forward
// shows, or the sender; and how well that is proven.
#pragma once

#include <vector>

#include "classifier/intent.hpp"
#include "classifier/provenance.hpp"

namespace classifier {

struct AttributedVerdict {
  Verdict verdict; // contact is set, or nothing is known of whom it concerns
  Provenance level = Provenance::none;
};

/// Everybody whom `attribute` may find: of these the arrival has to know who was mailed.
std::vector<parsers::Identity> possible_contacts(const std::vector<Verdict>& verdicts, const Arrival& arrival);

/// Pure. Verdicts without a contact after attribution have level none: they go to review.
std::vector<AttributedVerdict> attribute(const std::vector<Verdict>& verdicts, const parsers::Facts& facts,
                                         const Arrival& arrival);

} // namespace classifier
