#include "parsers/delivery_report.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "parsers/ascii.hpp"
#include "parsers/bounce_forms.hpp"
#include "parsers/delivery_status.hpp"
#include "parsers/failure_reason.hpp"
#include "parsers/phrase_set.hpp"
#include "parsers/reply_codes.hpp"
#include "parsers/report_lines.hpp"
#include "parsers/ses_notification.hpp"
#include "parsers/session_transcript.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_explanation = 8192;

bool is_mail_address(const TypedAddress& typed) {
  const bool is_mail_type =
      typed.type.empty() || typed.type == "rfc822" || typed.type == "smtp" || typed.type == "utf-8";
  const std::string& address = typed.address;
  const std::size_t at = address.find('@');
  if (!is_mail_type || at == std::string::npos || at == 0 || at + 1 == address.size()) return false;
  const bool is_command_or_file =
      address.front() == '|' || address.front() == '/' || address.starts_with("\"|") || address.starts_with(":");
  return !is_command_or_file;
}

/// Whom the group is about: the final recipient, or what stands for it where that is no mail address.
std::string recipient_of(const RecipientFields& group) {
  for (const TypedAddress* typed : {&group.final_recipient, &group.original_recipient, &group.actual_recipient})
    if (is_mail_address(*typed)) return typed->address;
  if (const auto found = find_address(group.final_recipient.address)) return found->address;
  return group.final_recipient.address;
}

/// The status that says most: the remote host's own in its reply, else the reporting program's, if it is not vague.
std::string best_status(std::string_view field, std::string_view diagnostic) {
  std::string found = find_status(diagnostic);
  if (is_vague_status(found) && !is_vague_status(field)) return std::string(field);
  if (!found.empty() && (!is_vague_status(found) || field.empty())) return found;
  return std::string(field);
}

struct Explanation {
  std::string words;                          // all that the text says about this recipient
  SmtpCommand command = SmtpCommand::unknown; // what was answered
  bool is_of_local_program = false;
};

bool is_open(FailureReason reason) { return reason == FailureReason::undefined || reason == FailureReason::on_hold; }

/// Asks the words of the report first; what they leave open, the text for people may tell.
void judge(RecipientReport& report, const Explanation& explanation, std::string_view reporting_mta) {
  using enum FailureReason;
  if (report.action != Action::failed && report.action != Action::delayed) {
    report.permanence = Permanence::none;
    return;
  }
  const bool is_delayed = report.action == Action::delayed;
  FailureEvidence evidence{report.status,
                           report.diagnostic,
                           report.remote_mta,
                           report.recipient,
                           explanation.command,
                           is_delayed,
                           explanation.is_of_local_program,
                           reporting_mta};
  report.reason = failure_reason(evidence);
  const bool may_be_told =
      is_open(report.reason) || is_vague_status(report.status) || (is_delayed && report.reason == expired);
  if (may_be_told && !explanation.words.empty()) {
    const std::string all = report.diagnostic + '\n' + explanation.words;
    evidence.diagnostic = all;
    const FailureReason with_text = failure_reason(evidence);
    if (is_open(report.reason) || report.reason == system_error || report.reason == network_error)
      report.reason = with_text;
  }
  report.permanence = is_delayed ? Permanence::soft : permanence_of(report.reason, report.status, report.diagnostic);
}

/// The words beside its name say nothing, and no other recipient is named: then the text is about this one.
void judge_by_all(RecipientReport& report, std::string_view text, SmtpCommand command) {
  const std::string_view diagnostic = text.substr(0, most_explanation);
  const FailureReason reason = failure_reason(FailureEvidence{.status = report.status,
                                                              .diagnostic = diagnostic,
                                                              .recipient = report.recipient,
                                                              .command = command,
                                                              .is_delayed = report.action == Action::delayed});
  if (is_open(reason)) return;
  report.reason = reason;
  if (report.action == Action::failed) report.permanence = permanence_of(reason, report.status, report.diagnostic);
}

/// What the text for people says about single recipients of the groups.
class Explanations {
 public:
  explicit Explanations(const ReportedText& reported) : own_(reported.own()), report_(read_text_report(reported)) {
    for (std::size_t i = 0; i < report_.recipients.size(); ++i)
      by_address_.try_emplace(to_lower(report_.recipients[i].address), i);
  }

  [[nodiscard]] bool is_delay() const { return report_.is_delay; }
  /// The one address that the text names; "" when it names several or none.
  [[nodiscard]] std::string only_address() const {
    return report_.recipients.size() == 1 ? report_.recipients.front().address : std::string();
  }

