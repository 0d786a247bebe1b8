#include "parsers/phone_number.hpp"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <optional>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

using Library = i18n::phonenumbers::PhoneNumberUtil;
using Parsed = i18n::phonenumbers::PhoneNumber;

constexpr std::size_t longest_text = 64;
constexpr std::size_t fewest_digits = 7;
constexpr std::size_t most_digits = 15;

// Country code, area, then the subscriber: the places at which these plans differ.
constexpr std::size_t brazilian_area_end = 5; // "+55" and two digits
constexpr std::size_t brazilian_short = 13;   // "+55", area, 8 digits
constexpr std::size_t argentine_least = 13;   // "+54" and ten digits
constexpr std::size_t beninese_short = 12;    // "+229" and eight digits
constexpr std::size_t beninese_long = 14;     // "+229", "01" and eight digits

bool is_separator(char c) { return std::string_view(" ().-").find(c) != std::string_view::npos; }

std::string digits_of(std::string_view text) {
  std::string digits = "+";
  std::ranges::copy_if(text, std::back_inserter(digits), is_digit);
  return digits;
}

/// Brazilian mobile subscribers begin with 6 to 9; those of 2 to 5 are lines, which have no ninth digit.
bool is_brazilian_mobile_subscriber(char first) { return first >= '6' && first <= '9'; }

/// The library's reading; nothing where it reads no number.
std::optional<Parsed> read(std::string_view text, std::string_view region) {
  Parsed parsed;
  const auto status =
      Library::GetInstance()->Parse(std::string(text), region.empty() ? "ZZ" : std::string(region), &parsed);
  if (status != Library::NO_PARSING_ERROR) return std::nullopt;
  return parsed;
}

std::string format(const Parsed& parsed) {
  std::string formatted;
  Library::GetInstance()->Format(parsed, Library::E164, &formatted);
  return formatted;
}

/// What the plans of 2022 do not fold: one form for each subscriber where that is sure.
std::string fold(std::string number) {
  const bool is_mexican_with_1 = number.starts_with("+521") && number.size() == 14;
  if (is_mexican_with_1) number.erase(3, 1);
  const bool is_short_brazilian = number.starts_with("+55") && number.size() == brazilian_short;
  if (is_short_brazilian && is_brazilian_mobile_subscriber(number[brazilian_area_end]))
    number.insert(brazilian_area_end, 1, '9');
  return number;
}

bool is_e164(std::string_view number) {
  return number.size() > fewest_digits && number.size() <= most_digits + 1 && number[1] != '0';
}

NumberStatus status_of(const Parsed& parsed) {
  const Library& library = *Library::GetInstance();
  if (library.IsValidNumber(parsed)) return NumberStatus::valid;
  return library.IsPossibleNumber(parsed) ? NumberStatus::possible : NumberStatus::impossible;
}

NumberType type_of(const Parsed& parsed) {
  switch (Library::GetInstance()->GetNumberType(parsed)) {
    case Library::FIXED_LINE:
      return NumberType::fixed_line;
    case Library::MOBILE:
      return NumberType::mobile;
    case Library::FIXED_LINE_OR_MOBILE:
      return NumberType::fixed_line_or_mobile;
    case Library::TOLL_FREE:
      return NumberType::toll_free;
    case Library::PREMIUM_RATE:
      return NumberType::premium_rate;
    case Library::SHARED_COST:
      return NumberType::shared_cost;
    case Library::VOIP:
      return NumberType::voip;
    case Library::PERSONAL_NUMBER:
      return NumberType::personal;
    case Library::PAGER:
      return NumberType::pager;
    case Library::UAN:
      return NumberType::universal_access;
    case Library::VOICEMAIL:
      return NumberType::voicemail;
    case Library::UNKNOWN:
      break;
  }
  return NumberType::unknown;
}

