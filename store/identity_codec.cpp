#include "store/identity_codec.hpp"

namespace store {

using parsers::Identity;

namespace {

template <class Kind>
std::optional<Identity> parse_as(std::string_view text) {
  auto parsed = Kind::parse(text);
  if (!parsed) return std::nullopt;
  return Identity(std::move(*parsed));
}

} // namespace

std::optional<Identity> identity_of_kind(std::uint8_t kind, std::string_view text) {
  if (kind == 0) return parse_as<parsers::Address>(text);
  if (kind == 1) return parse_as<parsers::PhoneNumber>(text);
  if (kind == 2) return parse_as<parsers::PlatformId>(text);
  return std::nullopt;
}

} // namespace store
