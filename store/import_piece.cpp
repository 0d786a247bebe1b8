#include "store/import_piece.hpp"

#include "store/address_table.hpp"
#include "store/identity_copies.hpp"
#include "store/ledger.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::Entry;
using classifier::EventKind;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr ImportRow after_every_row = ~ImportRow{0};

Entry entry_of(EventKind kind, ImportId import, const ImportTerms& terms) {
  Entry entry;
  entry.event.kind = kind;
  entry.event.scope = terms.scope;
  entry.event.subject = import;
  entry.workspace = terms.scope.workspace;
  entry.received_at = terms.imported_at;
  return entry;
}

/// False when an entry of the same id is there already.
Result<bool> append(WriteTransaction& transaction, const Entry& entry, const IndexView& view) {
  const auto appending = append_entries(transaction, {entry});
  if (!appending) return tl::unexpected(appending.error());
  if (auto projected = project_entries(transaction, appending->added, view); !projected) {
    return tl::unexpected(projected.error());
  }
  return !appending->added.empty();
}

Result<std::uint64_t> count_rows(const Transaction& transaction, ImportId import) {
  auto cursor = transaction.cursor(Table::import_blocks);
  if (!cursor) return tl::unexpected(cursor.error());
  const std::string prefix = import_key(import);
  std::uint64_t rows = 0;
  auto row = cursor->seek(prefix);
  for (; row && *row && (*row)->key.starts_with(prefix); row = cursor->next()) {
    const auto block = ImportBlock::read_again((*row)->value);
    if (!block) return tl::unexpected(block.error());
    rows += block->size();
  }
  if (!row) return tl::unexpected(row.error());
  return rows;
}

Result<ImportSummary> summary_of(const Transaction& transaction, const Row& row, VaultKeys& keys) {
  OctetReader key(row.key);
  ImportSummary summary;
  summary.id = key.number<ImportId>();
  auto terms = decode_import_terms(row.value);
  if (!terms) return tl::unexpected(terms.error());
  summary.terms = std::move(*terms);
  auto source = describe_name(transaction, summary.terms.source, keys);
  if (!source) return tl::unexpected(source.error());
  summary.source = std::move(*source);
  const auto rows = count_rows(transaction, summary.id);
  if (!rows) return tl::unexpected(rows.error());
  summary.rows = *rows;
  const auto so_far = imported_so_far(transaction, summary.id);
  if (!so_far) return tl::unexpected(so_far.error());
  summary.is_complete = so_far->is_complete;
  const auto undone = is_undone(transaction, summary.id);
  if (!undone) return tl::unexpected(undone.error());
  summary.is_undone = *undone;
  return summary;
}

} // namespace

SourceHash hash_of_source(std::string_view name, const KeyRing& keys) {
  return keys.hash_name("source of an import: " + std::string(name));
}

std::string encode_import_piece(const ImportPiece& piece) {
  OctetWriter writer(piece.block.size() + piece.source.size() + 128);
  writer.counted(encode_import_terms(piece.terms)).counted(piece.source).octets(piece.block);
  return std::move(writer).take();
}

Result<ImportPiece> decode_import_piece(std::string_view octets) {
  OctetReader reader(octets);
  auto terms = decode_import_terms(reader.counted());
  if (!terms) return tl::unexpected(terms.error());
  ImportPiece piece{.terms = std::move(*terms), .source = std::string(reader.counted()), .block = {}};
  piece.block = reader.rest();
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "the octets are of no piece of an import");
  return piece;
}

Result<void> write_import_piece(WriteTransaction& transaction, const ImportPiece& piece, VaultKeys& keys) {
  const auto block = ImportBlock::read(piece.block);
  if (!block) return tl::unexpected(block.error());
  const ImportBlockHeader& header = block->header();
  const auto view = IndexView::of(transaction, keys.ring());
  if (!view) return tl::unexpected(view.error());
  if (auto checked = view->check({{}, header.generation}); !checked) return checked;
  Entry entry = entry_of(EventKind::list_imported, header.import, piece.terms);
  entry.cause = import_cause(header.import, header.first_row);
  const auto known = position_of(transaction, entry_id_of(entry));
  if (!known) return tl::unexpected(known.error());
  if (*known) return {};
  entry.evidence = chain_digest(piece.block);
  if (auto put = transaction.put(Table::import_blocks, view_of(entry.cause), piece.block); !put) return put;
  const auto appended = append(transaction, entry, *view);
  if (!appended) return tl::unexpected(appended.error());
  if (header.first_row != 0) return {};
  return remember_name(transaction, header.source, piece.source, keys);
}

Result<bool> write_import_undo(WriteTransaction& transaction, ImportId import, parsers::Instant now,
                               const KeyRing& keys) {
  auto terms = terms_of(transaction, import);
  if (!terms) return tl::unexpected(terms.error());
  if (!*terms) return failure(ErrorCode::not_found, "there is no such import");
  (*terms)->imported_at = now;
  Entry entry = entry_of(EventKind::import_undone, import, **terms);
  entry.event.force = classifier::Force::in_force;
  entry.cause = import_cause(import, after_every_row); // an import is undone once
  const auto view = IndexView::of(transaction, keys);
  if (!view) return tl::unexpected(view.error());
  return append(transaction, entry, *view);
}

Result<ImportedSoFar> imported_so_far(const Transaction& transaction, ImportId import) {
  auto cursor = transaction.cursor(Table::import_blocks);
  if (!cursor) return tl::unexpected(cursor.error());
  const auto beyond = cursor->seek(view_of(import_cause(import, after_every_row)));
  if (!beyond) return tl::unexpected(beyond.error());
  const auto last = *beyond ? cursor->previous() : cursor->last();
  if (!last) return tl::unexpected(last.error());
  if (!*last || !(*last)->key.starts_with(import_key(import))) return ImportedSoFar{};
  const auto block = ImportBlock::read_again((*last)->value);
  if (!block) return tl::unexpected(block.error());
  return ImportedSoFar{.next_row = block->header().first_row + block->size(),
                       .is_complete = block->header().is_last,
                       .generation = block->header().generation};
}

Result<std::vector<ImportSummary>> read_imports(const Transaction& transaction, VaultKeys& keys) {
  auto cursor = transaction.cursor(Table::imports);
  if (!cursor) return tl::unexpected(cursor.error());
  std::vector<ImportSummary> imports;
  auto row = cursor->first();
  for (; row && *row; row = cursor->next()) {
    auto summary = summary_of(transaction, **row, keys);
    if (!summary) return tl::unexpected(summary.error());
    imports.push_back(std::move(*summary));
  }
  if (!row) return tl::unexpected(row.error());
  return imports;
}

} // namespace store
