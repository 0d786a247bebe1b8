#include "relay/look_up_door.hpp"

#include "admin/api/check.hpp"
#include "relay/listen_address.hpp"

namespace relay {

using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;

namespace {

Result<void> set_protocol(admin::LookUpListener& listener, std::string_view name) {
  if (name == "postfix")
    listener.protocol = admin::LookUpProtocol::postfix;
  else if (name == "resp")
    listener.protocol = admin::LookUpProtocol::resp;
  else if (name == "milter")
    listener.protocol = admin::LookUpProtocol::milter;
  else
    return failure(ErrorCode::invalid_argument, "must be \"postfix\", \"resp\" or \"milter\"");
  return {};
}

Result<void> set_terms(classifier::Query& query, std::optional<std::string_view> channel,
                       std::optional<std::string_view> purpose) {
  const auto terms = admin::read_query_terms(channel, purpose);
  if (!terms) return tl::unexpected(terms.error());
  if (channel) query.channel = terms->channel;
  if (purpose) query.purpose = terms->purpose;
  return {};
}

template <class T>
Result<void> set(T& target, const std::optional<T>& value, std::string_view names) {
  if (!value) return failure(ErrorCode::invalid_argument, "must be " + std::string(names));
  target = *value;
  return {};
}

Result<void> set_member(LookUpDoor& door, std::string_view name, const std::string& value) {
  admin::LookUpListener& listener = door.listener;
  if (name == "listen") {
    auto address = parse_look_up_address(value);
    if (!address) return tl::unexpected(address.error());
    listener.address = std::move(*address);
    return {};
  }
  if (name == "protocol") return set_protocol(listener, value);
  if (name == "channel") return set_terms(listener.query, value, std::nullopt);
  if (name == "purpose") return set_terms(listener.query, std::nullopt, value);
  if (name == "map") return set(listener.form, admin::parse_map_form(value), "\"access\" or \"transport\"");
  if (name == "action") return set(listener.action, admin::parse_milter_action(value), "\"reject\" or \"remove\"");
  if (name == "workspace") {
    door.workspace = value;
    return {};
  }
  return failure(ErrorCode::invalid_argument, "no such setting");
}

} // namespace

Result<std::string> parse_look_up_address(std::string_view text) {
  if (text.starts_with("unix:/")) return std::string(text);
  const auto address = parse_listen_address(text);
  if (!address) return failure(ErrorCode::invalid_argument, address.error().context + " (or unix:/PATH)");
  if (!address->is_loopback())
    return failure(ErrorCode::invalid_argument,
                   "look-ups are in clear text, so for loopback only: " + to_string(*address));
  return to_string(*address);
}

Result<LookUpDoor> read_look_up_door(const std::map<std::string, std::string>& settings) {
  LookUpDoor door;
  for (const auto& [name, value] : settings) {
    if (auto done = set_member(door, name, value); !done)
      return failure(done.error().code, name + ": " + done.error().context);
  }
  if (door.listener.address.empty()) return failure(ErrorCode::invalid_argument, "listen: is missing");
  return door;
}

} // namespace relay
