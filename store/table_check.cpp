#include "store/table_check.hpp"

#include <algorithm>

#include "store/entry_codec.hpp"
#include "store/import_block.hpp"
#include "store/octets.hpp"
#include "store/state_codec.hpp"

namespace store {

using classifier::IdentityHash;

namespace {

constexpr std::uint64_t rows_in_memory = 262'144;
constexpr std::uint64_t prefixes = 0x10000;
constexpr std::size_t hash_size = IdentityHash().size();
constexpr std::string_view last_hash("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff");
constexpr std::string_view after_every_hash("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff");

std::uint16_t prefix_of(std::string_view hash) { return OctetReader(hash).number<std::uint16_t>(); }

} // namespace

std::vector<HashRange> hash_ranges(std::uint64_t rows) {
  const std::uint64_t parts = std::clamp(rows / rows_in_memory + 1, std::uint64_t{1}, prefixes);
  std::vector<HashRange> ranges;
  for (std::uint64_t part = 0; part < parts; ++part) {
    ranges.push_back({static_cast<std::uint16_t>(prefixes * part / parts),
                      static_cast<std::uint16_t>(prefixes * (part + 1) / parts - 1)});
  }
  return ranges;
}

bool TableCheck::contains(std::string_view hash) const {
  return prefix_of(hash) >= range_.first && prefix_of(hash) <= range_.last;
}

Result<void> TableCheck::see(std::string_view entry_octets, const Transaction& transaction) {
  const auto entry = decode_entry(entry_octets);
  if (!entry) return {};
  if (entry->event.kind == classifier::EventKind::list_imported) return see_import(*entry, transaction);
  if (!entry->identity) return {};
  const KeyedHash hash{*entry->identity, entry->generation};
  if (!view_.check(hash)) return {};
  const IdentityHash newest = view_.newest(hash);
  if (!contains(view_of(newest))) return {};
  StoredState& state = states_[newest];
  state.known = classifier::evolve(std::move(state.known), *entry);
  return {};
}

/// ChainCheck has told of a block that is missing or altered; here a part of it is read for each part of the table.
Result<void> TableCheck::see_import(const classifier::Entry& entry, const Transaction& transaction) {
  const auto octets = transaction.get(Table::import_blocks, view_of(entry.cause));
  if (!octets) return tl::unexpected(octets.error());
  if (!*octets) return {};
  const auto block = ImportBlock::read_again(**octets);
  if (!block) return {};
  const Generation generation = block->header().generation;
  if (!view_.check({{}, generation})) return {};
  if (generation != view_.generations().newest) {
    see_older_rows(*block);
    return {};
  }
  for (std::size_t i = block->lower_bound(OctetWriter().number(range_.first).view());
       i < block->size() && contains(block->hash(i)); ++i) {
    join_imported(states_[OctetReader(block->hash(i)).array<16>()], block->fact(i));
  }
  return {};
}

/// In no order: all of them are hashed anew for each part of the table.
void TableCheck::see_older_rows(const ImportBlock& block) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    const IdentityHash hash = view_.newest({OctetReader(block.hash(i)).array<16>(), block.header().generation});
    if (contains(view_of(hash))) join_imported(states_[hash], block.fact(i));
  }
}

/// The rows of this part that were not moved yet, by the hash that they will have. Their table is in another order, so
/// all of it is read, in one transaction.
Result<std::map<std::string, TableCheck::Found>> TableCheck::unmoved_rows(const Transaction& transaction,
                                                                          const IndexView& now) const {
  std::map<std::string, Found> unmoved;
  if (!now.generations().is_rekeying()) return unmoved;
  const Generation oldest = now.generations().oldest;
  auto cursor = transaction.cursor(addresses_of(oldest));
  if (!cursor) return tl::unexpected(cursor.error());
  auto row = cursor->first();
  for (; row && *row; row = cursor->next()) {
    const IdentityHash hash = now.newest({OctetReader((*row)->key).array<16>(), oldest});
    if (!contains(view_of(hash))) continue;
    unmoved.emplace(view_of(hash), Found{std::string((*row)->value), std::string((*row)->key)});
  }
  if (!row) return tl::unexpected(row.error());
  return unmoved;
}

