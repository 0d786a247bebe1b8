#include "store/restrictions.hpp"

#include <algorithm>

#include "store/address_table.hpp"
#include "store/entry_codec.hpp"
#include "store/identity_copies.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::AddressState;
using classifier::Entry;
using classifier::Event;
using classifier::EventKind;
using classifier::Fact;
using classifier::Force;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::size_t entry_key_size = sizeof(OriginOrdinal) + sizeof(std::uint64_t);

std::string workspace_key(WorkspaceId workspace) { return std::move(OctetWriter().number(workspace)).take(); }

/// A later proof that mail arrives, or a lift, ends a failure by its time.
bool clears(const Fact& later, const Fact& failed) {
  const Event& event = later.event;
  if (event.kind == EventKind::lifted) {
    return event.until && failed.received_at <= *event.until && covers(event.scope, failed.event.scope);
  }
  const bool proves_arrival = event.kind == EventKind::delivered || event.kind == EventKind::replied;
  return proves_arrival && event.level == classifier::Provenance::verified && later.received_at > failed.received_at &&
         event.scope.workspace == failed.event.scope.workspace;
}

/// The row of one index key; nothing when its fact is not live any more.
Result<std::optional<SuppressionRow>> read_row(const Transaction& transaction, std::string_view key, VaultKeys& keys) {
  const auto octets = transaction.get(Table::entries, key);
  if (!octets) return tl::unexpected(octets.error());
  if (!*octets) return failure(ErrorCode::corrupt, "a row of the table restrictions names no entry");
  const auto entry = decode_entry(**octets);
  if (!entry) return tl::unexpected(entry.error());
  if (!entry->identity) return failure(ErrorCode::corrupt, "a row of the table restrictions names nobody");
  const auto view = IndexView::of(transaction, keys.ring());
  if (!view) return tl::unexpected(view.error());
  const KeyedHash hash{*entry->identity, entry->generation};
  const auto state = state_at(transaction, hash, *view);
  if (!state) return tl::unexpected(state.error());
  const auto fact = std::ranges::find(state->facts, entry->id, &Fact::id);
  if (fact == state->facts.end() || !is_live_fact(*fact, *state)) return std::nullopt;
  auto identity = describe_identity(transaction, hash, *view, keys);
  if (!identity) return tl::unexpected(identity.error());
  return SuppressionRow{std::move(*identity), entry->id, fact->received_at, fact->event};
}

/// The newest row of the workspace, or the newest before `from`.
Result<std::optional<Row>> start(Cursor& cursor, const SuppressionRange& range) {
  const std::string place = range.from.empty() ? std::string(entry_key_size, '\xff') : range.from;
  const std::string end = workspace_key(range.workspace) + place.substr(0, entry_key_size);
  const auto beyond = cursor.seek(end);
  if (!beyond) return beyond;
  return *beyond ? cursor.previous() : cursor.last();
}

} // namespace

bool is_restriction(const Event& event) {
  switch (event.kind) {
    case EventKind::denied:
    case EventKind::legal_hold:
    case EventKind::objection:
    case EventKind::restricted:
    case EventKind::erased:
    case EventKind::imported:
      return true;
    case EventKind::opt_out:
    case EventKind::complaint:
      return event.force == Force::in_force || event.force == Force::held;
    case EventKind::not_interested:
    case EventKind::absent:
    case EventKind::delivery_failed:
      return event.force != Force::recorded;
    default:
      return event.force == Force::held || !is_known(event.kind);
  }
}

bool is_live_fact(const Fact& fact, const AddressState& state) {
  const bool is_cancelled = std::ranges::any_of(state.tombstones, [&](const classifier::Tombstone& tombstone) {
    return tombstone.cancelled == fact.id && covers(tombstone.scope, fact.event.scope);
  });
  if (is_cancelled) return false;
  if (fact.event.kind != EventKind::delivery_failed) return true;
  return std::ranges::none_of(state.facts, [&](const Fact& later) { return clears(later, fact); });
}

std::vector<std::string> restriction_keys(OriginOrdinal ordinal, const Entry& entry) {
  if (!entry.identity || entry.is_wide_copy || !is_restriction(entry.event)) return {};
  const std::string place = entry_key(ordinal, entry.position.number);
  std::vector<std::string> keys{workspace_key(0) + place};
  if (entry.workspace != 0) keys.push_back(workspace_key(entry.workspace) + place);
  return keys;
}

Result<void> index_restriction(WriteTransaction& transaction, OriginOrdinal ordinal, const Entry& entry) {
  for (const std::string& key : restriction_keys(ordinal, entry)) {
    if (auto put = transaction.put(Table::restrictions, key, {}); !put) return put;
  }
  return {};
}

Result<SuppressionPage> read_restrictions(const Transaction& transaction, const SuppressionRange& range,
                                          VaultKeys& keys) {
  auto cursor = transaction.cursor(Table::restrictions);
  if (!cursor) return tl::unexpected(cursor.error());
  const std::string prefix = workspace_key(range.workspace);
  SuppressionPage page;
  std::size_t examined = 0;
  auto at = start(*cursor, range);
  for (; at && *at && (*at)->key.starts_with(prefix); at = cursor->previous()) {
    if (page.rows.size() == range.limit || examined == range.examined) return page;
    ++examined;
    page.next = (*at)->key.substr(prefix.size());
    auto row = read_row(transaction, (*at)->key.substr(prefix.size()), keys);
    if (!row) return tl::unexpected(row.error());
    if (*row) page.rows.push_back(std::move(**row));
  }
  if (!at) return tl::unexpected(at.error());
  page.next.clear();
  return page;
}

Result<SuppressionRow> read_restriction(const Transaction& transaction, const classifier::EntryId& id,
                                        VaultKeys& keys) {
  const auto not_there = [] { return failure(ErrorCode::not_found, "no such suppression"); };
  const auto place = transaction.get(Table::entry_ids, view_of(id));
  if (!place) return tl::unexpected(place.error());
  if (!*place) return not_there();
  const auto octets = transaction.get(Table::entries, **place);
  if (!octets) return tl::unexpected(octets.error());
  if (!*octets) return failure(ErrorCode::corrupt, "a row of the table entry_ids names no entry");
  const auto entry = decode_entry(**octets);
  if (!entry) return tl::unexpected(entry.error());
  if (!entry->identity || entry->is_wide_copy || !is_restriction(entry->event)) return not_there();
  auto row = read_row(transaction, **place, keys);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return not_there();
  return std::move(**row);
}

} // namespace store
