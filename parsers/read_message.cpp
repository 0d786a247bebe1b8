// The order of the recognisers, and what kind of message follows: machines before people, bounces before automatic
// replies (a bounce carries Auto-Submitted too), a provider's question to us before anything that would file it as
// noise.
#include "parsers/ascii.hpp"
#include "parsers/attachments.hpp"
#include "parsers/encoded_word.hpp"
#include "parsers/facts.hpp"
#include "parsers/html_text.hpp"
#include "parsers/relay_token.hpp"

namespace parsers {
namespace {

void read_header(const ParsedMessage& message, Facts& facts) {
  facts.author = message.field_addresses("From");
  facts.recipients = message.field_addresses("To");
  for (Mailbox& mailbox : message.field_addresses("Cc")) facts.recipients.push_back(std::move(mailbox));
  facts.subject = message.field_text("Subject");
  facts.date = message.field_text("Date");
  facts.message_id = message.field_text("Message-ID");
}

/// msg-ids of In-Reply-To, then of References (RFC 5322 3.6.4).
void read_references(const ParsedMessage& message, Facts& facts) {
  for (const std::string_view name : {"In-Reply-To", "References"}) {
    const std::string field = message.field(name).value_or("");
    std::size_t open = 0;
    while ((open = field.find('<', open)) != std::string::npos) {
      const std::size_t close = field.find('>', open);
      if (close == std::string::npos) break;
      std::string id = field.substr(open, close - open + 1);
      if (std::find(facts.references.begin(), facts.references.end(), id) == facts.references.end()) {
        facts.references.push_back(std::move(id));
      }
      open = close;
    }
  }
}

bool has_recipient(const DeliveryReport& report, Action action) {
  return std::any_of(report.recipients.begin(), report.recipients.end(),
                     [action](const RecipientReport& recipient) { return recipient.action == action; });
}

MessageKind kind_of(const FeedbackReport& report) {
  return report.is_complaint() ? MessageKind::complaint : MessageKind::other;
}

MessageKind kind_of(const DeliveryReport& report) {
  if (has_recipient(report, Action::failed)) return MessageKind::bounce;
  return has_recipient(report, Action::delayed) ? MessageKind::delay : MessageKind::other;
}

/// Mail to an unsubscribe address, and the mail that a List-Unsubscribe link writes: a subject of that one word.
bool is_unsubscribe_mail(const Envelope& envelope, const Facts& facts) {
  for (const ForwardPath& path : envelope.forward_paths) {
    const auto token = read_token(std::string_view(path.address).substr(0, path.address.rfind('@')));
    if (token && token->purpose == TokenPurpose::unsubscribe) return true;
  }
  return equals_ignoring_case(trim(facts.subject), "unsubscribe") && facts.reply && trim(facts.reply->text).empty();
}

/// Written by a program for many: newsletters, list traffic, notifications. Nobody's reply.
bool is_bulk(const ParsedMessage& message) {
  const std::string precedence = message.field("Precedence").value_or("");
  return message.has_field("List-Id") || message.has_field("List-Unsubscribe") ||
         equals_ignoring_case(trim(precedence), "bulk") || equals_ignoring_case(trim(precedence), "list");
}

/// What a forwarder wrote stands above what they forward. Where nothing declares it a forward and nothing stands above,
/// the words below are all there is, and stay.
void read_own_words(Facts& facts) {
  if (!facts.forwarded || facts.forwarded->form == "attachment") return;
  if (facts.forwarded->comment.empty() && !facts.forwarded->is_declared) return;
  facts.reply = read_reply_text(facts.forwarded->comment);
  if (facts.reply->quotation.empty()) facts.reply->quotation = facts.forwarded->body;
}

void read_people(const Envelope& envelope, const ParsedMessage& message, Facts& facts) {
  facts.reply = read_reply(message);
  if (is_unsubscribe_mail(envelope, facts)) {
    facts.kind = MessageKind::unsubscribe;
  } else if (facts.forwarded) {
    read_own_words(facts);
    facts.kind = MessageKind::forward;
  } else if (is_bulk(message) && facts.references.empty()) {
    facts.kind = MessageKind::other;
  } else {
    facts.kind = MessageKind::reply;
  }
}

void read_forwards(const ParsedMessage& message, Facts& facts) {
  std::vector<ForwardedMessage> forwarded = read_forwarded_messages(message);
  if (forwarded.empty()) return;
  facts.forwarded = std::move(forwarded.front());
  facts.also_forwarded.assign(std::make_move_iterator(forwarded.begin() + 1), std::make_move_iterator(forwarded.end()));
}

/// A forwarded text as the message that it was, for recognisers that read messages.
std::string as_message(const ForwardedMessage& forwarded) {
  std::string octets = "From: ";
  if (!forwarded.from.name.empty()) {
    std::string name = forwarded.from.name;
    std::erase_if(name, [](char c) { return c == '"' || c == '\\' || c == '\r' || c == '\n'; });
    octets.append("\"").append(name).append("\" ");
  }
  octets.append("<").append(forwarded.from.address).append(">\r\nSubject: ").append(forwarded.subject);
  octets.append("\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
  return octets.append(forwarded.body);
}

/// Who forwards a bounce, a complaint or an automatic reply reports just that.
bool read_forwarded_machine(const Envelope& envelope, const ParsedMessage& message, Facts& facts) {
  std::string octets;
  if (facts.forwarded->form == "attachment")
    octets = std::move(read_attached_messages(message).front());
  else
    octets = as_message(*facts.forwarded);
  const ParsedMessage original(octets, message.limits());
  if (facts.forwarded->form == "attachment") facts.feedback_report = read_feedback_report(original);
  if (facts.feedback_report) {
    facts.kind = kind_of(*facts.feedback_report);
    return true;
  }
  facts.delivery_report = read_delivery_report(original);
  if (facts.delivery_report) {
    for (RecipientReport& report : facts.delivery_report->recipients) report.place = {}; // of other octets
    facts.kind = kind_of(*facts.delivery_report);
    return true;
  }
  facts.automatic = read_automatic_reply(original, envelope.received_at);
  if (facts.automatic) facts.kind = MessageKind::auto_reply;
  return facts.automatic.has_value();
}

/// Machines first, each more particular one before the more general.
void read_kind(const Envelope& envelope, const ParsedMessage& message, Facts& facts) {
  facts.feedback_report = read_feedback_report(message);
  if (facts.feedback_report) {
    facts.kind = kind_of(*facts.feedback_report);
    return;
  }
  facts.delivery_report = read_delivery_report(message);
  if (facts.delivery_report) {
    facts.kind = kind_of(*facts.delivery_report);
    return;
  }
  facts.disposition = read_disposition(message);
  if (facts.disposition) {
    facts.kind = MessageKind::disposition;
    return;
  }
  facts.notice = read_provider_notice(message);
  if (facts.notice) {
    facts.kind = MessageKind::confirmation;
    return;
  }
  facts.automatic = read_automatic_reply(message, envelope.received_at);
  if (facts.automatic) {
    facts.kind = MessageKind::auto_reply;
    facts.reply = read_reply(message);
    return;
  }
  read_forwards(message, facts);
  if (facts.forwarded && read_forwarded_machine(envelope, message, facts)) {
    facts.reply = read_reply(message);
    read_own_words(facts);
    return;
  }
  read_people(envelope, message, facts);
}

} // namespace

std::string_view name_of(MessageKind kind) {
  switch (kind) {
    case MessageKind::bounce:
      return "bounce";
    case MessageKind::delay:
      return "delay";
    case MessageKind::complaint:
      return "complaint";
    case MessageKind::auto_reply:
      return "auto_reply";
    case MessageKind::forward:
      return "forward";
    case MessageKind::reply:
      return "reply";
    case MessageKind::unsubscribe:
      return "unsubscribe";
    case MessageKind::disposition:
      return "disposition";
    case MessageKind::confirmation:
      return "confirmation";
    case MessageKind::other:
      return "other";
  }
  return "other";
}

Facts read_message(const Envelope& envelope, std::string_view octets, const Limits& limits) {
  const ParsedMessage message(octets, limits);
  Facts facts;
  read_header(message, facts);
  read_references(message, facts);
  read_kind(envelope, message, facts);
  for (AttachedPart& attached : find_attachments(message)) facts.attachments.push_back(std::move(attached.attachment));
  const std::size_t from_fields = message.fields("From").size();
  facts.defects = message.defects();
  if (from_fields == 0) facts.defects.add(Defect::missing_from_field);
  if (from_fields > 1) facts.defects.add(Defect::multiple_from_fields);
  return facts;
}

Facts read_bare_body(std::string_view body, BareBody form, std::string_view subject, const Limits&) {
  Facts facts;
  facts.subject = subject;
  if (form == BareBody::html) {
    facts.forwarded = read_forwarded_html(body, subject);
    facts.reply = read_reply_html(body);
  } else {
    facts.forwarded = read_forwarded_text(body, subject);
    facts.reply = read_reply_text(body);
  }
  read_own_words(facts);
  facts.kind = facts.forwarded ? MessageKind::forward : MessageKind::reply;
  return facts;
}

} // namespace parsers
