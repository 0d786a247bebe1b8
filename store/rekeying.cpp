#include "store/rekeying.hpp"

#include <algorithm>

#include "store/batch.hpp"
#include "store/identity_copies.hpp"
#include "store/octets.hpp"
#include "store/sends_table.hpp"
#include "store/state_codec.hpp"

namespace store {

using classifier::IdentityHash;
using parsers::ErrorCode;

namespace {

/// Hashes lie evenly, so their place tells about how many come after it.
Result<std::uint64_t> count_texts_left(const Transaction& transaction) {
  constexpr std::uint64_t places = 0x10000;
  const auto texts = transaction.count(Table::identities);
  if (!texts) return texts;
  const auto until = transaction.get(Table::meta, rekeyed_until_key);
  if (!until) return tl::unexpected(until.error());
  const auto passed = OctetReader(until->value_or(std::string_view())).number<std::uint16_t>();
  return *texts * (places - passed) / places;
}

Result<RekeyProgress> progress_of(const Transaction& transaction) {
  const auto generations = generations_of(transaction);
  if (!generations) return tl::unexpected(generations.error());
  RekeyProgress progress{.generation = generations->newest, .left = 0, .is_finished = !generations->is_rekeying()};
  if (progress.is_finished) return progress;
  for (const Table table : {addresses_of(generations->oldest), sends_of(generations->oldest)}) {
    const auto rows = transaction.count(table);
    if (!rows) return tl::unexpected(rows.error());
    progress.left += *rows;
  }
  const auto texts = count_texts_left(transaction);
  if (!texts) return tl::unexpected(texts.error());
  progress.left += *texts;
  return progress;
}

struct Moved {
  IdentityHash hash{}; // of the newest generation
  std::string row;
};

/// Takes the first rows out of the older table.
Result<std::vector<Moved>> take_addresses(WriteTransaction& transaction, const IndexView& view, std::size_t limit) {
  const Generation from = view.generations().oldest;
  std::vector<Moved> moved;
  std::vector<std::string> keys;
  {
    auto cursor = transaction.cursor(addresses_of(from));
    if (!cursor) return tl::unexpected(cursor.error());
    auto row = cursor->first();
    for (; row && *row && moved.size() < limit; row = cursor->next()) {
      OctetReader key((*row)->key);
      const auto hash = key.array<16>();
      if (!key.is_finished()) return parsers::failure(ErrorCode::corrupt, "an address row without a hash");
      keys.emplace_back((*row)->key);
      moved.push_back({view.newest({hash, from}), std::string((*row)->value)});
    }
    if (!row) return tl::unexpected(row.error());
  }
  for (const std::string& key : keys) {
    if (auto removed = transaction.remove(addresses_of(from), key); !removed) return tl::unexpected(removed.error());
  }
  std::ranges::sort(moved, {}, &Moved::hash); // neighbours after each other
  return moved;
}

Result<void> join_address(WriteTransaction& transaction, Table table, const Moved& moved) {
  const auto there = transaction.get(table, view_of(moved.hash));
  if (!there) return tl::unexpected(there.error());
  if (!*there) return transaction.put(table, view_of(moved.hash), moved.row);
  auto state = decode_state(**there);
  if (!state) return tl::unexpected(state.error());
  const auto older = decode_state(moved.row);
  if (!older) return tl::unexpected(older.error());
  return transaction.put(table, view_of(moved.hash), encode_state(join(std::move(*state), *older)));
}

Result<std::size_t> rekey_addresses(WriteTransaction& transaction, const IndexView& view, std::size_t limit) {
  const auto moved = take_addresses(transaction, view, limit);
  if (!moved) return tl::unexpected(moved.error());
  const Table table = addresses_of(view.generations().newest);
  for (const Moved& row : *moved) {
    if (auto joined = join_address(transaction, table, row); !joined) return tl::unexpected(joined.error());
  }
  return moved->size();
}

// -- the sealed texts: one table for both generations, for each row tells by its text what its key should be ----------

/// Those that stand under the older hash move to the newest; names and what was moved already stay.
Result<std::size_t> rekey_texts(WriteTransaction& transaction, const IndexView& view, VaultKeys& keys,
                                std::size_t limit) {
  const auto place = transaction.get(Table::meta, rekeyed_until_key);
  if (!place) return tl::unexpected(place.error());
  const std::string after(place->value_or(std::string_view()));
  std::vector<MovedIdentity> moved;
  std::size_t seen = 0;
  IdentityHash last{};
  const auto scanned = scan_identities(transaction, after, limit, keys, [&](const IdentityCopy& copy) {
    ++seen;
    last = copy.hash;
    const KeyedHash first{view.keys().hash_text(copy.clear)};
    if (view.oldest(first) == copy.hash) moved.push_back({copy.hash, {view.newest(first), copy.clear}});
  });
  if (!scanned) return tl::unexpected(scanned.error());
  std::ranges::sort(moved, {}, [](const MovedIdentity& each) { return each.to.hash; }); // neighbours after each other
  if (auto done = move_identities(transaction, moved, keys); !done) return tl::unexpected(done.error());
  if (seen == 0) return 0;
  if (auto put = transaction.put(Table::meta, rekeyed_until_key, view_of(last)); !put)
    return tl::unexpected(put.error());
  return seen;
}

} // namespace

Result<RekeyProgress> begin_rekeying(WriteTransaction& transaction, const Generations& before,
                                     const RekeyStart& start) {
  const auto generations = generations_of(transaction);
  if (!generations) return tl::unexpected(generations.error());
  if (*generations != before || before.is_rekeying()) return progress_of(transaction);
  const auto next = static_cast<Generation>(before.newest + 1);
  if (auto put = put_generations(transaction, {.oldest = before.newest, .newest = next}); !put)
    return tl::unexpected(put.error());
  Draft draft;
  draft.event.kind = classifier::EventKind::index_key_changed;
  draft.event.scope.channel = classifier::Channel::all;
  draft.event.scope.purpose.kind = classifier::Purpose::Kind::all;
  draft.event.subject = next;
  draft.cause = start.keys.ring().cause("generation of index keys " + std::to_string(next));
  draft.received_at = start.now;
  Batch batch(start.keys);
  batch.add(draft);
  if (auto written = std::move(batch).write(transaction); !written) return tl::unexpected(written.error());
  return progress_of(transaction);
}

Result<RekeyProgress> rekey_some(WriteTransaction& transaction, VaultKeys& keys, std::size_t rows) {
  const auto view = IndexView::of(transaction, keys.ring());
  if (!view) return tl::unexpected(view.error());
  if (!view->generations().is_rekeying()) return progress_of(transaction);
  std::size_t left = rows;
  for (const auto rekey : {rekey_addresses, rekey_sends}) {
    const auto moved = rekey(transaction, *view, left);
    if (!moved) return tl::unexpected(moved.error());
    left -= *moved;
    if (left == 0) return progress_of(transaction);
  }
  const auto moved = rekey_texts(transaction, *view, keys, left);
  if (!moved) return tl::unexpected(moved.error());
  if (*moved == left) return progress_of(transaction);
  const Generation newest = view->generations().newest;
  if (auto gone = transaction.remove(Table::meta, rekeyed_until_key); !gone) return tl::unexpected(gone.error());
  if (auto put = put_generations(transaction, {.oldest = newest, .newest = newest}); !put)
    return tl::unexpected(put.error());
  return progress_of(transaction);
}

} // namespace store
