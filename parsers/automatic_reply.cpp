#include "parsers/automatic_reply.hpp"

#include <algorithm>
#include <array>

#include "parsers/absence_text.hpp"
#include "parsers/ascii.hpp"
#include "parsers/automatic_words.hpp"
#include "parsers/bounce_forms.hpp"
#include "parsers/phrase_set.hpp"
#include "parsers/return_date.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_subject = 1000; // octets that are read

struct Proof {
  AutomaticKind kind = AutomaticKind::other;
  std::string evidence;
};

/// Lists and newsletters mark their mail as generated too; it answers nobody.
bool is_from_list(const ParsedMessage& message) {
  if (message.has_field("List-Id") || message.has_field("List-Unsubscribe")) return true;
  const std::string precedence = to_lower(trim(message.field("Precedence").value_or("")));
  return precedence == "list";
}

bool answers_somebody(const ParsedMessage& message) {
  const std::string submitted = to_lower(trim(message.field("Auto-Submitted").value_or("")));
  return submitted.starts_with("auto-replied") || submitted.starts_with("auto_replied");
}

bool is_report(const ParsedMessage& message) { return message.parts()[0].content_type.is("multipart/report"); }

std::optional<Proof> proof_by_field(const ParsedMessage& message) {
  for (const AutomaticField& row : automatic_fields()) {
    const auto body = message.field(row.name);
    if (!body) continue;
    const std::string folded = fold_words(trim(*body));
    const bool is_meant =
        row.body.empty() ? !folded.empty() && folded != "no" && folded != "false" : folded.starts_with(row.body);
    if (is_meant) return Proof{row.kind, std::string(row.name) + ": " + std::string(trim(*body).substr(0, 100))};
  }
  return std::nullopt;
}

std::optional<Proof> proof_by_subject(const ParsedMessage& message) {
  const std::string folded = fold_words(message.field_text("Subject").substr(0, most_subject));
  const std::string_view subject = trim(folded);
  for (const AutomaticWords& row : automatic_subjects()) {
    const bool begins = subject.starts_with(row.words);
    // Exchange rules and old assistants write "Subject [out of office]" or "Jo Reed/Oakfield is out of the office".
    const bool ends = row.kind != AutomaticKind::other && subject.size() > row.words.size() &&
                      !subject.starts_with("re:") && !subject.starts_with("aw:") && !subject.starts_with("fw") &&
                      row.words.size() >= 12 && subject.find(row.words) != std::string_view::npos &&
                      !message.has_field("In-Reply-To");
    if (begins || ends) return Proof{row.kind, "Subject: " + std::string(row.words)};
  }
  return std::nullopt;
}

/// Words alone are no proof: people write them too. With a null return path or a rule's loop field they are.
std::optional<Proof> proof_by_text(const ParsedMessage& message, std::string_view text) {
  const auto return_path = message.field("Return-Path");
  const bool is_null = return_path && trim(*return_path) == "<>";
  if (!is_null && !message.has_field("X-MS-Exchange-Inbox-Rules-Loop")) return std::nullopt;
  const auto kind = automatic_kind_of(text);
  if (!kind) return std::nullopt;
  return Proof{*kind, is_null ? "Return-Path: <>" : "X-MS-Exchange-Inbox-Rules-Loop"};
}

Date day_of(Instant instant) { return Date(std::chrono::floor<std::chrono::days>(instant)); }

std::string_view above_quotation(std::string_view text) {
  const std::string_view own = before_quotation(text);
  const std::size_t quoted = own.find("\n>");
  return own.substr(0, quoted);
}

} // namespace

std::optional<AutomaticReply> read_automatic_reply(const ParsedMessage& message, Instant received_at) {
  if (is_report(message)) return std::nullopt;
  const std::string visible = message.visible_text();
  const std::string_view text = above_quotation(visible);
  auto proof = proof_by_field(message);
  const auto by_subject = proof_by_subject(message);
  // A newsletter may be about holidays, and is marked as generated too: of a list only an answer counts.
  if (is_from_list(message) && !answers_somebody(message)) return std::nullopt;
  if (!proof) proof = by_subject;
  if (!proof) proof = proof_by_text(message, text);
  if (!proof) return std::nullopt;

  AutomaticReply reply;
  reply.evidence = proof->evidence;
  const std::string subject = message.field_text("Subject");
  const std::string words = subject + " \n" + std::string(text);
  const auto told = automatic_kind_of(words);
  const bool is_absence_subject =
      by_subject && by_subject->kind != AutomaticKind::acknowledgement && by_subject->kind != AutomaticKind::other;
  reply.kind = told ? *told : proof->kind;
  if (is_absence_subject && (!told || *told == AutomaticKind::acknowledgement)) reply.kind = by_subject->kind;
  if (!told && by_subject) reply.kind = by_subject->kind;
  if (proof->kind == AutomaticKind::vacation && reply.kind != AutomaticKind::left_company)
    reply.kind = AutomaticKind::vacation;
  reply.until = find_return_date(words, day_of(received_at));
  if (reply.until && reply.kind == AutomaticKind::other) reply.kind = AutomaticKind::out_of_office;
  reply.alternative = find_alternative_contact(text, message.field("From").value_or(""));
  return reply;
}

std::string_view name_of(AutomaticKind kind) {
  static constexpr std::array<std::string_view, 6> names = {"out_of_office", "acknowledgement", "left_company",
                                                            "challenge",     "vacation",        "other"};
  return names[static_cast<std::size_t>(kind)];
}

} // namespace parsers
