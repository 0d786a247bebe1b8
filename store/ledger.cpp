#include "store/ledger.hpp"

#include <algorithm>
#include <numeric>

#include "store/blake2b.hpp"
#include "store/entry_codec.hpp"
#include "store/event_codec.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::Digest;
using classifier::Entry;
using classifier::EntryId;
using classifier::Origin;
using classifier::Position;
using classifier::Positions;
using parsers::ErrorCode;
using parsers::failure;

namespace {

std::string ordinal_key(OriginOrdinal ordinal) { return std::move(OctetWriter().number(ordinal)).take(); }

Result<void> put_head(WriteTransaction& transaction, const OriginHead& head) {
  OctetWriter row;
  row.array(head.last.origin).number(head.last.number).array(head.digest);
  return transaction.put(Table::origins, ordinal_key(head.ordinal), row.view());
}

Result<OriginHead> read_head(const Row& row) {
  OctetReader key(row.key);
  OctetReader value(row.value);
  OriginHead head;
  head.ordinal = key.number<OriginOrdinal>();
  head.last.origin = value.array<16>();
  head.last.number = value.number<std::uint64_t>();
  head.digest = value.array<32>();
  if (!key.is_finished() || !value.is_finished()) return failure(ErrorCode::corrupt, "a row of the table origins");
  return head;
}

struct Place {
  OriginOrdinal ordinal = 0;
  std::uint64_t number = 0;
};

Result<std::optional<Place>> place_of(const Transaction& transaction, const EntryId& id) {
  const auto row = transaction.get(Table::entry_ids, view_of(id));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  OctetReader reader(**row);
  Place place;
  place.ordinal = reader.number<OriginOrdinal>();
  place.number = reader.number<std::uint64_t>();
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "a row of the table entry_ids");
  return place;
}

Result<Position> position_at(const Transaction& transaction, const Place& place) {
  const auto heads = heads_of(transaction);
  if (!heads) return tl::unexpected(heads.error());
  for (const OriginHead& head : *heads) {
    if (head.ordinal == place.ordinal) return Position{head.last.origin, place.number};
  }
  return failure(ErrorCode::corrupt, "an entry id names an origin that is not there");
}

/// The order of ids, equal ones as they were asked: neighbours in the index are touched one after the other.
std::vector<std::size_t> order_by_id(const std::vector<Entry>& entries) {
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return entries[a].id < entries[b].id; });
  return order;
}

/// Fills `of_each` where the id is in the ledger; tells for each entry whether it is the one to add.
Result<std::vector<bool>> find_new(const Transaction& transaction, const std::vector<Entry>& entries,
                                   const std::vector<std::size_t>& order, Appending& appending) {
  std::vector<bool> is_new(entries.size(), false);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool repeats = i > 0 && entries[order[i]].id == entries[order[i - 1]].id;
    if (repeats) continue;
    const auto place = place_of(transaction, entries[order[i]].id);
    if (!place) return tl::unexpected(place.error());
    is_new[order[i]] = !place->has_value();
    if (!*place) continue;
    const auto position = position_at(transaction, **place);
    if (!position) return tl::unexpected(position.error());
    appending.of_each[order[i]] = {entries[order[i]].id, *position, true};
  }
  return is_new;
}

Result<void> put_entry(WriteTransaction& transaction, Entry& entry, OriginHead& head) {
  ++head.last.number;
  entry.position = head.last;
  entry.previous = head.digest;
  const std::string octets = encode_entry(entry);
  head.digest = chain_digest(octets);
  return transaction.append(Table::entries, entry_key(head.ordinal, head.last.number), octets);
}

Result<void> put_ids(WriteTransaction& transaction, const std::vector<Entry>& entries,
                     const std::vector<std::size_t>& order, Appending& appending) {
  for (std::size_t i = 0; i < order.size(); ++i) {
    Appended& appended = appending.of_each[order[i]];
    const Entry& entry = entries[order[i]];
    if (i > 0 && entry.id == entries[order[i - 1]].id) {
      appended = {entry.id, appending.of_each[order[i - 1]].position, true};
    } else if (!appended.was_known) {
      const std::string place = entry_key(appending.ordinal, appended.position.number);
      if (auto put = transaction.put(Table::entry_ids, view_of(entry.id), place); !put) return put;
    }
  }
  return {};
}

/// What stands after `place` in its origin, until `entries` are `limit`.
Result<void> read_of_origin(const Transaction& transaction, const Place& place, std::size_t limit,
                            std::vector<Entry>& entries) {
  auto cursor = transaction.cursor(Table::entries);
  if (!cursor) return tl::unexpected(cursor.error());
  auto row = cursor->seek(entry_key(place.ordinal, place.number + 1));
  for (; row && *row && entries.size() < limit; row = cursor->next()) {
    if (!(*row)->key.starts_with(ordinal_key(place.ordinal))) break;
    auto entry = decode_entry((*row)->value);
    if (!entry) return tl::unexpected(entry.error());
    entries.push_back(std::move(*entry));
  }
  if (!row) return tl::unexpected(row.error());
  return {};
}

} // namespace

