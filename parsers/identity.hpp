// Who is meant: an address, a phone number or an id of a platform. A contact is a set of these.
#pragma once

#include <string>
#include <variant>

#include "parsers/address.hpp"
#include "parsers/result.hpp"

namespace parsers {

/// E.164: '+' and 7 to 15 digits.
class PhoneNumber {
 public:
  /// Reads digits with the separators " ().-" and a leading '+'; anything else fails.
  static Result<PhoneNumber> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  friend bool operator==(const PhoneNumber&, const PhoneNumber&) = default;

 private:
  std::string text_;
};

/// An id that one platform gave to one of its users, "instagram:17841…"; never joined with another identity.
class PlatformId {
 public:
  /// `text` is "platform:id" with a platform of lower-case letters and an id without white space or controls.
  static Result<PlatformId> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  friend bool operator==(const PlatformId&, const PlatformId&) = default;

 private:
  std::string text_;
};

using Identity = std::variant<Address, PhoneNumber, PlatformId>;

/// An address when there is an '@', a phone number when it looks like one, else a platform id.
Result<Identity> parse_identity(std::string_view text);
/// The normalised text, unique over all three kinds.
const std::string& text_of(const Identity& identity);

} // namespace parsers
