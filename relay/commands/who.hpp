// Whom a command or a look-up means: an identity, or a rule over a domain.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "classifier/scope.hpp"
#include "parsers/identity.hpp"

namespace relay {

struct Who {
  std::optional<parsers::Identity> identity;
  std::string domain_rule; // "@example.org", "*.example.org"
};

/// "ann@example.org", "+4930123456", "@example.org", "*.example.org".
parsers::Result<Who> parse_who(std::string_view text);

/// The channel that is meant when none is named: mail for addresses, SMS for numbers, the platform's for its ids.
classifier::Channel natural_channel(const parsers::Identity& identity);

} // namespace relay
