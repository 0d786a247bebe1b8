// Everything that one message says, before anyone judges what it means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/automatic_reply.hpp"
#include "parsers/defect.hpp"
#include "parsers/delivery_report.hpp"
#include "parsers/envelope.hpp"
#include "parsers/feedback_report.hpp"
#include "parsers/forwarded_message.hpp"
#include "parsers/reply_text.hpp"

namespace parsers {

enum class MessageKind : std::uint8_t {
  bounce,
  delay,
  complaint,
  auto_reply,
  forward,
  reply,
  unsubscribe,
  disposition,
  confirmation,
  other,
};
std::string_view name_of(MessageKind kind);

struct Attachment {
  std::string name;
  std::string type;
  std::uint64_t size = 0; // decoded octets
};

struct Facts {
  MessageKind kind = MessageKind::other;
  std::vector<Mailbox> author;     // From
  std::vector<Mailbox> recipients; // To, then Cc
  std::string subject;
  std::string date; // as written
  std::string message_id;
  std::vector<std::string> references; // In-Reply-To, then References
  std::optional<DeliveryReport> delivery_report;
  std::optional<FeedbackReport> feedback_report;
  std::optional<ForwardedMessage> forwarded;
  std::vector<ForwardedMessage> also_forwarded; // the attached messages behind the first
  std::optional<ReplyText> reply;               // there for everything that a person wrote
  std::optional<AutomaticReply> automatic;
  std::optional<Disposition> disposition;
  std::optional<ProviderNotice> notice;
  std::vector<Attachment> attachments;
  Defects defects;
};

/// Reads a whole message. Pure, bounded by `limits`, cannot fail: the worst message is `other` with defects.
Facts read_message(const Envelope& envelope, std::string_view octets, const Limits& limits);

enum class BareBody : std::uint8_t { text, html };
/// A body without a header (UTF-8), as `desist inspect` takes from .txt and .html files.
Facts read_bare_body(std::string_view body, BareBody form, std::string_view subject, const Limits& limits);

} // namespace parsers
