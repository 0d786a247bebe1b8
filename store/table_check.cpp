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
  if (!entry->identity || !contains(view_of(*entry->identity))) return {};
  StoredState& state = states_[*entry->identity];
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
  for (std::size_t i = block->lower_bound(OctetWriter().number(range_.first).view());
       i < block->size() && contains(block->hash(i)); ++i) {
    join_imported(states_[OctetReader(block->hash(i)).array<16>()], block->fact(i));
  }
  return {};
}

Result<std::vector<TableCheck::Difference>> TableCheck::compare(const Transaction& transaction,
                                                                std::size_t most) const {
  auto cursor = transaction.cursor(Table::addresses);
  if (!cursor) return tl::unexpected(cursor.error());
  using Kind = Difference::Kind;
  std::vector<Difference> found;
  auto expected = states_.begin();
  const auto add_missing_before = [&](std::string_view hash) {
    for (; expected != states_.end() && view_of(expected->first) < hash && found.size() < most; ++expected) {
      if (expected->second.is_empty()) continue;
      found.push_back({std::string(view_of(expected->first)), Kind::missing, encode_state(expected->second)});
    }
  };
  auto row = cursor->seek(OctetWriter().number(range_.first).view());
  for (; row && *row && contains((*row)->key) && found.size() < most; row = cursor->next()) {
    const auto [hash, octets] = **row;
    add_missing_before(hash);
    const bool has_entries = expected != states_.end() && view_of(expected->first) == hash;
    if (!has_entries || expected->second.is_empty()) {
      if (has_entries) ++expected;
      found.push_back({std::string(hash), Kind::surplus, {}});
      continue;
    }
    if (std::string right = encode_state(expected->second); right != octets) {
      found.push_back({std::string(hash), Kind::altered, std::move(right)});
    }
    ++expected;
  }
  if (!row) return tl::unexpected(row.error());
  constexpr std::string_view after_every_hash("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff");
  add_missing_before(after_every_hash);
  return found;
}

std::string describe(const TableCheck::Difference& difference) {
  using Kind = TableCheck::Difference::Kind;
  constexpr std::string_view what[] = {" is missing", " has no entries", " is not what its entries make"};
  const std::span octets(reinterpret_cast<const std::uint8_t*>(difference.hash.data()), difference.hash.size());
  static_assert(std::size(what) == static_cast<std::size_t>(Kind::altered) + 1);
  return "address row " + to_hex(octets) + std::string(what[static_cast<std::size_t>(difference.kind)]);
}

} // namespace store