EntryId entry_id_of(const Entry& entry) {
  OctetWriter writer(64);
  writer.enumerator(entry.event.kind);
  write_scope(writer, entry.event.scope);
  writer.number(static_cast<std::uint8_t>(entry.identity.has_value()));
  if (entry.identity) writer.array(*entry.identity);
  writer.array(entry.cause);
  return blake2b_128(writer.view());
}

Digest chain_digest(std::string_view entry_octets) { return blake2b_256(entry_octets); }

std::string entry_key(OriginOrdinal ordinal, std::uint64_t number) {
  return std::move(OctetWriter().number(ordinal).number(number)).take();
}

Result<std::vector<OriginHead>> heads_of(const Transaction& transaction) {
  auto cursor = transaction.cursor(Table::origins);
  if (!cursor) return tl::unexpected(cursor.error());
  std::vector<OriginHead> heads;
  auto row = cursor->first();
  for (; row && *row; row = cursor->next()) {
    auto head = read_head(**row);
    if (!head) return tl::unexpected(head.error());
    heads.push_back(*head);
  }
  if (!row) return tl::unexpected(row.error());
  return heads;
}

Result<OriginHead> head_of(const Transaction& transaction) {
  auto cursor = transaction.cursor(Table::origins);
  if (!cursor) return tl::unexpected(cursor.error());
  const auto row = cursor->last();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return failure(ErrorCode::corrupt, "the ledger has no origin");
  return read_head(**row);
}

Result<void> begin_origin(WriteTransaction& transaction, const Origin& origin) {
  const auto heads = heads_of(transaction);
  if (!heads) return tl::unexpected(heads.error());
  OriginHead head;
  head.ordinal = heads->empty() ? OriginOrdinal{1} : static_cast<OriginOrdinal>(heads->back().ordinal + 1);
  head.last.origin = origin;
  return put_head(transaction, head);
}

Result<Appending> append_entries(WriteTransaction& transaction, std::vector<Entry> entries) {
  auto head = head_of(transaction);
  if (!head) return tl::unexpected(head.error());
  for (Entry& entry : entries) entry.id = entry_id_of(entry);
  const auto order = order_by_id(entries);
  Appending appending{.ordinal = head->ordinal, .of_each = std::vector<Appended>(entries.size()), .added = {}};
  const auto is_new = find_new(transaction, entries, order, appending);
  if (!is_new) return tl::unexpected(is_new.error());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!(*is_new)[i]) continue;
    if (auto put = put_entry(transaction, entries[i], *head); !put) return tl::unexpected(put.error());
    appending.of_each[i] = {entries[i].id, entries[i].position, false};
    appending.added.push_back(entries[i]);
  }
  if (auto put = put_ids(transaction, entries, order, appending); !put) return tl::unexpected(put.error());
  if (appending.added.empty()) return appending;
  if (auto put = put_head(transaction, *head); !put) return tl::unexpected(put.error());
  return appending;
}

Result<std::optional<Position>> position_of(const Transaction& transaction, const EntryId& id) {
  const auto place = place_of(transaction, id);
  if (!place) return tl::unexpected(place.error());
  if (!*place) return std::nullopt;
  const auto position = position_at(transaction, **place);
  if (!position) return tl::unexpected(position.error());
  return *position;
}

Result<std::optional<Entry>> entry_with_id(const Transaction& transaction, const EntryId& id) {
  const auto place = place_of(transaction, id);
  if (!place) return tl::unexpected(place.error());
  if (!*place) return std::nullopt;
  const auto octets = transaction.get(Table::entries, entry_key((*place)->ordinal, (*place)->number));
  if (!octets) return tl::unexpected(octets.error());
  if (!*octets) return failure(ErrorCode::corrupt, "an entry id names an entry that is not there");
  auto entry = decode_entry(**octets);
  if (!entry) return tl::unexpected(entry.error());
  return std::move(*entry);
}

Result<std::vector<Entry>> read_entries_after(const Transaction& transaction, const Positions& positions,
                                              std::size_t limit) {
  const auto heads = heads_of(transaction);
  if (!heads) return tl::unexpected(heads.error());
  for (const auto& position : positions) {
    const auto is_named = [&position](const OriginHead& head) { return head.last.origin == position.first; };
    if (std::ranges::none_of(*heads, is_named)) return failure(ErrorCode::not_found, "the ledger has no such origin");
  }
  std::vector<Entry> entries;
  for (const OriginHead& head : *heads) {
    const auto position = positions.find(head.last.origin);
    const std::uint64_t after = position == positions.end() ? 0 : position->second;
    if (after >= head.last.number) continue;
    if (auto read = read_of_origin(transaction, {head.ordinal, after}, limit, entries); !read) {
      return tl::unexpected(read.error());
    }
  }
  return entries;
}

} // namespace store
