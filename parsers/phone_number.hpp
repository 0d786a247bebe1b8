// A phone number as an identity (E.164), and what the numbering plans say of one. The only file that knows
// libphonenumber; its plans are of 2022, so that nothing is refused for what they say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/result.hpp"

namespace parsers {

/// Digits with the separators " ().-", a leading '+' or none. Nothing with letters is ever made a number.
bool looks_like_phone_number(std::string_view text);

/// '+' and 7 to 15 digits, without prefixes that mean nothing from abroad: Mexico's old 1 is dropped, Brazil's mobile
/// numbers of 8 digits get their ninth.
class PhoneNumber {
 public:
  /// `text` looks like a phone number and begins with '+'. Safe for several threads.
  static Result<PhoneNumber> parse(std::string_view text);
  /// The same without the '+', as WhatsApp's wa_id is written.
  static Result<PhoneNumber> parse_international_digits(std::string_view digits);
  [[nodiscard]] const std::string& text() const { return text_; }
  /// Other ways in which the same subscriber is written: Brazil's ninth digit, Argentina's 9, Benin's plan of 2024.
  /// They may only deny. At most one.
  [[nodiscard]] std::vector<std::string> aliases() const;
  friend bool operator==(const PhoneNumber&, const PhoneNumber&) = default;

 private:
  std::string text_;
};

enum class NumberStatus : std::uint8_t { valid, possible, impossible, unknown };
enum class NumberType : std::uint8_t {
  fixed_line,
  mobile,
  fixed_line_or_mobile,
  toll_free,
  premium_rate,
  shared_cost,
  voip,
  personal,
  pager,
  universal_access,
  voicemail,
  unknown,
};
std::string_view name_of(NumberStatus status);
std::string_view name_of(NumberType type);

struct NumberReport {
  std::string normalised; // E.164; empty: no number
  NumberStatus status = NumberStatus::unknown;
  NumberType type = NumberType::unknown;
  std::string region; // "DE"; empty: unknown
  std::vector<std::string> aliases;
};
/// Pure and total. `region` ("DE") is where a number without a country is read; empty: such a number is unknown.
NumberReport validate_number(std::string_view text, std::string_view region = {});

} // namespace parsers
