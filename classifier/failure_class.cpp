// The table of reasons: whose fault a delivery failure is.
#include "classifier/failure_class.hpp"

namespace classifier {

FailureClass class_of(parsers::FailureReason reason, parsers::Permanence permanence) {
  using enum parsers::FailureReason;
  switch (reason) {
    case user_unknown:
    case host_unknown:
    case has_moved:
      return FailureClass::hard;
    case not_accept:
      return permanence == parsers::Permanence::soft ? FailureClass::soft : FailureClass::hard;
    case undefined:
    case mailbox_full:
    case suspended:
    case expired:
    case filtered:
    case on_hold:
    case system_error:
    case system_full:
    case network_error:
    case mailer_error:
      return FailureClass::soft;
    case rejected:
    case blocked:
    case auth_failure:
    case policy_violation:
    case require_ptr:
    case spam_detected:
    case security_error:
    case no_relaying:
    case too_many_connections:
    case content_error:
    case message_too_big:
    case bad_reputation:
    case not_rfc_compliant:
    case exceeds_limit:
    case virus_detected:
    case syntax_error:
    case rate_limited:
    case failed_starttls:
      return FailureClass::senders;
  }
  return FailureClass::soft; // a reason of a newer version: never more than a rest
}

} // namespace classifier