  Explanation of(const RecipientFields& group, bool is_only) {
    Explanation explanation;
    for (const TypedAddress* typed : {&group.final_recipient, &group.original_recipient}) {
      const auto meant = by_address_.find(to_lower(typed->address));
      if (meant == by_address_.end()) continue;
      explanation.words = report_.recipients[meant->second].diagnostic;
      explanation.command = report_.form->command;
    }
    note_command(explanation, explanation.words);
    const std::string transcript = transcript_of(group.final_recipient.address, is_only);
    if (!transcript.empty()) explanation.words.append(1, '\n').append(transcript);
    note_command(explanation, transcript);
    if (trim(explanation.words).empty() && is_only) explanation.words = own_.substr(0, most_explanation);
    const bool has_words =
        std::any_of(group.diagnostic.begin(), group.diagnostic.end(), [](char c) { return is_alpha(c); });
    explanation.is_of_local_program = group.diagnostic_type == "x-unix" && has_words;
    return explanation;
  }

  /// Goes through the whole text, so it is done only for as many recipients as a bound allows.
  std::string transcript_of(std::string_view recipient, bool is_only) {
    if (octets_left_ < own_.size()) return {};
    octets_left_ -= own_.size();
    return transcript_about(own_, recipient, is_only);
  }

  [[nodiscard]] std::string_view own() const { return own_; }
  [[nodiscard]] const TextReport& report() const { return report_; }

 private:
  static void note_command(Explanation& explanation, std::string_view words) {
    const SmtpCommand answered = find_command(fold_words(words));
    if (answered != SmtpCommand::unknown) explanation.command = answered;
  }

  std::string_view own_;
  TextReport report_;
  std::map<std::string, std::size_t> by_address_;
  std::size_t octets_left_ = 4UL * 1024 * 1024;
};

Action action_of(const RecipientFields& group, bool text_is_delay) {
  if (const auto action = read_action(group.action)) return *action;
  if (group.status.starts_with('2')) return Action::delivered;
  return text_is_delay ? Action::delayed : Action::failed;
}

std::optional<DeliveryReport> from_groups(const ReportedText& reported, std::string_view fields, std::string_view form,
                                          ByteRange place) {
  const StatusFields status = read_delivery_status(fields, reported.message().limits().report_recipients);
  DeliveryReport report{status.reporting_mta, status.original_envelope_id, std::string(form), {}};
  Explanations explanations(reported);
  const bool is_only = status.recipients.size() == 1;
  for (const RecipientFields& group : status.recipients) {
    RecipientReport recipient;
    recipient.recipient = recipient_of(group);
    if (is_mail_address(group.original_recipient)) recipient.original_recipient = group.original_recipient.address;
    if (is_only && !find_address(recipient.recipient) && !explanations.only_address().empty())
      recipient.recipient = explanations.only_address();
    if (recipient.recipient.empty() && group.action.empty()) continue;
    recipient.action = action_of(group, explanations.is_delay());
    const Explanation explanation = explanations.of(group, is_only);
    recipient.diagnostic =
        join_reply_lines(group.supplementary.empty() ? group.diagnostic : group.diagnostic + ' ' + group.supplementary);
    if (recipient.diagnostic.empty()) recipient.diagnostic = join_reply_lines(explanation.words);
    recipient.status = best_status(group.status, group.diagnostic.empty() ? explanation.words : group.diagnostic);
    recipient.remote_mta = group.remote_mta;
    recipient.place = place;
    judge(recipient, explanation, report.reporting_mta);
    report.recipients.push_back(std::move(recipient));
  }
  if (report.recipients.empty()) return std::nullopt;
  return report;
}

std::optional<DeliveryReport> from_text(const ReportedText& reported) {
  Explanations explanations(reported);
  const TextReport& in_text = explanations.report();
  if (in_text.form == nullptr) return std::nullopt;
  DeliveryReport report;
  report.form = in_text.form->name;
  const bool is_only = in_text.recipients.size() == 1;
  for (const TextRecipient& found : in_text.recipients) {
    RecipientReport recipient;
    recipient.recipient = found.address;
    recipient.original_recipient = found.original;
    recipient.action = in_text.is_delay ? Action::delayed : Action::failed;
    recipient.diagnostic = join_reply_lines(found.diagnostic);
    recipient.status = find_status(found.diagnostic);
    if (recipient.status.empty() && is_only) recipient.status = find_status(explanations.own());
    Explanation explanation{explanations.transcript_of(found.address, is_only), in_text.form->command, false};
    const SmtpCommand answered = find_command(fold_words(explanation.words));
    if (answered != SmtpCommand::unknown) explanation.command = answered;
    recipient.place = reported.message().parts().front().body;
    judge(recipient, explanation, {});
    if (is_only && is_open(recipient.reason)) judge_by_all(recipient, explanations.own(), explanation.command);
    if (recipient.reason == FailureReason::on_hold && !found.has_own_words) recipient.reason = FailureReason::undefined;
    report.recipients.push_back(std::move(recipient));
  }
  return report;
}

