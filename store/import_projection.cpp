#include "store/import_projection.hpp"

#include "store/import_block.hpp"
#include "store/state_codec.hpp"

namespace store {

namespace {

/// The rows of one hash: several when they have different reasons.
struct Group {
  std::size_t begin = 0;
  std::size_t end = 0;
};
Group group_at(const ImportBlock& block, std::size_t begin) {
  Group group{begin, begin + 1};
  while (group.end < block.size() && block.hash(group.end) == block.hash(begin)) ++group.end;
  return group;
}

void join_group(StoredState& state, const ImportBlock& block, const Group& group) {
  for (std::size_t i = group.begin; i < group.end; ++i) join_imported(state, block.fact(i));
}

void write_new_state(OctetWriter& writer, const ImportBlock& block, const Group& group) {
  if (group.end - group.begin == 1) return write_imported_state(writer, block.fact(group.begin));
  StoredState state;
  join_group(state, block, group);
  write_state(writer, state);
}

/// All rows come after the table's last one: pages are filled wholly.
Result<void> append_rows(WriteCursor& cursor, const ImportBlock& block) {
  OctetWriter row;
  for (std::size_t i = 0; i < block.size();) {
    const Group group = group_at(block, i);
    row.clear();
    write_new_state(row, block, group);
    if (auto put = cursor.append(block.hash(i), row.view()); !put) return put;
    i = group.end;
  }
  return {};
}

Result<void> join_row(WriteCursor& cursor, const ImportBlock& block, const Group& group, OctetWriter& row) {
  const std::string_view hash = block.hash(group.begin);
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

Result<void> join_rows(WriteCursor& cursor, const ImportBlock& block) {
  OctetWriter row;
  for (std::size_t i = 0; i < block.size();) {
    const Group group = group_at(block, i);
    if (auto joined = join_row(cursor, block, group, row); !joined) return joined;
    i = group.end;
  }
  return {};
}

} // namespace

Result<void> project_rows(WriteTransaction& transaction, const std::string& octets) {
  const auto block = ImportBlock::read_again(octets);
  if (!block) return tl::unexpected(block.error());
  if (block->size() == 0) return {};
  auto cursor = transaction.write_cursor(Table::addresses);
  if (!cursor) return tl::unexpected(cursor.error());
  const auto last = cursor->last();
  if (!last) return tl::unexpected(last.error());
  const bool come_after = !*last || (*last)->key < block->hash(0);
  return come_after ? append_rows(*cursor, *block) : join_rows(*cursor, *block);
}

} // namespace store
