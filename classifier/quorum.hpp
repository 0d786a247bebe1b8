// When facts of other workspaces hold here too because facts agree (semantics: scopes). Computed each time it is read,
// so that it ends when one of them is cancelled.
#pragma once

#include <span>
#include <vector>

#include "classifier/address_state.hpp"
#include "classifier/policy.hpp"

namespace classifier {

/// Only what the person did counts: an opt-out of more than one stream, a complaint; never an operator or an import.
bool may_agree(const Event& event);

/// Of facts for which may_agree, all of one question and none cancelled: those that hold everywhere. In an organisation
/// a proven forward with which a fact of another source agrees; among agencies facts of one kind from three of them
/// within the span. The facts must outlive the answer.
std::vector<const Fact*> facts_that_agree(std::span<const Fact* const> facts, const Policy& policy);

} // namespace classifier
