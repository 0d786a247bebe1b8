// Forwards of whole messages: inline in one of the texts, else as attachments.
#include "parsers/ascii.hpp"
#include "parsers/forwarded_lines.hpp"
#include "parsers/forwarded_message.hpp"
#include "parsers/list_author.hpp"
#include "parsers/subject_prefix.hpp"

namespace parsers {
namespace {

/// A report returns a message, it does not forward one; and what lies inside of an attached message is its own matter.
bool is_inside_report_or_message(const ParsedMessage& message, std::uint32_t part) {
  while (part != 0) {
    part = message.parts()[part].parent;
    const ContentType& type = message.parts()[part].content_type;
    if (type.is("multipart/report") || (part != 0 && type.type == "message")) return true;
  }
  return false;
}

bool ends_with_eml(std::string_view name) {
  return name.size() > 4 && equals_ignoring_case(name.substr(name.size() - 4), ".eml");
}

bool is_message_file(const ParsedMessage& message, std::uint32_t part) {
  const ContentType& type = message.parts()[part].content_type;
  if (type.type != "application") return false;
  if (ends_with_eml(type.parameter("name").value_or(""))) return true;
  const auto disposition = read_content_disposition(message.field("Content-Disposition", part).value_or(""));
  return disposition && ends_with_eml(disposition->parameter("filename").value_or(""));
}

ForwardedMessage read_attached(const std::string& octets, const ParsedMessage& message, const std::string& subject) {
  const ParsedMessage original(octets, message.limits());
  ForwardedMessage forwarded;
  const std::vector<Mailbox> from = original.field_addresses("From");
  if (!from.empty()) forwarded.from = from.front();
  forwarded.author = read_list_author(original);
  forwarded.to = original.field_addresses("To");
  forwarded.cc = original.field_addresses("Cc");
  forwarded.subject = original.field_text("Subject");
  if (forwarded.subject.empty()) forwarded.subject = without_forward_prefix(subject);
  forwarded.date = original.field("Date").value_or("");
  forwarded.sent = read_printed_moment(forwarded.date, "en");
  forwarded.body = original.visible_text();
  forwarded.comment = message.visible_text();
  forwarded.form = "attachment";
  return forwarded;
}

std::optional<ForwardedMessage> read_inline(const ParsedMessage& message, const std::string& subject) {
  if (const auto plain = message.first_plain_text())
    if (auto forwarded = read_forwarded_lines(message.text_lines(*plain), subject)) return forwarded;
  if (const auto html = message.first_html()) return read_forwarded_html(message.text_body(*html).text, subject);
  return std::nullopt;
}

} // namespace

std::vector<std::string> read_attached_messages(const ParsedMessage& message) {
  std::vector<std::string> attached;
  for (std::uint32_t part = 1; part < message.parts().size() && attached.size() < most_forwarded_messages; ++part) {
    const ContentType& type = message.parts()[part].content_type;
    const bool is_message = type.is("message/rfc822") || type.is("message/global") || is_message_file(message, part);
    if (is_message && !is_inside_report_or_message(message, part)) attached.push_back(message.decoded_body(part));
  }
  return attached;
}

std::vector<ForwardedMessage> read_forwarded_messages(const ParsedMessage& message) {
  const std::string subject = message.field_text("Subject");
  if (auto forwarded = read_inline(message, subject)) return {std::move(*forwarded)};
  std::vector<ForwardedMessage> messages;
  if (first_subject_mark(subject, LanguageSet()) == SubjectMark::reply) return messages;
  for (const std::string& octets : read_attached_messages(message))
    messages.push_back(read_attached(octets, message, subject));
  return messages;
}

} // namespace parsers