/// "ZZ" and "001" are no places.
std::string region_of(const Parsed& parsed) {
  std::string region;
  const Library& library = *Library::GetInstance();
  library.GetRegionCodeForNumber(parsed, &region);
  if (region == "ZZ") library.GetRegionCodeForCountryCode(parsed.country_code(), &region);
  return region == "ZZ" || region == "001" ? std::string() : region;
}

constexpr std::size_t most_passes = 16; // each but the last takes a digit at least

std::string normalise_once(std::string_view text) {
  const auto parsed = read(text, {});
  std::string normal = fold(parsed ? format(*parsed) : digits_of(text));
  return is_e164(normal) ? normal : fold(digits_of(text));
}

} // namespace

bool looks_like_phone_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  return std::ranges::any_of(text, is_digit) &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || is_separator(c); });
}

Result<PhoneNumber> PhoneNumber::parse(std::string_view text) {
  text = trim(text);
  if (!text.starts_with('+') || !looks_like_phone_number(text) || text.size() > longest_text)
    return failure(ErrorCode::invalid_argument, "a phone number is '+', the country code and digits");
  PhoneNumber number;
  number.text_ = normalise_once(text);
  // A trunk prefix that is taken away may leave another one: the form that is kept is one that stays.
  for (std::size_t pass = 0; pass < most_passes && is_e164(number.text_); ++pass) {
    std::string next = normalise_once(number.text_);
    if (next == number.text_) return number;
    number.text_ = std::move(next);
  }
  number.text_ = fold(digits_of(text));
  if (!is_e164(number.text_) || normalise_once(number.text_) != number.text_)
    return failure(ErrorCode::invalid_argument, "a phone number has 7 to 15 digits and begins with a country code");
  return number;
}

Result<PhoneNumber> PhoneNumber::parse_international_digits(std::string_view digits) {
  digits = trim(digits);
  return parse(digits.starts_with('+') ? std::string(digits) : "+" + std::string(digits));
}

std::vector<std::string> PhoneNumber::aliases() const {
  const std::string_view number = text_;
  const std::size_t size = number.size();
  const bool is_long_brazilian = number.starts_with("+55") && size == brazilian_short + 1 &&
                                 number[brazilian_area_end] == '9' &&
                                 is_brazilian_mobile_subscriber(number[brazilian_area_end + 1]);
  if (is_long_brazilian) return {std::string(text_).erase(brazilian_area_end, 1)};
  if (number.starts_with("+549") && size == argentine_least + 1) return {std::string(text_).erase(3, 1)};
  if (number.starts_with("+54") && size == argentine_least) return {std::string(text_).insert(3, 1, '9')};
  if (number.starts_with("+22901") && size == beninese_long) return {std::string(text_).erase(4, 2)};
  if (number.starts_with("+229") && size == beninese_short) return {std::string(text_).insert(4, "01")};
  return {};
}

std::string_view name_of(NumberStatus status) {
  constexpr std::string_view names[] = {"valid", "possible", "impossible", "unknown"};
  return names[static_cast<std::size_t>(status)];
}

std::string_view name_of(NumberType type) {
  constexpr std::string_view names[] = {
      "fixed_line", "mobile", "fixed_line_or_mobile", "toll_free", "premium_rate", "shared_cost", "voip",
      "personal",   "pager",  "universal_access",     "voicemail", "unknown"};
  return names[static_cast<std::size_t>(type)];
}

NumberReport validate_number(std::string_view text, std::string_view region) {
  NumberReport report;
  text = trim(text);
  if (!looks_like_phone_number(text) || text.size() > longest_text) return report;
  const auto parsed = read(text, text.starts_with('+') ? std::string_view() : region);
  const auto number = PhoneNumber::parse(parsed ? format(*parsed) : std::string(text));
  if (!number) {
    if (text.starts_with('+') || !region.empty()) report.status = NumberStatus::impossible;
    return report;
  }
  report.normalised = number->text();
  report.aliases = number->aliases();
  const auto folded = read(number->text(), {});
  if (!folded) return report;
  report.status = status_of(*folded);
  report.type = type_of(*folded);
  report.region = region_of(*folded);
  return report;
}

} // namespace parsers
