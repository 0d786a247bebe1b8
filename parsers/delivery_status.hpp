// The field groups of RFC 3464 (and RFC 6533) as they are written, errors of the writers included. What they mean is
// decided in delivery_report.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/delivery_report.hpp"

namespace parsers {

/// "rfc822; user@host.example": the type in lower case, "" when it is missing, and the address without its encodings.
struct TypedAddress {
  std::string type;
  std::string address;
};

struct RecipientFields {
  TypedAddress original_recipient;
  TypedAddress final_recipient;
  TypedAddress actual_recipient; // X-Actual-Recipient, sendmail
  std::string action;            // as written
  std::string status;            // RFC 3463; "" when unreadable
  std::string diagnostic_type;   // lower case
  std::string diagnostic;
  std::string remote_mta;
  std::string supplementary; // X-Supplementary-Info and what else explains
};

struct StatusFields {
  std::string reporting_mta;
  std::string original_envelope_id;
  std::vector<RecipientFields> recipients;
  bool is_cut = false; // more than `most` groups
};

/// `text` has LF line ends. Groups may be apart by no, one or several empty lines: a new one begins where a field comes
/// again, or where a recipient is named after a group that has one.
StatusFields read_delivery_status(std::string_view text, std::size_t most);

/// Splits and decodes a typed address: brackets, xtext (RFC 3461 4) and utf-8-addr-xtext (RFC 6533 3) undone.
TypedAddress read_typed_address(std::string_view field);

/// Nothing for words that are no action. "failure" and "expired" are failed, "deferred" is delayed.
std::optional<Action> read_action(std::string_view field);

} // namespace parsers
