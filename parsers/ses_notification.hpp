// Amazon SES notices that SNS sends as mail: JSON in a text part, bare or as an escaped string of an envelope.
// Only what a mail with SNS's own header fields says is read; it proves nothing by itself.
#pragma once

#include <optional>

#include "parsers/delivery_report.hpp"
#include "parsers/feedback_report.hpp"
#include "parsers/parsed_message.hpp"

namespace parsers {

/// A "Bounce", or a "Delivery" with Action::delivered. Reasons are not judged here.
std::optional<DeliveryReport> read_ses_delivery(const ParsedMessage& message);
std::optional<FeedbackReport> read_ses_complaint(const ParsedMessage& message);

} // namespace parsers
