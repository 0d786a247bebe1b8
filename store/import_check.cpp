#include "store/import_check.hpp"

#include "store/octets.hpp"

namespace store {

using classifier::Entry;
using classifier::EventKind;
using parsers::ErrorCode;

namespace {

void keep_smallest(std::map<std::string, std::string>& rows, ImportId import, const std::string& row) {
  const auto [place, is_new] = rows.try_emplace(import_key(import), row);
  if (!is_new && row < place->second) place->second = row;
}

std::string fault(Table table, std::string_view key) {
  const std::span octets(reinterpret_cast<const std::uint8_t*>(key.data()), key.size());
  return "row " + to_hex(octets) + " of the table " + std::string(name_of(table)) + " is not what its entries make";
}

/// A row that is not what the entries make; nothing expected: it should not be there.
struct Differing {
  std::string key;
  std::optional<std::string> expected;
};
Result<std::vector<Differing>> differing_rows(const Transaction& transaction, Table table,
                                              const std::map<std::string, std::string>& rows) {
  auto cursor = transaction.cursor(table);
  if (!cursor) return tl::unexpected(cursor.error());
  std::vector<Differing> differing;
  auto expected = rows.begin();
  auto row = cursor->first();
  for (; row && *row; row = cursor->next()) {
    for (; expected != rows.end() && expected->first < (*row)->key; ++expected)
      differing.push_back({expected->first, expected->second});
    const bool is_expected = expected != rows.end() && expected->first == (*row)->key;
    if (!is_expected) differing.push_back({std::string((*row)->key), std::nullopt});
    if (is_expected && expected->second != (*row)->value) differing.push_back({expected->first, expected->second});
    if (is_expected) ++expected;
  }
  if (!row) return tl::unexpected(row.error());
  for (; expected != rows.end(); ++expected) differing.push_back({expected->first, expected->second});
  return differing;
}

} // namespace

Result<std::optional<std::string>> ImportCheck::see(const Entry& entry, const Transaction& transaction) {
  if (entry.event.kind == EventKind::import_undone) keep_smallest(undos_, entry.event.subject, undo_row_of(entry));
  if (entry.event.kind != EventKind::list_imported) return std::nullopt;
  const auto block = block_of(transaction, entry);
  if (!block && block.error().code != ErrorCode::corrupt) return tl::unexpected(block.error());
  if (!block) return block.error().context;
  ++blocks_;
  keep_smallest(imports_, entry.event.subject, import_row_of(entry, block->header()));
  return std::nullopt;
}

Result<std::vector<std::string>> ImportCheck::compare(const Transaction& transaction) const {
  std::vector<std::string> faults;
  for (const auto& [table, rows] : {std::pair(Table::imports, &imports_), std::pair(Table::import_undos, &undos_)}) {
    const auto differing = differing_rows(transaction, table, *rows);
    if (!differing) return tl::unexpected(differing.error());
    for (const Differing& row : *differing) faults.push_back(fault(table, row.key));
  }
  const auto blocks = transaction.count(Table::import_blocks);
  if (!blocks) return tl::unexpected(blocks.error());
  if (*blocks > blocks_) faults.push_back("the table import_blocks has blocks that no entry names");
  return faults;
}

Result<std::vector<std::string>> ImportCheck::put_right(WriteTransaction& transaction) const {
  std::vector<std::string> changed;
  for (const auto& [table, rows] : {std::pair(Table::imports, &imports_), std::pair(Table::import_undos, &undos_)}) {
    const auto differing = differing_rows(transaction, table, *rows);
    if (!differing) return tl::unexpected(differing.error());
    for (const Differing& row : *differing) {
      Result<void> done;
      if (row.expected) {
        done = transaction.put(table, row.key, *row.expected);
      } else {
        done = transaction.remove(table, row.key).map([](bool) {});
      }
      if (!done) return tl::unexpected(done.error());
      changed.push_back(fault(table, row.key));
    }
  }
  return changed;
}

} // namespace store
