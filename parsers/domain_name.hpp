// Domain names in the one form that is compared (UTS #46, non-transitional; RFC 5890 A-labels).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parsers {

/// A-labels in lower case, without one trailing dot; an address literal ("[192.0.2.1]") in lower case. Nothing for what
/// is no domain name: empty or too long labels, emoji and other characters that IDNA does not have.
std::optional<std::string> normalise_domain(std::string_view domain);

} // namespace parsers
