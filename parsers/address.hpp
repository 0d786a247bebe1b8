// An e-mail address as an identity (semantics: identity; RFC 5321 4.1.2, RFC 6531, UTS #46).
#pragma once

#include <string>
#include <string_view>

#include "parsers/result.hpp"

namespace parsers {

class Address {
 public:
  /// Reads an addr-spec, with or without angle brackets and white space round it. Splits at the last unquoted '@',
  /// drops needless quotes, folds the case of the local part (NFC), makes A-labels of the domain and drops one trailing
  /// dot. What cannot be normalised is kept as its lower-cased octets (`is_normalised()` false): an opt-out is never
  /// dropped because an address looks odd. Fails only without an '@', or with nothing on one of its sides.
  static Result<Address> parse(std::string_view text);

  /// The strict form: what decides and what opt-in evidence is kept under.
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string_view local_part() const { return std::string_view(text_).substr(0, at_); }
  [[nodiscard]] std::string_view domain() const { return std::string_view(text_).substr(at_ + 1); }
  [[nodiscard]] bool is_normalised() const { return normalised_; }
  /// The wide form, which may only deny: Gmail's dots and +tag removed; the strict form everywhere else.
  [[nodiscard]] std::string wide_text() const;

  friend bool operator==(const Address& a, const Address& b) { return a.text_ == b.text_; }
  friend auto operator<=>(const Address& a, const Address& b) { return a.text_ <=> b.text_; }

 private:
  Address() = default;
  std::string text_;
  std::size_t at_ = 0;
  bool normalised_ = true;
};

} // namespace parsers
