#include "parsers/dkim_key_record.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/base64.hpp"
#include "parsers/tag_list.hpp"

namespace parsers {
namespace {

bool lists(std::optional<std::string_view> value, std::string_view wanted) {
  if (!value) return false;
  return std::ranges::any_of(split_at_colons(*value),
                             [&](std::string_view piece) { return equals_ignoring_case(piece, wanted); });
}

} // namespace

std::optional<DkimKeyRecord> read_dkim_key_record(std::string_view text) {
  const auto tags = TagList::parse(text);
  if (!tags) return std::nullopt;
  // v= is optional; where it stands it is the first (RFC 6376 3.6.1).
  if (const Tag* const version = tags->find("v")) {
    if (version->value != "DKIM1" || version != &tags->tags().front()) return std::nullopt;
  }
  const auto key = tags->value("p");
  if (!key) return std::nullopt;
  auto octets = decode_base64(*key);
  if (!octets) return std::nullopt;
  DkimKeyRecord record;
  record.key = std::move(*octets);
  const std::string_view type = tags->value("k").value_or("rsa");
  if (equals_ignoring_case(type, "ed25519"))
    record.type = DkimKeyType::ed25519;
  else if (!equals_ignoring_case(type, "rsa"))
    record.type = DkimKeyType::unknown;
  record.takes_sha256 = !tags->value("h") || lists(tags->value("h"), "sha256");
  record.is_for_mail = !tags->value("s") || lists(tags->value("s"), "*") || lists(tags->value("s"), "email");
  record.is_testing = lists(tags->value("t"), "y");
  record.forbids_subdomains = lists(tags->value("t"), "s");
  return record;
}

} // namespace parsers
