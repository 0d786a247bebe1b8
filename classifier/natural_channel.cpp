#include "classifier/natural_channel.hpp"

namespace classifier {

Channel natural_channel(const parsers::Identity& identity) {
  if (std::holds_alternative<parsers::Address>(identity)) return Channel::email;
  if (std::holds_alternative<parsers::PhoneNumber>(identity)) return Channel::sms;
  const std::string& text = parsers::text_of(identity);
  return parse_channel(text.substr(0, text.find(':'))).value_or(Channel::all);
}

} // namespace classifier
