#include "parsers/identity.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

bool is_separator(char c) { return std::string_view(" ().-").find(c) != std::string_view::npos; }

// "^\+?[0-9 ().-]+$": so that nothing with letters in it is ever made a number.
bool looks_like_phone_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, [](char c) { return is_digit(c) || is_separator(c); });
}

} // namespace

Result<PhoneNumber> PhoneNumber::parse(std::string_view text) {
  text = trim(text);
  if (!text.starts_with('+') || !looks_like_phone_number(text))
    return failure(ErrorCode::invalid_argument, "a phone number is '+', the country code and digits");
  PhoneNumber number;
  number.text_ = "+";
  std::ranges::copy_if(text, std::back_inserter(number.text_), is_digit);
  const std::size_t digits = number.text_.size() - 1;
  if (digits < 7 || digits > 15 || number.text_[1] == '0')
    return failure(ErrorCode::invalid_argument, "a phone number has 7 to 15 digits and begins with a country code");
  return number;
}

Result<PlatformId> PlatformId::parse(std::string_view text) {
  constexpr std::size_t longest = 256;
  const std::size_t colon = text.find(':');
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_bad = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; };
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size() || text.size() > longest ||
      !std::ranges::all_of(text.substr(0, colon), is_lower) || std::ranges::any_of(text.substr(colon + 1), is_bad))
    return failure(ErrorCode::invalid_argument, "a platform id is \"platform:id\"");
  PlatformId id;
  id.text_ = text;
  return id;
}

Result<Identity> parse_identity(std::string_view text) {
  text = trim(text);
  if (text.find('@') != std::string_view::npos)
    return Address::parse(text).map([](Address address) { return Identity(std::move(address)); });
  if (looks_like_phone_number(text))
    return PhoneNumber::parse(text).map([](PhoneNumber number) { return Identity(std::move(number)); });
  return PlatformId::parse(text).map([](PlatformId id) { return Identity(std::move(id)); });
}

const std::string& text_of(const Identity& identity) {
  return std::visit([](const auto& known) -> const std::string& { return known.text(); }, identity);
}

} // namespace parsers
