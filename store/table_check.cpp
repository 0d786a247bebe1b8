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
constexpr std::size_t most_faults = 1000;
constexpr std::uint64_t prefixes = 0x10000;

std::uint16_t prefix_of(std::string_view hash) { return OctetReader(hash).number<std::uint16_t>(); }

std::string fault(std::string_view hash, std::string_view what) {
  const std::span octets(reinterpret_cast<const std::uint8_t*>(hash.data()), hash.size());
  return "address row " + to_hex(octets) + " " + std::string(what);
}

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

Result<std::vector<std::string>> TableCheck::compare(const Transaction& transaction) const {
  auto cursor = transaction.cursor(Table::addresses);
  if (!cursor) return tl::unexpected(cursor.error());
  std::vector<std::string> faults;
  auto expected = states_.begin();
  const auto report_missing_before = [&](std::string_view hash) {
    for (; expected != states_.end() && view_of(expected->first) < hash && faults.size() < most_faults; ++expected) {
      if (!expected->second.is_empty()) faults.push_back(fault(view_of(expected->first), "is missing"));
    }
  };
  auto row = cursor->seek(OctetWriter().number(range_.first).view());
  for (; row && *row && contains((*row)->key) && faults.size() < most_faults; row = cursor->next()) {
    const auto [hash, octets] = **row;
    report_missing_before(hash);
    if (expected == states_.end() || view_of(expected->first) != hash) {
      faults.push_back(fault(hash, "has no entries"));
      continue;
    }
    if (encode_state(expected->second) != octets) faults.push_back(fault(hash, "is not what its entries make"));
    ++expected;
  }
  if (!row) return tl::unexpected(row.error());
  constexpr std::string_view after_every_hash("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff");
  report_missing_before(after_every_hash);
  return faults;
}

} // namespace store
