#include "store/batch.hpp"

#include "parsers/address.hpp"
#include "store/address_table.hpp"
#include "store/consent_codec.hpp"
#include "store/consent_table.hpp"
#include "store/event_codec.hpp"
#include "store/restrictions.hpp"
#include "store/signed_heads.hpp"

namespace store {

using classifier::Entry;
using classifier::EntryId;
using classifier::Event;
using classifier::EventKind;
using classifier::Force;
using classifier::IdentityHash;
using parsers::ErrorCode;

namespace {

/// What is known of one spelling of a mailbox counts for all of them, but a permission: a wide key may only deny.
bool concerns_wide_key(const Event& event) {
  switch (event.kind) {
    case EventKind::allow_listed:
    case EventKind::window_opened:
    case EventKind::consent_withdrawn:
      return false;
    case EventKind::consent_granted:
      return !event.cancels.empty();
    case EventKind::lifted:
    case EventKind::delivered:
    case EventKind::replied:
    case EventKind::delivery_failed:
      return true;
    default:
      return (event.force != Force::recorded && event.force != Force::repeated) || is_restriction(event);
  }
}

/// A wide key permits nothing, but what a consent lifts is lifted there too.
Event lift_of_consent(const Event& consent) {
  Event lifted = consent;
  lifted.kind = EventKind::lifted;
  lifted.until.reset();
  return lifted;
}

/// The wide form where it differs from the strict one.
std::optional<std::string> wide_form(const Draft& draft) {
  if (!draft.identity || !concerns_wide_key(draft.event)) return std::nullopt;
  const auto* address = std::get_if<parsers::Address>(&*draft.identity);
  if (address == nullptr) return std::nullopt;
  std::string wide = address->wide_text();
  if (wide == address->text()) return std::nullopt;
  return wide;
}

/// An entry that is there already keeps the hash that it was written with; a new one gets the newest.
Result<void> place_in_generation(const Transaction& transaction, Entry& entry, const IndexView& view) {
  if (!entry.identity) return {};
  const KeyedHash first{*entry.identity};
  const Generation newest = view.generations().newest;
  for (Generation generation = 1; generation < newest; ++generation) {
    entry.identity = view.keys().forward(first, generation);
    entry.generation = generation;
    const auto known = position_of(transaction, entry_id_of(entry));
    if (!known) return tl::unexpected(known.error());
    if (*known) return {};
  }
  entry.identity = view.newest(first);
  entry.generation = newest;
  return {};
}

} // namespace

Result<void> check_draft(const Draft& draft) {
  if (draft.identity && !draft.domain_rule.empty()) {
    return parsers::failure(ErrorCode::invalid_argument, "an entry is of an identity or of a domain rule");
  }
  if (!draft.domain_rule.empty()) {
    if (auto rule = normalise_domain_rule(draft.domain_rule); !rule) return tl::unexpected(rule.error());
  }
  if (draft.consent) {
    if (draft.event.kind != EventKind::consent_granted || !draft.identity) {
      return parsers::failure(ErrorCode::invalid_argument, "only a consent of an identity has words");
    }
    if (auto checked = check_consent(*draft.consent); !checked) return checked;
  }
  return check_event(draft.event);
}

Result<void> check_drafts(std::span<const Draft> drafts, std::span<const NewMessage> messages) {
  for (const Draft& draft : drafts) {
    if (auto checked = check_draft(draft); !checked) return checked;
  }
  for (const NewMessage& message : messages) {
    if (auto checked = check_drafts(message.drafts, {}); !checked) return checked;
  }
  return {};
}

void Batch::add_item(const Draft& draft, std::string_view clear, Item item) {
  item.entry.cause = draft.cause;
  item.entry.received_at = draft.received_at;
  item.entry.workspace = draft.event.scope.workspace;
  item.entry.event = draft.event;
  if (!clear.empty()) {
    item.entry.identity = keys_.ring().hash_text(clear);
    if (item.part != Item::Part::repeated) identities_.push_back({*item.entry.identity, std::string(clear)});
  }
  items_.push_back(std::move(item));
}

void Batch::add(const IdentityHash& identity, const Draft& draft) {
  add_item(draft, {}, {});
  items_.back().entry.identity = identity;
}

EntryId Batch::add(const Draft& draft, const classifier::Digest& evidence) {
  Item item;
  item.entry.evidence = evidence;
  if (draft.consent) {
    SaltedConsent salted = salt_consent(*draft.consent);
    item.entry.evidence = salted.evidence;
    item.consent = std::move(salted.octets);
  }
  if (!draft.domain_rule.empty()) {
    add_item(draft, *normalise_domain_rule(draft.domain_rule), item);
  } else {
    add_item(draft, draft.identity ? std::string_view(text_of(*draft.identity)) : std::string_view(), item);
  }
  const EntryId id = entry_id_of(items_.back().entry);
  if (const auto wide = wide_form(draft)) {
    item.part = Item::Part::wide_copy;
    item.entry.is_wide_copy = true;
    item.consent.clear();
    Draft copy = draft;
    if (copy.event.kind == EventKind::consent_granted) copy.event = lift_of_consent(copy.event);
    add_item(copy, *wide, item);
  }
  return id;
}

void Batch::add_repeated(const Draft& draft) {
  Item item;
  item.part = Item::Part::repeated;
  const std::string rule = draft.domain_rule.empty() ? std::string() : *normalise_domain_rule(draft.domain_rule);
  add_item(draft, draft.identity ? std::string_view(text_of(*draft.identity)) : std::string_view(rule), item);
}

Result<EntryReceipt> Batch::receipt_of_repeated(const Transaction& transaction, const Entry& entry) const {
  const classifier::EntryId id = entry_id_of(entry);
  const auto position = position_of(transaction, id);
  if (!position) return tl::unexpected(position.error());
  return EntryReceipt{id, position->value_or(classifier::Position{}), true};
}

Result<std::vector<EntryReceipt>> Batch::write(WriteTransaction& transaction) && {
  const auto view = IndexView::of(transaction, keys_.ring());
  if (!view) return tl::unexpected(view.error());
  std::vector<Entry> entries;
  for (Item& item : items_) {
    if (auto placed = place_in_generation(transaction, item.entry, *view); !placed)
      return tl::unexpected(placed.error());
    if (item.part != Item::Part::repeated) entries.push_back(item.entry);
  }
  const auto appending = append_entries(transaction, std::move(entries));
  if (!appending) return tl::unexpected(appending.error());
  if (auto done = project_entries(transaction, appending->added, *view); !done) return tl::unexpected(done.error());
  if (auto done = remember_identities(transaction, std::move(identities_), *view, keys_); !done) {
    return tl::unexpected(done.error());
  }
  for (const Entry& entry : appending->added) {
    if (auto put = index_restriction(transaction, appending->ordinal, entry); !put) return tl::unexpected(put.error());
  }
  if (!appending->added.empty()) {
    auto signed_head = sign_head_when_due(transaction, keys_.ring(), appending->added.back().received_at);
    if (!signed_head) return tl::unexpected(signed_head.error());
  }
  return receipts_of(transaction, *appending);
}

Result<std::vector<EntryReceipt>> Batch::receipts_of(WriteTransaction& transaction, const Appending& appending) const {
  std::vector<EntryReceipt> receipts;
  auto appended = appending.of_each.begin();
  for (const Item& item : items_) {
    if (item.part == Item::Part::repeated) {
      const auto receipt = receipt_of_repeated(transaction, item.entry);
      if (!receipt) return tl::unexpected(receipt.error());
      receipts.push_back(*receipt);
      continue;
    }
    const Appended& outcome = *appended++;
    if (item.part == Item::Part::draft) receipts.push_back({outcome.id, outcome.position, outcome.was_known});
    if (item.part != Item::Part::draft || outcome.was_known || item.consent.empty()) continue;
    if (auto put = put_consent(transaction, outcome.id, item.consent, keys_); !put) return tl::unexpected(put.error());
  }
  return receipts;
}

} // namespace store
