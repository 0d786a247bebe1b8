#include "parsers/identity.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

constexpr std::size_t longest_platform_id = 256;

bool is_blank_or_control(char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; }

/// bsuid = country-code "." ["ENT."] 1*128alnum, as WhatsApp writes it (a country is two capitals).
std::optional<std::string> read_business_scoped_id(std::string_view text) {
  constexpr std::size_t longest = 128;
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() < 4 || !is_capital(text[0]) || !is_capital(text[1]) || text[2] != '.') return std::nullopt;
  std::string_view id = text.substr(3);
  const bool is_parent = id.starts_with("ENT.");
  if (is_parent) id.remove_prefix(4);
  const auto is_alphanumeric = [](char c) { return is_alpha(c) || is_digit(c); };
  if (id.empty() || id.size() > longest || !std::ranges::all_of(id, is_alphanumeric)) return std::nullopt;
  return (is_parent ? "parent_bsuid:" : "bsuid:") + std::string(text);
}

/// A short code belongs to one country's networks and is never E.164.
bool is_short_code(std::string_view text) {
  return text.size() >= 3 && text.size() <= 6 && std::ranges::all_of(text, is_digit);
}

} // namespace

Result<PlatformId> PlatformId::parse(std::string_view text) {
  if (auto scoped = read_business_scoped_id(text)) {
    PlatformId id;
    id.text_ = std::move(*scoped);
    return id;
  }
  const std::size_t colon = text.find(':');
  const auto is_lower = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size() || text.size() > longest_platform_id ||
      !std::ranges::all_of(text.substr(0, colon), is_lower) ||
      std::ranges::any_of(text.substr(colon + 1), is_blank_or_control))
    return failure(ErrorCode::invalid_argument, "a platform id is \"platform:id\"");
  PlatformId id;
  id.text_ = text;
  return id;
}

Result<Identity> parse_identity(std::string_view text) {
  text = trim(text);
  if (text.find('@') != std::string_view::npos)
    return Address::parse(text).map([](Address address) { return Identity(std::move(address)); });
  if (is_short_code(text))
    return PlatformId::parse("raw:" + std::string(text)).map([](PlatformId id) { return Identity(std::move(id)); });
  if (looks_like_phone_number(text))
    return PhoneNumber::parse(text).map([](PhoneNumber number) { return Identity(std::move(number)); });
  return PlatformId::parse(text).map([](PlatformId id) { return Identity(std::move(id)); });
}

Result<Identity> keep_identity(std::string_view text) {
  if (auto identity = parse_identity(text)) return identity;
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::string kept = "raw:";
  for (const char c : trim(text)) {
    if (is_blank_or_control(c) || c == '%') {
      const auto octet = static_cast<unsigned char>(c);
      kept += {'%', hexadecimal[octet >> 4U], hexadecimal[octet & 15U]};
    } else {
      kept += to_lower(c);
    }
  }
  return PlatformId::parse(kept).map([](PlatformId id) { return Identity(std::move(id)); });
}

const std::string& text_of(const Identity& identity) {
  return std::visit([](const auto& known) -> const std::string& { return known.text(); }, identity);
}

} // namespace parsers
