// The part of an SMTP session that programs print into their reports: ">>> command", "<<< reply" and "550 <a@b>...
// text".
#pragma once

#include <string>
#include <string_view>

namespace parsers {

/// The exchanges that concern one recipient: those that name it, and those that name nobody or the sender alone. Where
/// it is the only recipient, everything. Empty when the text has no session.
std::string transcript_about(std::string_view text, std::string_view recipient, bool is_only);

} // namespace parsers