bool is_status_part(const ParsedMessage& message, std::uint32_t part) {
  const ContentType& type = message.parts()[part].content_type;
  return type.is("message/delivery-status") || type.is("message/global-delivery-status");
}

/// A report that a gateway packed into a report of its own: the message in it comes from a mail program too.
bool is_in_forwarded_report(const ParsedMessage& message, std::uint32_t part) {
  while (part != 0 && !message.parts()[message.parts()[part].parent].content_type.is("message/rfc822"))
    part = message.parts()[part].parent;
  return part != 0 && is_from_machine(message, part) &&
         !is_inside_returned_message(message, message.parts()[part].parent);
}

std::optional<DeliveryReport> from_status_part(const ReportedText& reported, std::uint32_t part) {
  const ParsedMessage& message = reported.message();
  const bool is_global = message.parts()[part].content_type.subtype == "global-delivery-status";
  return from_groups(reported, message.text_body(part).text, is_global ? "rfc6533" : "rfc3464",
                     message.parts()[part].body);
}

bool has_status_lines(std::string_view text) {
  bool has_recipient = false;
  bool has_status = false;
  Lines lines(text);
  std::string_view line;
  while (lines.next(line)) {
    has_recipient = has_recipient || starts_with_ignoring_case(line, "Final-Recipient:") ||
                    starts_with_ignoring_case(line, "Original-Recipient:");
    has_status = has_status || starts_with_ignoring_case(line, "Status:") || starts_with_ignoring_case(line, "Action:");
  }
  return has_recipient && has_status;
}

/// The message that a text quotes is itself a report (RFC 3464), packed by a gateway.
bool is_report_header(std::string_view quoted) {
  const std::string header = to_lower(quoted.substr(0, 4096));
  return header.find("multipart/report") != std::string::npos && header.find("mailer-daemon") != std::string::npos;
}

} // namespace

std::optional<DeliveryReport> read_delivery_report(const ParsedMessage& message) {
  if (auto report = read_ses_delivery(message)) {
    for (RecipientReport& recipient : report->recipients) judge(recipient, {}, report->reporting_mta);
    return report;
  }
  const ReportedText reported(message);
  const auto count = static_cast<std::uint32_t>(message.parts().size());
  for (std::uint32_t part = 0; part < count; ++part)
    if (is_status_part(message, part) && !is_inside_returned_message(message, part))
      if (auto report = from_status_part(reported, part)) return report;
  const ByteRange body = message.parts().front().body;
  if (reported.is_from_machine() && has_status_lines(reported.own()))
    if (auto report = from_groups(reported, reported.own(), "rfc3464 in text", body)) return report;
  auto report = from_text(reported);
  const bool names_somebody = report && !report->recipients.front().recipient.empty();
  if (names_somebody || !reported.is_from_machine()) return report;
  for (std::uint32_t part = 0; part < count; ++part)
    if (is_status_part(message, part) && is_in_forwarded_report(message, part))
      if (auto packed = from_status_part(reported, part)) return packed;
  const std::string_view quoted = reported.text().substr(reported.own().size());
  if (!quoted.empty() && is_report_header(quoted) && has_status_lines(reported.text()))
    if (auto packed = from_groups(reported, reported.text(), "rfc3464 in text", body)) return packed;
  return report;
}

std::string_view name_of(Action action) {
  static constexpr std::array<std::string_view, 5> names = {"failed", "delayed", "delivered", "relayed", "expanded"};
  return names[static_cast<std::size_t>(action)];
}

std::string_view name_of(FailureReason reason) {
  static constexpr std::array<std::string_view, 32> names = {"undefined",
                                                             "user_unknown",
                                                             "host_unknown",
                                                             "has_moved",
                                                             "not_accept",
                                                             "mailbox_full",
                                                             "suspended",
                                                             "expired",
                                                             "filtered",
                                                             "on_hold",
                                                             "system_error",
                                                             "system_full",
                                                             "network_error",
                                                             "mailer_error",
                                                             "rejected",
                                                             "blocked",
                                                             "auth_failure",
                                                             "policy_violation",
                                                             "require_ptr",
                                                             "spam_detected",
                                                             "security_error",
                                                             "no_relaying",
                                                             "too_many_connections",
                                                             "content_error",
                                                             "message_too_big",
                                                             "bad_reputation",
                                                             "not_rfc_compliant",
                                                             "exceeds_limit",
                                                             "virus_detected",
                                                             "syntax_error",
                                                             "rate_limited",
                                                             "failed_starttls"};
  static_assert(names.size() == static_cast<std::size_t>(FailureReason::failed_starttls) + 1);
  return names[static_cast<std::size_t>(reason)];
}

std::string_view name_of(Permanence permanence) {
  static constexpr std::array<std::string_view, 3> names = {"none", "soft", "hard"};
  return names[static_cast<std::size_t>(permanence)];
}

} // namespace parsers
