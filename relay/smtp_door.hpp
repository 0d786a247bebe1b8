// One listener of SMTP or LMTP, as the configuration or the service manager names it: [[smtp.listener]].
#pragma once

#include <toml++/toml.h>

#include <optional>
#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "smtp/server.hpp"

namespace relay {

/// Settings of a section: listen, protocol ("smtp", "submission", "lmtp"), tls ("starttls", "implicit", "none") and
/// proxies. Unknown ones and bad values are errors that name the setting; so is LMTP on port 25 (RFC 2033 5).
parsers::Result<smtp::ListenerOptions> read_smtp_door(const toml::table& section);

/// What a kind of listener usually is: "smtp", "smtps", "submission", "submissions", "lmtp". The names of the command
/// line and of FileDescriptorName=. Nothing for another name.
std::optional<smtp::ListenerOptions> smtp_door_of_kind(std::string_view kind);

/// "ADDRESS:PORT" with a numeric address, or "unix:/PATH", as it is given to the server.
parsers::Result<std::string> parse_smtp_address(std::string_view text);

} // namespace relay
