#include "admin/pages/conclusions.hpp"

#include <nlohmann/json.hpp>

namespace admin {
namespace {

using Json = nlohmann::json;

// The member, or null.
const Json& member(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

std::string text_at(const Json& object, const char* name) {
  const Json& value = member(object, name);
  return value.is_string() ? value.get<std::string>() : std::string();
}

double number_at(const Json& object, const char* name, double otherwise) {
  const Json& value = member(object, name);
  return value.is_number() ? value.get<double>() : otherwise;
}

// {"name","address"}, or a text.
std::string mailbox_text(const Json& mailbox) {
  if (mailbox.is_string()) return mailbox.get<std::string>();
  const std::string name = text_at(mailbox, "name"), address = text_at(mailbox, "address");
  return name.empty() ? address : address.empty() ? name : name + " <" + address + ">";
}

// Calls `read` with the first members of a list and says how many were left out.
template <class Read>
std::size_t read_list(const Json& list, const Read& read) {
  if (!list.is_array()) return 0;
  const std::size_t count = std::min(list.size(), Conclusions::most_of_a_list);
  for (std::size_t i = 0; i < count; ++i) read(list[i]);
  return list.size() - count;
}

ConcludedVerdict read_verdict(const Json& json) {
  ConcludedVerdict verdict{.contact = text_at(json, "contact"),
                           .intent = text_at(json, "intent"),
                           .level = text_at(json, "level"),
                           .confidence = number_at(json, "confidence", -1),
                           .reasons = {}};
  read_list(member(json, "reasons"), [&](const Json& reason) {
    verdict.reasons.push_back({text_at(reason, "rule"), text_at(reason, "excerpt")});
  });
  return verdict;
}

ConcludedEvent read_event(const Json& json) {
  return {.contact = text_at(json, "contact"),
          .kind = text_at(json, "kind"),
          .force = text_at(json, "force"),
          .reason = text_at(json, "reason"),
          .scope = text_at(json, "scope"),
          .channel = text_at(json, "channel"),
          .purpose = text_at(json, "purpose"),
          .level = text_at(json, "level"),
          .entry = text_at(json, "entry")};
}

ConcludedReport read_report(const Json& json) {
  return {.recipient = text_at(json, "recipient"),
          .action = text_at(json, "action"),
          .status = text_at(json, "status"),
          .permanence = text_at(json, "permanence"),
          .reason = text_at(json, "reason"),
          .diagnostic = text_at(json, "diagnostic")};
}

void read_texts(const Json& json, Conclusions& conclusions) {
  const Json& original = member(json, "original");
  const Json& automatic = member(json, "automatic");
  conclusions.subject = text_at(json, "subject");
  conclusions.from = mailbox_text(member(json, "from"));
  conclusions.message_id = text_at(json, "message_id");
  conclusions.kind = text_at(json, "kind");
  conclusions.token = text_at(json, "token");
  conclusions.reply = text_at(member(json, "reply"), "text");
  conclusions.original_from = mailbox_text(member(original, "from"));
  conclusions.original_subject = text_at(original, "subject");
  conclusions.original_body = text_at(original, "body");
  conclusions.comment = text_at(original, "comment");
  conclusions.automatic_kind = text_at(automatic, "kind");
  conclusions.automatic_until = text_at(automatic, "until");
  conclusions.automatic_alternative = text_at(automatic, "alternative");
  conclusions.feedback_type = text_at(member(json, "complaint"), "feedback_type");
}

void read_proof(const Json& proof, Conclusions& conclusions) {
  conclusions.proof_way = text_at(proof, "way");
  conclusions.proof_domain = text_at(proof, "domain");
  conclusions.is_contradicted = member(proof, "contradicted") == true;
  conclusions.left_out += read_list(member(proof, "signatures"), [&](const Json& item) {
    conclusions.signatures.push_back({.domain = text_at(item, "domain"),
                                      .result = text_at(item, "result"),
                                      .fault = text_at(item, "fault"),
                                      .gap = text_at(item, "gap")});
  });
}

} // namespace

Conclusions read_conclusions(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  Conclusions conclusions;
  read_texts(json, conclusions);
  read_proof(member(json, "proof"), conclusions);
  std::size_t& left_out = conclusions.left_out;
  left_out += read_list(member(json, "verdicts"),
                        [&](const Json& item) { conclusions.verdicts.push_back(read_verdict(item)); });
  left_out +=
      read_list(member(json, "events"), [&](const Json& item) { conclusions.events.push_back(read_event(item)); });
  left_out +=
      read_list(member(json, "reports"), [&](const Json& item) { conclusions.reports.push_back(read_report(item)); });
  left_out += read_list(member(json, "defects"), [&](const Json& item) {
    if (item.is_string()) conclusions.defects.push_back(item.get<std::string>());
  });
  return conclusions;
}

} // namespace admin
