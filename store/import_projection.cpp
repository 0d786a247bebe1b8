#include "store/import_projection.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "store/import_block.hpp"
#include "store/octets.hpp"
#include "store/state_codec.hpp"

namespace store {

namespace {

/// A row of a block under the hash that the table has now.
struct Placed {
  std::string_view hash;
  std::size_t index = 0;
};

/// The rows of one hash: several when they have different reasons.
using Group = std::span<const Placed>;
Group group_at(std::span<const Placed> rows, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < rows.size() && rows[end].hash == rows[begin].hash) ++end;
  return rows.subspan(begin, end - begin);
}

void join_group(StoredState& state, const ImportBlock& block, Group group) {
  for (const Placed& row : group) join_imported(state, block.fact(row.index));
}

void write_new_state(OctetWriter& writer, const ImportBlock& block, Group group) {
  if (group.size() == 1) return write_imported_state(writer, block.fact(group.front().index));
  StoredState state;
  join_group(state, block, group);
  write_state(writer, state);
}

/// All rows come after the table's last one: pages are filled wholly.
Result<void> append_rows(WriteCursor& cursor, const ImportBlock& block, std::span<const Placed> rows) {
  OctetWriter row;
  for (std::size_t i = 0; i < rows.size();) {
    const Group group = group_at(rows, i);
    row.clear();
    write_new_state(row, block, group);
    if (auto put = cursor.append(group.front().hash, row.view()); !put) return put;
    i += group.size();
  }
  return {};
}

Result<void> join_row(WriteCursor& cursor, const ImportBlock& block, Group group, OctetWriter& row) {
  const std::string_view hash = group.front().hash;
  const auto found = cursor.seek(hash);
  if (!found) return tl::unexpected(found.error());
  row.clear();
  if (*found && (*found)->key == hash) {
    auto state = decode_state((*found)->value);
    if (!state) return tl::unexpected(state.error());
    join_group(*state, block, group);
    write_state(row, *state);
    if (row.view() == (*found)->value) return {};
  } else {
    write_new_state(row, block, group);
  }
  return cursor.put(hash, row.view());
}

Result<void> join_rows(WriteCursor& cursor, const ImportBlock& block, std::span<const Placed> rows) {
  OctetWriter row;
  for (std::size_t i = 0; i < rows.size();) {
    const Group group = group_at(rows, i);
    if (auto joined = join_row(cursor, block, group, row); !joined) return joined;
    i += group.size();
  }
  return {};
}

/// The rows in the order of the table. `forwarded` keeps the hashes that are not the block's own.
std::vector<Placed> place_rows(const ImportBlock& block, const IndexView& view,
                               std::vector<classifier::IdentityHash>& forwarded) {
  const Generation generation = block.header().generation;
  const bool is_older = generation != view.generations().newest;
  if (is_older) forwarded.reserve(block.size());
  std::vector<Placed> rows;
  rows.reserve(block.size());
  for (std::size_t i = 0; i < block.size(); ++i) {
    std::string_view hash = block.hash(i);
    if (is_older) {
      forwarded.push_back(view.newest({OctetReader(hash).array<16>(), generation}));
      hash = view_of(forwarded.back());
    }
    rows.push_back({hash, i});
  }
  if (is_older) std::ranges::stable_sort(rows, {}, &Placed::hash);
  return rows;
}

} // namespace

Result<void> project_rows(WriteTransaction& transaction, const std::string& octets, const IndexView& view) {
  const auto block = ImportBlock::read_again(octets);
  if (!block) return tl::unexpected(block.error());
  if (auto checked = view.check({{}, block->header().generation}); !checked) return checked;
  if (block->size() == 0) return {};
  std::vector<classifier::IdentityHash> forwarded;
  const auto rows = place_rows(*block, view, forwarded);
  auto cursor = transaction.write_cursor(addresses_of(view.generations().newest));
  if (!cursor) return tl::unexpected(cursor.error());
  const auto last = cursor->last();
  if (!last) return tl::unexpected(last.error());
  const bool come_after = !*last || (*last)->key < rows.front().hash;
  return come_after ? append_rows(*cursor, *block, rows) : join_rows(*cursor, *block, rows);
}

} // namespace store
