#include "admin/natural_channel.hpp"

namespace admin {

classifier::Channel natural_channel(const parsers::Identity& identity) {
  if (std::holds_alternative<parsers::Address>(identity)) return classifier::Channel::email;
  if (std::holds_alternative<parsers::PhoneNumber>(identity)) return classifier::Channel::sms;
  const std::string& text = parsers::text_of(identity);
  return classifier::parse_channel(text.substr(0, text.find(':'))).value_or(classifier::Channel::all);
}

} // namespace admin
