#include "admin/consents.hpp"

#include <nlohmann/json.hpp>

#include "admin/hexadecimal.hpp"
#include "classifier/decide.hpp"
#include "parsers/contact_digest.hpp"

namespace admin {

namespace {

using classifier::ConsentAction;
using nlohmann::ordered_json;
using parsers::Result;
using store::ConsentRecord;

Result<std::vector<store::EntryReceipt>> commit(store::Store& store, const ConsentCommand& command,
                                                const std::vector<classifier::Event>& events,
                                                const std::optional<store::ConsentText>& text) {
  std::vector<store::Draft> drafts;
  for (const classifier::Event& event : events) {
    store::Draft draft;
    draft.identity = command.identity;
    draft.event = event;
    draft.cause = command.cause;
    draft.received_at = command.now;
    draft.consent = text;
    drafts.push_back(std::move(draft));
  }
  return store.commit(drafts);
}

/// A consent is of one spelling: the row of the identity itself.
Result<classifier::AddressState> own_state(const store::Store& store, const parsers::Identity& identity) {
  const auto found = store.states_of(identity);
  if (!found) return tl::unexpected(found.error());
  for (const classifier::KeyedState& keyed : found->states)
    if (keyed.key == classifier::KeyKind::strict) return keyed.state;
  return classifier::AddressState{};
}

void add_event(ordered_json& events, std::string_view type, const std::optional<parsers::Instant>& time) {
  if (time) events.push_back({{"event_type", type}, {"event_time", parsers::to_rfc3339(*time)}});
}

ordered_json events_of(const ConsentRecord& record) {
  ordered_json events = ordered_json::array();
  add_event(events, "requested", record.text.asked_at);
  add_event(events, "confirmed", record.text.confirmed_at);
  add_event(events, "given", record.received_at);
  add_event(events, record.state == store::ConsentState::withdrawn ? "withdrawn" : "withdrawn_in_part",
            record.ended_at);
  if (record.state == store::ConsentState::expired) add_event(events, "expired", record.expires);
  return events;
}

std::string dump(const ordered_json& json) { return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace); }

} // namespace

Result<store::EntryReceipt> record_consent(store::Store& store, const ConsentCommand& command,
                                           const store::ConsentText& text, std::optional<parsers::Instant> expires) {
  const ConsentAction action{.kind = ConsentAction::Kind::record, .scope = command.scope, .expires = expires};
  const auto receipts = commit(store, command, classifier::decide(action, {}), text);
  if (!receipts) return tl::unexpected(receipts.error());
  return receipts->front();
}

Result<std::vector<store::EntryReceipt>> withdraw_consent(store::Store& store, const ConsentCommand& command) {
  const auto state = own_state(store, command.identity);
  if (!state) return tl::unexpected(state.error());
  const ConsentAction action{.kind = ConsentAction::Kind::withdraw, .scope = command.scope};
  return commit(store, command, classifier::decide(action, *state), std::nullopt);
}

std::string consent_receipt(const parsers::Identity& identity, const ConsentRecord& record,
                            parsers::Instant issued_at) {
  const store::ConsentText& text = record.text;
  const std::string id = hexadecimal(record.entry);
  ordered_json receipt;
  receipt["receipt_metadata"] = {
      {"schema_version", "ISO/IEC TS 27560:2023"}, {"receipt_id", id}, {"issued_at", parsers::to_rfc3339(issued_at)}};
  receipt["record_metadata"] = {
      {"schema_version", "ISO/IEC TS 27560:2023"}, {"record_id", id}, {"pii_principal_id", parsers::text_of(identity)}};
  ordered_json purpose{{"purpose", name_of(record.scope.purpose)},
                       {"channel", name_of(record.scope.channel)},
                       {"lawful_basis", text.basis}};
  if (record.expires) purpose["valid_until"] = parsers::to_rfc3339(*record.expires);
  receipt["pii_processing"] = {{"privacy_notice", text.policy_url},
                               {"language", text.language},
                               {"jurisdiction", text.jurisdiction},
                               {"collection_method", text.source},
                               {"collection_url", text.source_url},
                               {"wording", text.wording},
                               {"wording_sha256", parsers::sha256_hexadecimal(text.wording)},
                               {"evidence", text.evidence},
                               {"pii_controllers", ordered_json::array({text.controller})},
                               {"purposes", ordered_json::array({purpose})}};
  receipt["consent_state"] = name_of(record.state);
  receipt["consent_events"] = events_of(record);
  return dump(receipt);
}

} // namespace admin
