// Delivery failures: RFC 3464 reports, and the text forms of programs that do not write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/byte_range.hpp"
#include "parsers/parsed_message.hpp"

namespace parsers {

enum class Action : std::uint8_t { failed, delayed, delivered, relayed, expanded }; // RFC 3464 2.3.3

/// Why a delivery failed. The status class alone decides nothing: hard or soft follows from the reason.
enum class FailureReason : std::uint8_t {
  undefined,
  user_unknown,
  host_unknown,
  has_moved,
  not_accept,
  mailbox_full,
  suspended,
  expired,
  filtered,
  on_hold,
  system_error,
  system_full,
  network_error,
  mailer_error,
  rejected,
  blocked,
  auth_failure,
  policy_violation,
  require_ptr,
  spam_detected,
  security_error,
  no_relaying,
  too_many_connections,
  content_error,
  message_too_big,
  bad_reputation,
  not_rfc_compliant,
  exceeds_limit,
  virus_detected,
  syntax_error,
  rate_limited,
  failed_starttls,
};

enum class Permanence : std::uint8_t { none, soft, hard };

struct RecipientReport {
  std::string recipient;          // Final-Recipient; the original one where the final is X.400, local or a file
  std::string original_recipient; // what was written to; empty when not told
  Action action = Action::failed;
  std::string status;     // RFC 3463 "5.1.1"; empty when there is none anywhere
  std::string diagnostic; // the remote host's words, "550 5.1.1 …"
  std::string remote_mta;
  FailureReason reason = FailureReason::undefined;
  Permanence permanence = Permanence::none;
  ByteRange place; // of this group or text, in the message's octets
};

struct DeliveryReport {
  std::string reporting_mta;
  std::string original_envelope_id;
  std::string form; // which recogniser read it, "rfc3464", "qmail", …
  std::vector<RecipientReport> recipients;
};

std::string_view name_of(Action action);
std::string_view name_of(FailureReason reason);
std::string_view name_of(Permanence permanence);

/// Nothing when the message is no report of a delivery. Ordinary mail that talks about bounces is none. For messages
/// that are no feedback report (read_feedback_report): those quote failures too.
std::optional<DeliveryReport> read_delivery_report(const ParsedMessage& message);

/// The reason by status, the host's words and the host's own meaning of its codes. Every input may be empty.
FailureReason failure_reason(std::string_view status, std::string_view diagnostic, std::string_view remote_mta);
/// Hard or soft by reason; `not_accept` by the reply's first digit (4 is soft). None for delivered or relayed.
Permanence permanence_of(FailureReason reason, std::string_view status, std::string_view diagnostic);

} // namespace parsers
