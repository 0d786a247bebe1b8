// Complaints: abuse reports of mailbox providers (RFC 5965 and older forms). An RFC 6591 authentication failure
// report is recognised too, and is nobody's complaint.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parsers/parsed_message.hpp"

namespace parsers {

struct FeedbackReport {
  std::string feedback_type; // lower case: abuse, fraud, opt-out, auth-failure, not-spam, …
  std::vector<std::string> original_recipients;
  std::string original_mail_from;
  std::string reported_message_id; // of the mail complained about
  std::string user_agent;
  std::string source_ip;

  /// A person's complaint: not an authentication failure report and not "not-spam".
  [[nodiscard]] bool is_complaint() const { return feedback_type != "auth-failure" && feedback_type != "not-spam"; }
};

/// Also the mail that Apple Mail's unsubscribe button writes: type "opt-out", of its author.
std::optional<FeedbackReport> read_feedback_report(const ParsedMessage& message);

} // namespace parsers
