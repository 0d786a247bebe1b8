#include "relay/head_json.hpp"

#include <nlohmann/json.hpp>

#include "admin/hexadecimal.hpp"

namespace relay {
namespace {

/// Whether the member is there and has exactly these octets.
template <std::size_t Size>
bool read_octets(const nlohmann::json& object, const char* name, std::array<std::uint8_t, Size>& octets) {
  const auto member = object.find(name);
  if (member == object.end() || !member->is_string()) return false;
  const auto read = admin::read_hexadecimal(member->get_ref<const std::string&>());
  if (!read || read->size() != Size) return false;
  std::ranges::copy(*read, octets.begin());
  return true;
}

} // namespace

nlohmann::ordered_json head_json(const store::SignedHead& head) {
  return {{"origin", admin::hexadecimal(head.position.origin)},
          {"number", head.position.number},
          {"digest", admin::hexadecimal(head.digest)},
          {"signed_at", parsers::to_rfc3339(head.signed_at)},
          {"key", admin::hexadecimal(head.key)},
          {"signature", admin::hexadecimal(head.signature)}};
}

parsers::Result<store::SignedHead> read_head(std::string_view text) {
  const auto object = nlohmann::json::parse(text, nullptr, false);
  store::SignedHead head;
  const auto signed_at = object.is_object() && object.contains("signed_at") && object["signed_at"].is_string()
                             ? parsers::parse_rfc3339(object["signed_at"].get_ref<const std::string&>())
                             : std::nullopt;
  if (!signed_at || !object.contains("number") || !object["number"].is_number_unsigned() ||
      !read_octets(object, "origin", head.position.origin) || !read_octets(object, "digest", head.digest) ||
      !read_octets(object, "key", head.key) || !read_octets(object, "signature", head.signature)) {
    return parsers::failure(parsers::ErrorCode::invalid_argument, "this is no head as `desist ledger head` prints it");
  }
  head.position.number = object["number"].get<std::uint64_t>();
  head.signed_at = *signed_at;
  return head;
}

} // namespace relay
