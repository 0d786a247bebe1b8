// Facts to verdicts: what machines report first, then what a machine wrote for somebody, then a person's own words.
#include "classifier/classify.hpp"

#include <algorithm>

#include "classifier/own_addresses.hpp"
#include "parsers/ascii.hpp"
#include "parsers/utf8.hpp"
#include "parsers/written_date.hpp"

namespace classifier {

namespace {

using parsers::Address;
using parsers::Facts;
using parsers::Identity;
using parsers::MessageKind;

constexpr double reported = 0.99;          // by a machine, in a form that is made for it
constexpr double read_in_text = 0.95;      // by a machine, in words that were made for people
constexpr double of_unknown_notice = 0.80; // surely a machine's, of no known kind
constexpr std::size_t longest_excerpt = 120;

std::optional<Address> read_address(std::string_view text) {
  auto address = Address::parse(text);
  if (!address) return std::nullopt;
  return std::move(*address);
}

std::optional<Identity> read_contact(std::string_view text) {
  auto address = read_address(text);
  if (!address) return std::nullopt;
  return Identity(std::move(*address));
}

std::optional<Identity> author_of(const Facts& facts) {
  return facts.author.size() == 1 ? read_contact(facts.author.front().address) : std::nullopt;
}

std::optional<Identity> contact_of_forward(const Facts& facts) {
  const auto of_contact = find_message_of_contact(*facts.forwarded, forwarders_of(facts));
  return of_contact ? read_contact(parsers::writer_of(*of_contact).address) : std::nullopt;
}

std::string cut(std::string_view words) {
  return std::string(words.substr(0, parsers::length_at_character(words, longest_excerpt)));
}

Verdict verdict_of(Intent intent, double confidence, std::string rule, std::string_view excerpt = {}) {
  Verdict verdict;
  verdict.intent = intent;
  verdict.confidence = confidence;
  verdict.reasons.push_back({.rule = std::move(rule), .excerpt = cut(excerpt)});
  return verdict;
}

Verdict bounce_of(const parsers::RecipientReport& report, std::string_view form) {
  const double confidence = form == "rfc3464" ? reported : read_in_text;
  Verdict verdict = verdict_of(Intent::bounce, confidence, "bounce." + std::string(form), report.diagnostic);
  verdict.contact = read_contact(report.original_recipient);
  if (!verdict.contact) verdict.contact = read_contact(report.recipient);
  verdict.delivery_failure = DeliveryFailure{
      .action = report.action, .reason = report.reason, .permanence = report.permanence, .status = report.status};
  return verdict;
}

std::vector<Verdict> of_delivery_report(const parsers::DeliveryReport& report) {
  std::vector<Verdict> verdicts;
  for (const parsers::RecipientReport& recipient : report.recipients)
    verdicts.push_back(bounce_of(recipient, report.form));
  if (verdicts.empty()) verdicts.push_back(bounce_of({}, report.form));
  return verdicts;
}

Verdict of_feedback_type(const parsers::FeedbackReport& report) {
  if (!report.is_complaint()) return verdict_of(Intent::other, reported, "other." + report.feedback_type);
  const bool is_opt_out = report.feedback_type.starts_with("opt-out");
  Verdict verdict = verdict_of(is_opt_out ? Intent::opt_out : Intent::complaint, reported,
                               (is_opt_out ? "opt_out." : "complaint.") + report.feedback_type);
  verdict.is_reported = true;
  return verdict;
}

std::vector<Verdict> of_feedback_report(const parsers::FeedbackReport& report) {
  std::vector<Verdict> verdicts;
  for (const std::string& recipient : report.original_recipients) {
    verdicts.push_back(of_feedback_type(report));
    verdicts.back().contact = read_contact(recipient);
  }
  if (verdicts.empty()) verdicts.push_back(of_feedback_type(report));
  return verdicts;
}

Intent intent_of(parsers::AutomaticKind kind) {
  switch (kind) {
    case parsers::AutomaticKind::out_of_office:
    case parsers::AutomaticKind::vacation:
      return Intent::out_of_office;
    case parsers::AutomaticKind::left_company:
      return Intent::left_company;
    case parsers::AutomaticKind::acknowledgement:
    case parsers::AutomaticKind::challenge:
    case parsers::AutomaticKind::other:
      return Intent::auto_ack;
  }
  return Intent::auto_ack;
}

/// What a program wrote is nobody's wish: "stop" in it is never an opt-out.
Verdict of_automatic_reply(const parsers::AutomaticReply& reply) {
  const bool is_known = reply.kind != parsers::AutomaticKind::other;
  Verdict verdict = verdict_of(intent_of(reply.kind), is_known ? read_in_text : of_unknown_notice,
                               "automatic." + std::string(parsers::name_of(reply.kind)), reply.evidence);
  verdict.until = reply.until;
  verdict.alternative = read_address(reply.alternative);
  return verdict;
}

/// The day on which the message was written, to read dates without a year by.
std::optional<parsers::Date> day_of(const Facts& facts) {
  const parsers::Date never(std::chrono::sys_days{});
  for (const parsers::WrittenDate& written : parsers::find_written_dates(parsers::to_lower(facts.date), never))
    if (written.form == parsers::WrittenDate::Form::full) return written.date;
  return std::nullopt;
}

/// The forwarder's comment is not the contact's words, and what the contact quoted is not theirs either. Where all
/// that is shown is ours, the words of the newest are judged, and concern nobody.
Verdict of_forwarded(const parsers::ForwardedMessage& newest, const Facts& facts, const Knowledge& knowledge) {
  const auto of_contact = find_message_of_contact(newest, forwarders_of(facts));
  const parsers::ForwardedMessage& forwarded = of_contact ? *of_contact : newest;
  const parsers::ReplyText reply = parsers::read_reply_text(forwarded.body);
  const OwnWords words{.text = reply.text,
                       .subject = forwarded.subject,
                       .quotation = reply.quotation,
                       .written = forwarded.sent ? forwarded.sent->day : day_of(facts)};
  Verdict verdict = classify_text(words, knowledge);
  if (of_contact) verdict.contact = read_contact(parsers::writer_of(forwarded).address);
  return verdict;
}

/// "Remove joe@example.org", written by Joe, is about the sender.
void join_own_address(Verdict& verdict) {
  const auto is_own = [&](const Address& address) { return verdict.contact && *verdict.contact == Identity(address); };
  if (std::erase_if(verdict.concerns, is_own) > 0) verdict.concerns_sender = true;
}

Verdict of_person(const Facts& facts, const Knowledge& knowledge) {
  if (facts.kind == MessageKind::unsubscribe) return verdict_of(Intent::opt_out, reported, "opt_out.unsubscribe_mail");
  if (facts.forwarded) return of_forwarded(*facts.forwarded, facts, knowledge);
  if (!facts.reply) return verdict_of(Intent::other, 0, "other.unread");
  if (facts.kind == MessageKind::other) return verdict_of(Intent::other, read_in_text, "other.bulk");
  const OwnWords words{.text = facts.reply->text,
                       .subject = facts.subject,
                       .quotation = facts.reply->quotation,
                       .written = day_of(facts)};
  return classify_text(words, knowledge);
}

Verdict of_author(const Facts& facts, const Knowledge& knowledge) {
  if (facts.automatic) return of_automatic_reply(*facts.automatic);
  if (facts.disposition) return verdict_of(Intent::other, reported, "other.disposition");
  if (facts.notice) return verdict_of(Intent::other, reported, "other.confirmation");
  return of_person(facts, knowledge);
}

} // namespace

std::vector<Verdict> classify(const Facts& facts, const Knowledge& knowledge) {
  if (facts.delivery_report) return of_delivery_report(*facts.delivery_report);
  if (facts.feedback_report) return of_feedback_report(*facts.feedback_report);
  std::vector<Verdict> verdicts{of_author(facts, knowledge)};
  Verdict& first = verdicts.front();
  if (!first.contact && facts.forwarded && facts.automatic) first.contact = contact_of_forward(facts);
  if (!first.contact && !facts.forwarded) first.contact = author_of(facts);
  for (const parsers::ForwardedMessage& also : facts.also_forwarded)
    verdicts.push_back(of_forwarded(also, facts, knowledge));
  for (Verdict& verdict : verdicts) join_own_address(verdict);
  return verdicts;
}

} // namespace classifier
