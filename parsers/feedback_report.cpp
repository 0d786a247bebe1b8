#include "parsers/feedback_report.hpp"

#include <algorithm>
#include <utility>

#include "parsers/ascii.hpp"
#include "parsers/bounce_forms.hpp"
#include "parsers/report_fields.hpp"
#include "parsers/report_lines.hpp"
#include "parsers/ses_notification.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_recipients = 100;

/// Complaints that came before RFC 5965: the reported message, from an address that sends nothing else.
struct OlderForm {
  std::string_view sender;  // a part of From, Sender or Return-Path
  std::string_view subject; // its beginning; empty where the field below is the proof
  std::string_view field;   // of the report or of the reported message: names who complained
};

// clang-format off
constexpr OlderForm older_forms[] = {
  {"staff@hotmail.com",      "complaint about message from",    ""},
  {"staff@hotmail.com",      "",                                "X-HmXmrOriginalRecipient"},
  {"scomp@aol.net",          "email feedback report",           ""},
  {"scomp@aol.net",          "client tos notification",         ""},
  {"abuse@rr.com",           "fw: ",                            "X-Loop"},
  {"feedbackloop@",          "",                                "X-Complaint-To"},
};
// clang-format on

std::string bare_address(std::string_view field) {
  const auto found = find_address(field);
  return found ? found->address : std::string();
}

/// The part with the reported message's header: the message in message/rfc822, or the text of its header alone.
std::string reported_field(const ParsedMessage& message, std::string_view name) {
  for (std::uint32_t part = 1; part < message.parts().size(); ++part) {
    const MimePart& mime = message.parts()[part];
    if (message.parts()[mime.parent].content_type.is("message/rfc822") && mime.parent != 0)
      if (const auto body = message.field(name, part)) return *body;
    if (mime.content_type.is("text/rfc822-headers") || mime.content_type.is("text/rfc822-header"))
      for (const ReportField& field : read_report_fields(message.text_body(part).text))
        if (equals_ignoring_case(field.name, name)) return field.value;
  }
  return {};
}

void add_recipient(FeedbackReport& report, std::string_view field) {
  std::string address = bare_address(field);
  const bool is_known = std::find(report.original_recipients.begin(), report.original_recipients.end(), address) !=
                        report.original_recipients.end();
  if (!address.empty() && !is_known && report.original_recipients.size() < most_recipients)
    report.original_recipients.push_back(std::move(address));
}

std::string normal_type(std::string_view type) {
  std::string normal = to_lower(trim(type));
  if (const std::size_t end = normal.find_first_of(" ;("); end != std::string::npos) normal.resize(end);
  if (normal == "authfailure" || normal == "auth_failure") return "auth-failure";
  return normal.empty() ? "abuse" : normal;
}

FeedbackReport from_fields(std::string_view text) {
  FeedbackReport report;
  std::string removal_recipient;
  for (const ReportField& field : read_report_fields(text)) {
    const auto is = [&](std::string_view name) { return equals_ignoring_case(field.name, name); };
    if (is("Feedback-Type") && report.feedback_type.empty()) report.feedback_type = normal_type(field.value);
    if (is("Original-Rcpt-To")) add_recipient(report, field.value);
    if (is("Removal-Recipient") && removal_recipient.empty()) removal_recipient = field.value;
    if (is("Original-Mail-From")) report.original_mail_from = bare_address(field.value);
    if (is("User-Agent")) report.user_agent = field.value;
    if (is("Source-IP")) report.source_ip = field.value;
  }
  if (report.original_recipients.empty()) add_recipient(report, removal_recipient);
  if (report.feedback_type.empty()) report.feedback_type = "abuse";
  return report;
}

/// What the report does not say itself stands in the reported message.
void complete(FeedbackReport& report, const ParsedMessage& message) {
  report.reported_message_id = std::string(trim(reported_field(message, "Message-ID")));
  for (const std::string_view name : {"X-HmXmrOriginalRecipient", "X-Apparently-To", "To"})
    if (report.original_recipients.empty()) add_recipient(report, reported_field(message, name));
  if (report.original_mail_from.empty())
    report.original_mail_from = bare_address(reported_field(message, "Return-Path"));
}

std::optional<std::string> report_fields_text(const ParsedMessage& message) {
  const bool is_declared =
      equals_ignoring_case(message.parts()[0].content_type.parameter("report-type").value_or(""), "feedback-report");
  for (std::uint32_t part = 0; part < message.parts().size(); ++part) {
    const ContentType& type = message.parts()[part].content_type;
    if (is_inside_returned_message(message, part)) continue;
    if (type.is("message/feedback-report")) return message.text_body(part).text;
    if (!is_declared || !type.is("text/plain")) continue;
    const std::string& text = message.text_body(part).text;
    if (starts_with_ignoring_case(text, "Feedback-Type:") || text.find("\nFeedback-Type:") != std::string::npos)
      return text;
  }
  return std::nullopt;
}

bool fits(const OlderForm& form, std::string_view senders, const ParsedMessage& message) {
  if (senders.find(form.sender) == std::string_view::npos) return false;
  if (!form.subject.empty() && !starts_with_ignoring_case(message.field_text("Subject"), form.subject)) return false;
  return form.field.empty() || message.has_field(form.field) || !reported_field(message, form.field).empty();
}

/// Apple Mail's own unsubscribe button writes a mail in the person's name.
std::optional<FeedbackReport> read_apple_unsubscribe(const ParsedMessage& message) {
  if (!equals_ignoring_case(trim(message.field("X-Apple-Unsubscribe").value_or("")), "true")) return std::nullopt;
  FeedbackReport report;
  report.feedback_type = "opt-out";
  report.user_agent = "Apple Mail";
  for (const Mailbox& author : message.field_addresses("From")) add_recipient(report, author.address);
  return report;
}

} // namespace

std::optional<FeedbackReport> read_feedback_report(const ParsedMessage& message) {
  if (const auto text = report_fields_text(message)) {
    FeedbackReport report = from_fields(*text);
    complete(report, message);
    return report;
  }
  if (auto report = read_ses_complaint(message)) return report;
  if (auto report = read_apple_unsubscribe(message)) return report;
  std::string senders;
  for (const std::string_view name : {"From", "Sender", "Return-Path"})
    if (const auto body = message.field(name)) senders.append(to_lower(*body)).push_back(' ');
  for (const OlderForm& form : older_forms) {
    if (!fits(form, senders, message)) continue;
    FeedbackReport report;
    report.feedback_type = "abuse";
    if (!form.field.empty()) add_recipient(report, message.field(form.field).value_or(""));
    complete(report, message);
    return report;
  }
  return std::nullopt;
}

} // namespace parsers
