#include "relay/message_json.hpp"

#include <nlohmann/json.hpp>

namespace relay {
namespace {

using nlohmann::ordered_json;

void put_text(ordered_json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

ordered_json mailbox_json(const parsers::Mailbox& mailbox) {
  return {{"name", mailbox.name}, {"address", mailbox.address}};
}

std::string display(const parsers::Mailbox& mailbox) {
  return mailbox.name.empty() ? mailbox.address : mailbox.name + " <" + mailbox.address + ">";
}

ordered_json mailboxes_json(const std::vector<parsers::Mailbox>& mailboxes) {
  ordered_json list = ordered_json::array();
  for (const parsers::Mailbox& mailbox : mailboxes) list.push_back(mailbox_json(mailbox));
  return list;
}

ordered_json report_json(const parsers::RecipientReport& report) {
  ordered_json object;
  object["recipient"] = report.recipient;
  put_text(object, "original_recipient", report.original_recipient);
  object["action"] = name_of(report.action);
  put_text(object, "status", report.status);
  object["permanence"] = name_of(report.permanence);
  object["reason"] = name_of(report.reason);
  put_text(object, "diagnostic", report.diagnostic);
  put_text(object, "remote_mta", report.remote_mta);
  return object;
}

ordered_json complaint_json(const parsers::FeedbackReport& report) {
  ordered_json object;
  object["feedback_type"] = report.feedback_type;
  if (!report.original_recipients.empty()) object["original_recipients"] = report.original_recipients;
  put_text(object, "original_mail_from", report.original_mail_from);
  put_text(object, "reported_message_id", report.reported_message_id);
  return object;
}

ordered_json forward_json(const parsers::ForwardedMessage& forward) {
  ordered_json object;
  object["from"] = mailbox_json(forward.from);
  object["to"] = mailboxes_json(forward.to);
  object["cc"] = mailboxes_json(forward.cc);
  object["subject"] = forward.subject;
  object["date"] = forward.date;
  if (forward.sent) object["sent"] = to_text(*forward.sent);
  object["body"] = forward.body;
  put_text(object, "comment", forward.comment);
  put_text(object, "form", forward.form);
  return object;
}

ordered_json automatic_json(const parsers::AutomaticReply& automatic) {
  ordered_json object;
  object["kind"] = name_of(automatic.kind);
  if (automatic.until) object["until"] = parsers::to_iso(*automatic.until);
  put_text(object, "alternative", automatic.alternative);
  put_text(object, "evidence", automatic.evidence);
  return object;
}

ordered_json notice_json(const parsers::ProviderNotice& notice) {
  return {{"provider", notice.provider}, {"code", notice.code}, {"link", notice.link}};
}

ordered_json reasons_json(const std::vector<classifier::Reason>& reasons) {
  ordered_json list = ordered_json::array();
  for (const classifier::Reason& reason : reasons) list.push_back({{"rule", reason.rule}, {"excerpt", reason.excerpt}});
  return list;
}

void put_attachments(ordered_json& object, const parsers::Facts& facts) {
  for (const parsers::Attachment& attachment : facts.attachments) {
    object["attachments"].push_back({{"name", attachment.name}, {"type", attachment.type}, {"size", attachment.size}});
  }
}

} // namespace

nlohmann::ordered_json verdict_json(const classifier::Verdict& verdict) {
  ordered_json object;
  if (verdict.contact) object["contact"] = parsers::text_of(*verdict.contact);
  object["intent"] = name_of(verdict.intent);
  object["confidence"] = verdict.confidence;
  if (verdict.erasure_request) object["erasure_request"] = true;
  if (verdict.access_request) object["access_request"] = true;
  if (verdict.until) object["until"] = parsers::to_iso(*verdict.until);
  if (verdict.alternative) object["alternative"] = verdict.alternative->text();
  for (const parsers::Address& address : verdict.concerns) object["concerns"].push_back(address.text());
  put_text(object, "language", verdict.language);
  object["reasons"] = reasons_json(verdict.reasons);
  return object;
}

nlohmann::ordered_json message_json(const parsers::Facts& facts, const std::vector<classifier::Verdict>& verdicts) {
  ordered_json object;
  object["kind"] = name_of(facts.kind);
  if (!facts.author.empty()) object["from"] = display(facts.author.front());
  put_text(object, "subject", facts.subject);
  put_text(object, "date", facts.date);
  put_text(object, "message_id", facts.message_id);
  if (facts.delivery_report) {
    object["reports"] = ordered_json::array();
    for (const auto& report : facts.delivery_report->recipients) object["reports"].push_back(report_json(report));
    put_text(object, "form", facts.delivery_report->form);
  }
  if (facts.feedback_report) object["complaint"] = complaint_json(*facts.feedback_report);
  if (facts.forwarded) object["original"] = forward_json(*facts.forwarded);
  for (const parsers::ForwardedMessage& also : facts.also_forwarded)
    object["further_originals"].push_back(forward_json(also));
  if (facts.reply) object["reply"] = {{"text", facts.reply->text}, {"signed_text", facts.reply->signed_text}};
  if (facts.automatic) object["automatic"] = automatic_json(*facts.automatic);
  if (facts.notice) object["confirmation"] = notice_json(*facts.notice);
  put_attachments(object, facts);
  object["verdicts"] = ordered_json::array();
  for (const classifier::Verdict& verdict : verdicts) object["verdicts"].push_back(verdict_json(verdict));
  if (!facts.defects.empty()) {
    for (const parsers::Defect defect : facts.defects.list()) object["defects"].push_back(name_of(defect));
  }
  return object;
}

std::string dump(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace relay
