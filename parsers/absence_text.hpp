// What the words of an automatic answer say: its kind, the day of return and whom to write to instead. Not whether the
// mail is automatic. For mail and for texts of other channels.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parsers/automatic_reply.hpp"

namespace parsers {

/// Of the words of the text; nothing when none is known.
std::optional<AutomaticKind> automatic_kind_of(std::string_view text);

/// The first address that the text tells to write to ("please contact …"), none of `own`. "" when there is none.
std::string find_alternative_contact(std::string_view text, std::string_view own);

} // namespace parsers
