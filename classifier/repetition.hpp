// What somebody has said so often today that saying it again changes no answer.
#pragma once

#include "classifier/address_state.hpp"

namespace classifier {

/// Of one kind, scope, force and source: so many live facts of one day are kept, and more only in the ledger.
constexpr std::size_t most_alike_in_a_day = 16;

/// Pure. Whether the state holds so many live facts of the day before `now` that say the same and last as long: another
/// would change nothing, and a flood would swell the person's row. False for what is no longer live, so what is said
/// again after a lift counts; and for what the state itself bounds (delivery failures, arrivals, windows).
bool is_repeated_too_often(const Event& event, const AddressState& state, parsers::Instant now);

} // namespace classifier
