// Forwards of whole messages: inline in one of the texts, else as a message/rfc822 attachment.
#include "parsers/forwarded_message.hpp"
#include "parsers/subject_prefix.hpp"

namespace parsers {
namespace {

/// A report returns a message, it does not forward one.
bool is_inside_report(const ParsedMessage& message, std::uint32_t part) {
  while (part != 0) {
    part = message.parts()[part].parent;
    if (message.parts()[part].content_type.is("multipart/report")) return true;
  }
  return false;
}

std::optional<ForwardedMessage> read_attached(const ParsedMessage& message, const std::string& subject) {
  const auto part = message.first_part("message/rfc822");
  if (!part || *part == 0 || is_inside_report(message, *part)) return std::nullopt;
  if (first_subject_mark(subject, LanguageSet()) == SubjectMark::reply) return std::nullopt;
  const std::string octets = message.decoded_body(*part);
  const ParsedMessage original(octets, message.limits());
  ForwardedMessage forwarded;
  const std::vector<Mailbox> from = original.field_addresses("From");
  if (!from.empty()) forwarded.from = from.front();
  forwarded.to = original.field_addresses("To");
  forwarded.cc = original.field_addresses("Cc");
  forwarded.subject = original.field_text("Subject");
  if (forwarded.subject.empty()) forwarded.subject = without_forward_prefix(subject);
  forwarded.date = original.field("Date").value_or("");
  forwarded.body = original.visible_text();
  forwarded.comment = message.visible_text();
  forwarded.form = "attachment";
  return forwarded;
}

} // namespace

std::optional<ForwardedMessage> read_forwarded_message(const ParsedMessage& message) {
  const std::string subject = message.field_text("Subject");
  if (const auto plain = message.first_plain_text())
    if (auto forwarded = read_forwarded_text(message.text_body(*plain).text, subject)) return forwarded;
  if (const auto html = message.first_html())
    if (auto forwarded = read_forwarded_html(message.text_body(*html).text, subject)) return forwarded;
  return read_attached(message, subject);
}

} // namespace parsers
