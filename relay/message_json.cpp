// One description of the object, for a document (JsonDocument) and for text (JsonText): both have the same calls.
#include "relay/message_json.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "relay/json_text.hpp"

namespace relay {
namespace {

using nlohmann::ordered_json;

class JsonDocument {
 public:
  explicit JsonDocument(ordered_json& object) : object_(object) {}

  void text(const char* key, std::string_view value) { object_[key] = value; }
  template <class Number>
  void number(const char* key, Number value) {
    object_[key] = value;
  }
  void flag(const char* key) { object_[key] = true; }
  void object(const char* key, auto write) {
    ordered_json object;
    JsonDocument inner(object);
    write(inner);
    object_[key] = std::move(object);
  }
  template <class Items>
  void objects(const char* key, const Items& items, auto write) {
    ordered_json list = ordered_json::array();
    for (const auto& item : items) {
      ordered_json object;
      JsonDocument inner(object);
      write(inner, item);
      list.push_back(std::move(object));
    }
    object_[key] = std::move(list);
  }
  template <class Items>
  void texts(const char* key, const Items& items, auto text_of) {
    ordered_json list = ordered_json::array();
    for (const auto& item : items) list.push_back(text_of(item));
    object_[key] = std::move(list);
  }

 private:
  ordered_json& object_;
};

template <class Object>
void put_text(Object& object, const char* key, std::string_view text) {
  if (!text.empty()) object.text(key, text);
}

template <class Object>
void put_mailbox(Object& object, const parsers::Mailbox& mailbox) {
  object.text("name", mailbox.name);
  object.text("address", mailbox.address);
}

constexpr auto each_mailbox = [](auto& object, const parsers::Mailbox& one) { put_mailbox(object, one); };

std::string display(const parsers::Mailbox& mailbox) {
  return mailbox.name.empty() ? mailbox.address : mailbox.name + " <" + mailbox.address + ">";
}

template <class Object>
void put_report(Object& object, const parsers::RecipientReport& report) {
  object.text("recipient", report.recipient);
  put_text(object, "original_recipient", report.original_recipient);
  object.text("action", name_of(report.action));
  put_text(object, "status", report.status);
  object.text("permanence", name_of(report.permanence));
  object.text("reason", name_of(report.reason));
  put_text(object, "diagnostic", report.diagnostic);
  put_text(object, "remote_mta", report.remote_mta);
}

template <class Object>
void put_complaint(Object& object, const parsers::FeedbackReport& report) {
  object.text("feedback_type", report.feedback_type);
  if (!report.original_recipients.empty())
    object.texts("original_recipients", report.original_recipients, [](const std::string& one) { return one; });
  put_text(object, "original_mail_from", report.original_mail_from);
  put_text(object, "reported_message_id", report.reported_message_id);
}

template <class Object>
void put_forward(Object& object, const parsers::ForwardedMessage& forward) {
  object.object("from", [&](auto& from) { put_mailbox(from, forward.from); });
  object.objects("to", forward.to, each_mailbox);
  object.objects("cc", forward.cc, each_mailbox);
  object.text("subject", forward.subject);
  object.text("date", forward.date);
  if (forward.sent) object.text("sent", to_text(*forward.sent));
  object.text("body", forward.body);
  put_text(object, "comment", forward.comment);
  put_text(object, "form", forward.form);
}

template <class Object>
void put_automatic(Object& object, const parsers::AutomaticReply& automatic) {
  object.text("kind", name_of(automatic.kind));
  if (automatic.until) object.text("until", parsers::to_iso(*automatic.until));
  put_text(object, "alternative", automatic.alternative);
  put_text(object, "evidence", automatic.evidence);
}

template <class Object>
void put_verdict(Object& object, const classifier::Verdict& verdict) {
  if (verdict.contact) object.text("contact", parsers::text_of(*verdict.contact));
  object.text("intent", name_of(verdict.intent));
  object.number("confidence", verdict.confidence);
  if (verdict.erasure_request) object.flag("erasure_request");
  if (verdict.access_request) object.flag("access_request");
  if (verdict.until) object.text("until", parsers::to_iso(*verdict.until));
  if (verdict.alternative) object.text("alternative", verdict.alternative->text());
  if (!verdict.concerns.empty())
    object.texts("concerns", verdict.concerns, [](const parsers::Address& address) { return address.text(); });
  put_text(object, "language", verdict.language);
  object.objects("reasons", verdict.reasons, [](auto& reason, const classifier::Reason& one) {
    reason.text("rule", one.rule);
    reason.text("excerpt", one.excerpt);
    if (one.weight > 0) reason.number("weight", std::round(one.weight * 100) / 100);
  });
  put_text(object, "knowledge", verdict.knowledge);
}

constexpr auto each_verdict = [](auto& verdict, const classifier::Verdict& one) { put_verdict(verdict, one); };

constexpr auto each_attributed_verdict = [](auto& verdict, const classifier::AttributedVerdict& one) {
  put_verdict(verdict, one.verdict);
  verdict.text("level", name_of(one.level));
};

std::string_view reason_of(const classifier::Event& event) {
  return event.kind == classifier::EventKind::delivery_failed || event.kind == classifier::EventKind::delivery_delayed
             ? parsers::name_of(event.failure)
             : name_of(event.kind);
}

constexpr auto each_event = [](auto& object, const DecidedEvent& one) {
  const classifier::Event& event = one.event;
  if (one.contact) object.text("contact", parsers::text_of(*one.contact));
  object.text("kind", name_of(event.kind));
  object.text("force", name_of(event.force));
  object.text("reason", reason_of(event));
  object.text("scope", name_of(event.scope.reach));
  object.text("channel", name_of(event.scope.channel));
  object.text("purpose", name_of(event.scope.purpose));
  object.text("level", name_of(event.level));
  if (event.until) object.text("until", parsers::to_rfc3339(*event.until));
};

constexpr auto each_signature = [](auto& object, const smtp::SignatureCheck& one) {
  put_text(object, "domain", one.domain);
  put_text(object, "selector", one.selector);
  object.text("result", name_of(one.result()));
  if (one.fault != parsers::DkimFault::none) object.text("fault", name_of(one.fault));
  if (one.gap != smtp::SignatureGap::none) object.text("gap", name_of(one.gap));
};

constexpr auto each_result = [](auto& object, const parsers::AuthenticationResult& one) {
  object.text("method", one.method);
  object.text("result", name_of(one.result));
};

/// Left out where there was nothing to look at.
template <class Object>
void put_proof(Object& object, const smtp::SenderProof& proof) {
  if (proof.way == smtp::SenderProof::Way::none && proof.signatures.empty() && !proof.upstream) return;
  object.object("proof", [&](auto& inner) {
    inner.text("way", name_of(proof.way));
    put_text(inner, "domain", proof.domain);
    if (proof.is_contradicted) inner.flag("contradicted");
    if (proof.waits_for_key) inner.flag("waits_for_key");
    if (!proof.signatures.empty()) inner.objects("signatures", proof.signatures, each_signature);
    if (proof.upstream) inner.objects("upstream", proof.upstream->results, each_result);
  });
}

/// What people see in their mail program, and what is in it.
template <class Object>
void put_people(Object& object, const parsers::Facts& facts) {
  if (facts.feedback_report)
    object.object("complaint", [&](auto& complaint) { put_complaint(complaint, *facts.feedback_report); });
  if (facts.forwarded) object.object("original", [&](auto& original) { put_forward(original, *facts.forwarded); });
  if (!facts.also_forwarded.empty())
    object.objects("further_originals", facts.also_forwarded,
                   [](auto& original, const parsers::ForwardedMessage& one) { put_forward(original, one); });
  if (facts.reply)
    object.object("reply", [&](auto& reply) {
      reply.text("text", facts.reply->text);
      reply.text("signed_text", facts.reply->signed_text);
    });
  if (facts.automatic) object.object("automatic", [&](auto& reply) { put_automatic(reply, *facts.automatic); });
  if (facts.notice)
    object.object("confirmation", [&](auto& notice) {
      notice.text("provider", facts.notice->provider);
      notice.text("code", facts.notice->code);
      notice.text("link", facts.notice->link);
    });
  if (!facts.attachments.empty())
    object.objects("attachments", facts.attachments, [](auto& attachment, const parsers::Attachment& one) {
      attachment.text("name", one.name);
      attachment.text("type", one.type);
      attachment.number("size", one.size);
    });
}

/// `put_verdicts` writes the member "verdicts", in its place.
template <class Object>
void put_message(Object& object, const parsers::Facts& facts, auto put_verdicts) {
  object.text("kind", name_of(facts.kind));
  if (!facts.author.empty()) object.text("from", display(facts.author.front()));
  put_text(object, "subject", facts.subject);
  put_text(object, "date", facts.date);
  put_text(object, "message_id", facts.message_id);
  if (facts.delivery_report) {
    object.objects("reports", facts.delivery_report->recipients,
                   [](auto& report, const parsers::RecipientReport& one) { put_report(report, one); });
    put_text(object, "form", facts.delivery_report->form);
  }
  put_people(object, facts);
  put_verdicts();
  if (!facts.defects.empty())
    object.texts("defects", facts.defects.list(), [](parsers::Defect defect) { return name_of(defect); });
}

} // namespace

nlohmann::ordered_json verdict_json(const classifier::Verdict& verdict) {
  ordered_json json;
  JsonDocument object(json);
  put_verdict(object, verdict);
  return json;
}

std::string message_text(std::string_view file, const parsers::Facts& facts, const smtp::SenderProof& proof,
                         const std::vector<classifier::Verdict>& verdicts) {
  std::string text;
  {
    JsonText object(text);
    object.text("file", file);
    put_message(object, facts, [&] { object.objects("verdicts", verdicts, each_verdict); });
    put_proof(object, proof);
  }
  return text;
}

std::string conclusions_text(const parsers::Facts& facts, const Conclusions& conclusions) {
  std::string text;
  {
    JsonText object(text);
    put_message(object, facts, [&] { object.objects("verdicts", conclusions.verdicts, each_attributed_verdict); });
    put_proof(object, conclusions.proof);
    object.object("envelope", [&](JsonText& envelope) {
      envelope.text("peer", conclusions.envelope.peer);
      envelope.text("helo", conclusions.envelope.helo);
      if (!conclusions.envelope.protocol.empty()) envelope.text("protocol", conclusions.envelope.protocol);
      if (!conclusions.envelope.user.empty()) envelope.text("user", conclusions.envelope.user);
      envelope.text("reverse_path", conclusions.envelope.reverse_path.address);
    });
    object.text("token", conclusions.token ? parsers::name_of(*conclusions.token) : "none");
    object.objects("events", conclusions.events, each_event);
  }
  return text;
}

std::string dump(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace relay
