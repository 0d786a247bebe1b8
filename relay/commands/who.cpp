#include "relay/commands/who.hpp"

namespace relay {

parsers::Result<Who> parse_who(std::string_view text) {
  Who who;
  if (text.starts_with("@") || text.starts_with("*.")) {
    // A domain is normalised as the domain of an address is.
    const auto address = parsers::Address::parse("x@" + std::string(text.substr(text.starts_with("@") ? 1 : 2)));
    if (!address) return tl::unexpected(address.error());
    who.domain_rule = (text.starts_with("@") ? "@" : "*.") + std::string(address->domain());
    return who;
  }
  auto identity = parsers::parse_identity(text);
  if (!identity) return tl::unexpected(identity.error());
  who.identity = std::move(*identity);
  return who;
}

classifier::Channel natural_channel(const parsers::Identity& identity) {
  if (std::holds_alternative<parsers::Address>(identity)) return classifier::Channel::email;
  if (std::holds_alternative<parsers::PhoneNumber>(identity)) return classifier::Channel::sms;
  const std::string& text = parsers::text_of(identity);
  return classifier::parse_channel(text.substr(0, text.find(':'))).value_or(classifier::Channel::all);
}

} // namespace relay
