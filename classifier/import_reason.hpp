// Why a contact stands on an imported list, and the fact that follows: the row of that reason in the answer table.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "classifier/entry.hpp"

namespace classifier {

/// The numbers are stored.
enum class ImportReason : std::uint8_t { unstated, unsubscribe, complaint, hard_bounce, denied, objection, legal_hold };
constexpr ImportReason greatest_import_reason = ImportReason::legal_hold;

std::string_view name_of(ImportReason reason);
/// The name, or a word that lists of other programs use for it, in any case. Nothing for a word that is not known.
std::optional<ImportReason> parse_import_reason(std::string_view word);

/// What a row records. Nobody has proven it: its level is none, so no such fact counts towards a quorum.
Event event_of(ImportReason reason, const Scope& scope);

/// A list said that delivery fails for good: stands in the row of hard bounces, until it is lifted or mail arrives.
bool is_imported_bounce(const Event& event);

} // namespace classifier
