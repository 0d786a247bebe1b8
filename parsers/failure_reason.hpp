// From what a report says to why the delivery failed. The rows are in failure_reasons_table.cpp; here is the order in
// which they are asked. Not for other folders: they use parsers/delivery_report.hpp.
#pragma once

#include <string_view>

#include "parsers/delivery_report.hpp"
#include "parsers/reply_codes.hpp"

namespace parsers {

struct FailureEvidence {
  std::string_view status{};     // RFC 3463, may be empty
  std::string_view diagnostic{}; // the words, of the remote host or of the reporting program
  std::string_view remote_mta{};
  std::string_view recipient{};
  SmtpCommand command = SmtpCommand::unknown; // what was answered, where the report tells it apart from the words
  bool is_delayed = false;                    // a report of a delivery that is still tried
  bool is_of_local_program = false;           // Diagnostic-Code type x-unix: what a delivery program printed
  std::string_view reporting_mta{};
};

FailureReason failure_reason(const FailureEvidence& evidence);

} // namespace parsers