namespace {

/// What both rows say together; octets of no row where one of them is none.
std::string joined(const std::string& row, std::string_view other) {
  auto a = decode_state(row);
  const auto b = decode_state(other);
  return a && b ? encode_state(join(std::move(*a), *b)) : std::string();
}

} // namespace

Result<std::vector<TableCheck::Difference>> TableCheck::compare(const Transaction& transaction,
                                                                std::size_t most) const {
  const auto now = IndexView::of(transaction, view_.keys());
  if (!now) return tl::unexpected(now.error());
  if (now->generations().newest != view_.generations().newest) {
    return parsers::failure(parsers::ErrorCode::busy, "identities began to be re-keyed meanwhile");
  }
  auto unmoved = unmoved_rows(transaction, *now);
  if (!unmoved) return tl::unexpected(unmoved.error());
  auto cursor = transaction.cursor(addresses_of(now->generations().newest));
  if (!cursor) return tl::unexpected(cursor.error());
  std::vector<Difference> found;
  auto expected = states_.begin();
  auto waiting = unmoved->begin();
  // The three walk together in the order of hashes; what only the table of unmoved rows has is taken in between.
  const auto see = [&](std::string_view hash, const Found& row) {
    for (; expected != states_.end() && view_of(expected->first) < hash && found.size() < most; ++expected) {
      if (expected->second.is_empty()) continue;
      found.push_back(
          {std::string(view_of(expected->first)), Difference::Kind::missing, encode_state(expected->second), {}});
    }
    if (hash > last_hash || found.size() >= most) return;
    compare_row(hash, row, found);
    if (expected != states_.end() && view_of(expected->first) == hash) ++expected;
  };
  const auto see_waiting_before = [&](std::string_view hash) {
    for (; waiting != unmoved->end() && waiting->first < hash && found.size() < most; ++waiting)
      see(waiting->first, waiting->second);
  };
  auto row = cursor->seek(OctetWriter().number(range_.first).view());
  for (; row && *row && contains((*row)->key) && found.size() < most; row = cursor->next()) {
    const auto [hash, octets] = **row;
    see_waiting_before(hash);
    Found both{std::string(octets), {}};
    if (waiting != unmoved->end() && waiting->first == hash) {
      both = {joined(waiting->second.row, octets), waiting->second.unmoved};
      ++waiting;
    }
    see(hash, both);
  }
  if (!row) return tl::unexpected(row.error());
  see_waiting_before(after_every_hash);
  see(after_every_hash, {});
  return found;
}

void TableCheck::compare_row(std::string_view hash, const Found& found, std::vector<Difference>& differences) const {
  using Kind = Difference::Kind;
  const auto expected = states_.find(OctetReader(hash).array<16>());
  const bool has_entries = hash.size() == hash_size && expected != states_.end() && !expected->second.is_empty();
  if (!has_entries) {
    differences.push_back({std::string(hash), Kind::surplus, {}, found.unmoved});
    return;
  }
  std::string right = encode_state(expected->second);
  if (right != found.row) differences.push_back({std::string(hash), Kind::altered, std::move(right), found.unmoved});
}

std::string describe(const TableCheck::Difference& difference) {
  using Kind = TableCheck::Difference::Kind;
  constexpr std::string_view what[] = {" is missing", " has no entries", " is not what its entries make"};
  const std::span octets(reinterpret_cast<const std::uint8_t*>(difference.hash.data()), difference.hash.size());
  static_assert(std::size(what) == static_cast<std::size_t>(Kind::altered) + 1);
  return "address row " + to_hex(octets) + std::string(what[static_cast<std::size_t>(difference.kind)]);
}

} // namespace store
