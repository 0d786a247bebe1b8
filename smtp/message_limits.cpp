#include "smtp/message_limits.hpp"

#include "parsers/ascii.hpp"

namespace smtp {
namespace {

using parsers::NetworkAddress;

std::chrono::milliseconds since_epoch(parsers::Instant now) { return now.time_since_epoch(); }

} // namespace

MessageLimits::MessageLimits(MessageLimitOptions options)
    : trusted_(std::move(options.trusted)),
      of_address_(options.messages_a_minute, std::chrono::minutes(1)),
      of_network_(options.messages_of_network_a_minute, std::chrono::minutes(1)),
      to_address_(options.messages_to_address_an_hour, std::chrono::hours(1)) {}

std::optional<Reply> MessageLimits::begin_message(const NetworkAddress& peer, parsers::Instant now) {
  if (is_trusted(peer)) return std::nullopt;
  const bool may_begin = of_address_.take(peer.source(), since_epoch(now)) &&
                         of_network_.take(parsers::Network::around(peer).first(), since_epoch(now));
  if (may_begin) return std::nullopt;
  return Reply::peer_too_fast;
}

/// The local part is enough: it is a token, unique in the installation, and compared without case.
std::optional<Reply> MessageLimits::objection_to(const NetworkAddress& peer, std::string_view recipient,
                                                 parsers::Instant now) const {
  if (is_trusted(peer)) return std::nullopt;
  const std::string key = parsers::to_lower(recipient.substr(0, recipient.rfind('@')));
  if (to_address_.is_spent(key, since_epoch(now))) return Reply::recipient_too_fast;
  return std::nullopt;
}

void MessageLimits::count(const NetworkAddress& peer, const std::vector<parsers::ForwardPath>& recipients,
                          parsers::Instant now) {
  if (is_trusted(peer)) return;
  for (const parsers::ForwardPath& recipient : recipients) {
    const std::string_view address = recipient.address;
    to_address_.take(parsers::to_lower(address.substr(0, address.rfind('@'))), since_epoch(now));
  }
}

} // namespace smtp
