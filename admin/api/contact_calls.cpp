// What is known of one contact, with its evidence, and what it agreed to.
#include <map>
#include <nlohmann/json.hpp>

#include "admin/api/check.hpp"
#include "admin/api/event_json.hpp"
#include "admin/api/handlers.hpp"
#include "admin/consents.hpp"
#include "admin/hexadecimal.hpp"
#include "classifier/natural_channel.hpp"

namespace admin {
namespace {

using nlohmann::ordered_json;
using parsers::Result;

constexpr std::size_t most_facts = 1000;
constexpr std::size_t messages_looked_at = 500; // newest of the workspace, for evidence

struct FoundFact {
  const classifier::Fact* fact;
  const classifier::KeyedState* state;
};

std::string_view name_of_key(classifier::KeyKind key) {
  return key == classifier::KeyKind::strict ? "strict" : key == classifier::KeyKind::wide ? "wide" : "alias";
}

/// Those of the workspace under the contact's own keys; domains are others' rules.
std::vector<FoundFact> facts_of(const classifier::States& states, store::WorkspaceId workspace) {
  std::vector<FoundFact> found;
  for (const classifier::KeyedState& keyed : states) {
    if (keyed.key > classifier::KeyKind::alias) continue;
    for (const classifier::Fact& fact : keyed.state.facts) {
      if (fact.event.scope.workspace == workspace) found.push_back({&fact, &keyed});
    }
  }
  std::ranges::sort(found, [](const FoundFact& a, const FoundFact& b) {
    return std::pair(b.fact->received_at, b.fact->id) < std::pair(a.fact->received_at, a.fact->id);
  });
  if (found.size() > most_facts) found.resize(most_facts);
  return found;
}

/// A message and what it made happen have the same instant of receipt.
using MessagesByInstant = std::map<parsers::Instant, store::MessageNumber>;

Result<MessagesByInstant> recent_messages(const Call& call) {
  const auto messages = call.store().messages(call.workspace.id, 0, messages_looked_at);
  if (!messages) return tl::unexpected(messages.error());
  MessagesByInstant by_instant;
  for (const store::KeptMessage& message : *messages) by_instant[message.received_at] = message.number;
  return by_instant;
}

ordered_json fact_json(const FoundFact& found, const MessagesByInstant& messages) {
  const auto& [fact, keyed] = found;
  ordered_json object;
  object["entry"] = hexadecimal(fact->id);
  object["at"] = parsers::to_rfc3339(fact->received_at);
  put_event(object, fact->event);
  object["key"] = name_of_key(keyed->key);
  object["by"] = actor_json(fact->event.source);
  object["cancelled_by"] = ordered_json::array();
  for (const classifier::Tombstone& tombstone : keyed->state.tombstones) {
    if (tombstone.cancelled == fact->id) object["cancelled_by"].push_back(hexadecimal(tombstone.lift));
  }
  const auto message = messages.find(fact->received_at);
  object["message"] = message == messages.end() ? ordered_json() : ordered_json(message->second);
  return object;
}

ordered_json consent_json(const store::ConsentRecord& record) {
  return {{"entry", hexadecimal(record.entry)},       {"at", parsers::to_rfc3339(record.received_at)},
          {"state", name_of(record.state)},           {"channel", name_of(record.scope.channel)},
          {"purpose", name_of(record.scope.purpose)}, {"expires", or_null(record.expires)},
          {"ended_at", or_null(record.ended_at)},     {"basis", record.text.basis},
          {"wording", record.text.wording},           {"source", record.text.source},
          {"evidence", record.text.evidence}};
}

Result<std::vector<store::ConsentRecord>> consents_of(const Call& call, const parsers::Identity& contact) {
  auto records = call.store().consents_of(contact, call.now);
  if (!records) return records;
  std::erase_if(*records, [&](const auto& record) { return record.scope.workspace != call.workspace.id; });
  return records;
}

Result<ConsentCommand> command_of(const Call& call) {
  auto contact = contact_of(call);
  if (!contact) return tl::unexpected(contact.error());
  const auto scope = scope_of(call, {.channel = classifier::natural_channel(*contact), .purpose = {}});
  if (!scope) return tl::unexpected(scope.error());
  const auto cause = cause_of(call);
  if (!cause) return tl::unexpected(cause.error());
  return ConsentCommand{std::move(*contact), *scope, *cause, call.now};
}

store::ConsentText words_of(const Call& call) {
  const auto text = [&](std::string_view name, std::string_view otherwise = {}) {
    return std::string(call.asked.find(name).value_or(otherwise));
  };
  store::ConsentText words;
  words.basis = text("basis", "consent");
  words.wording = text("wording");
  words.source = text("source", "api");
  words.source_url = text("source_url");
  words.evidence = text("evidence");
  words.jurisdiction = text("jurisdiction");
  words.controller = text("controller");
  words.policy_url = text("policy_url");
  words.language = text("language");
  return words;
}

Response recorded(const ConsentCommand& command, std::span<const store::EntryReceipt> receipts) {
  ordered_json object;
  object["to"] = text_of(command.identity);
  object["entries"] = receipts_json(receipts);
  return json_answer(object, status_of(receipts));
}

} // namespace

Result<Response> read_contact(const Call& call) {
  const auto contact = contact_of(call);
  if (!contact) return tl::unexpected(contact.error());
  const auto states = call.store().states_of(*contact);
  const auto consents = consents_of(call, *contact);
  const auto messages = recent_messages(call);
  if (!states) return tl::unexpected(states.error());
  if (!consents) return tl::unexpected(consents.error());
  if (!messages) return tl::unexpected(messages.error());
  classifier::Query query;
  query.channel = classifier::natural_channel(*contact);
  apply(call.workspace, query);
  const auto answer = check_json(text_of(*contact), query, {call.store(), call.application.policy(), call.now});
  if (!answer) return tl::unexpected(answer.error());
  ordered_json object;
  object["to"] = text_of(*contact);
  object["facts"] = ordered_json::array();
  for (const FoundFact& found : facts_of(states->states, call.workspace.id)) {
    object["facts"].push_back(fact_json(found, *messages));
  }
  object["consents"] = ordered_json::array();
  for (const store::ConsentRecord& record : *consents) object["consents"].push_back(consent_json(record));
  object["check"] = ordered_json::parse(*answer);
  return json_answer(object);
}

Result<Response> list_consents(const Call& call) {
  const auto contact = contact_of(call);
  if (!contact) return tl::unexpected(contact.error());
  const auto records = consents_of(call, *contact);
  if (!records) return tl::unexpected(records.error());
  ordered_json items;
  for (const store::ConsentRecord& record : *records) items.push_back(consent_json(record));
  return list_answer(std::move(items), "");
}

Result<Response> list_consent_receipts(const Call& call) {
  const auto contact = contact_of(call);
  if (!contact) return tl::unexpected(contact.error());
  const auto records = consents_of(call, *contact);
  if (!records) return tl::unexpected(records.error());
  ordered_json items;
  for (const store::ConsentRecord& record : *records) {
    items.push_back(ordered_json::parse(consent_receipt(*contact, record, call.now)));
  }
  return list_answer(std::move(items), "");
}

Result<Response> create_consent(const Call& call) {
  const auto command = command_of(call);
  if (!command) return tl::unexpected(command.error());
  const auto receipt = record_consent(call.store(), *command, words_of(call), call.asked.instant("expires"));
  if (!receipt) return tl::unexpected(receipt.error());
  return recorded(*command, {&*receipt, 1});
}

Result<Response> end_consent(const Call& call) {
  const auto command = command_of(call);
  if (!command) return tl::unexpected(command.error());
  const auto receipts = withdraw_consent(call.store(), *command);
  if (!receipts) return tl::unexpected(receipts.error());
  return recorded(*command, *receipts);
}

} // namespace admin
