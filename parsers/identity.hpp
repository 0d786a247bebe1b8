// Who is meant: an address, a phone number or an id of a platform. A contact is a set of these.
#pragma once

#include <string>
#include <variant>

#include "parsers/address.hpp"
#include "parsers/phone_number.hpp"
#include "parsers/result.hpp"

namespace parsers {

/// An id that one platform gave to one of its users, "instagram:17841…"; never joined with another identity. WhatsApp's
/// business-scoped ids are "bsuid:US.134…" and "parent_bsuid:US.ENT.118…". "raw:…" is what has no better form.
class PlatformId {
 public:
  /// `text` is "platform:id" with a platform of lower-case letters and '_', and an id without white space or controls;
  /// or a business-scoped id alone.
  static Result<PlatformId> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  friend bool operator==(const PlatformId&, const PlatformId&) = default;

 private:
  std::string text_;
};

using Identity = std::variant<Address, PhoneNumber, PlatformId>;

/// An address when there is an '@', a phone number when it looks like one and says its country, a short code of three
/// to six digits as it is, else a platform id. Fails where more has to be known, as of a number without its country:
/// for questions, which must not be answered for somebody else.
Result<Identity> parse_identity(std::string_view text);
/// For what must not be lost, an opt-out: what parse_identity refuses is kept as "raw:" and its trimmed octets in lower
/// case, white space and controls as %XX. Fails only for nothing, and for more than a platform id holds.
Result<Identity> keep_identity(std::string_view text);
/// The normalised text, unique over all three kinds.
const std::string& text_of(const Identity& identity);

} // namespace parsers
