#include "smtp/recipients.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"

namespace smtp {
namespace {

std::string_view without_trailing_dot(std::string_view domain) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  return domain;
}

} // namespace

Recipients::Recipients(const std::vector<std::string>& domains, std::vector<parsers::TokenKey> keys)
    : keys_(std::move(keys)) {
  for (const std::string& domain : domains) domains_.push_back(parsers::to_lower(without_trailing_dot(domain)));
}

const std::string* Recipients::own_domain(std::string_view domain) const {
  const auto ours = std::find_if(domains_.begin(), domains_.end(), [&](const std::string& candidate) {
    return parsers::equals_ignoring_case(candidate, without_trailing_dot(domain));
  });
  return ours == domains_.end() ? nullptr : &*ours;
}

RecipientKind Recipients::kind_of(const Mailbox& mailbox) const {
  const std::string local_part = unquote(mailbox.local_part);
  const bool is_postmaster = parsers::equals_ignoring_case(local_part, "postmaster");
  if (mailbox.domain.empty()) return is_postmaster ? RecipientKind::postmaster : RecipientKind::unknown;
  const std::string* const ours = own_domain(mailbox.domain);
  if (ours == nullptr) return RecipientKind::foreign;
  if (is_postmaster) return RecipientKind::postmaster;
  if (parsers::equals_ignoring_case(local_part, "abuse")) return RecipientKind::abuse;
  const auto token = parsers::read_token(local_part);
  return token && parsers::is_admitted(*token, *ours, keys_) ? RecipientKind::token : RecipientKind::unknown;
}

std::string Recipients::address_of(const Mailbox& mailbox) const {
  const std::string* const ours = own_domain(mailbox.domain);
  return ours == nullptr ? std::string(mailbox.text) : unquote(mailbox.local_part) + "@" + *ours;
}

} // namespace smtp
