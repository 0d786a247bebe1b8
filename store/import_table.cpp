#include "store/import_table.hpp"

#include <algorithm>
#include <tuple>

#include "store/event_codec.hpp"
#include "store/import_projection.hpp"
#include "store/ledger.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::AddressState;
using classifier::Entry;
using classifier::EventKind;
using classifier::Fact;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::uint8_t version = 1;

Result<void> put_smallest(WriteTransaction& transaction, Table table, ImportId import, const std::string& row) {
  const std::string key = import_key(import);
  const auto known = transaction.get(table, key);
  if (!known) return tl::unexpected(known.error());
  if (*known && **known <= row) return {};
  return transaction.put(table, key, row);
}

Result<Fact> fact_of(const Transaction& transaction, const ImportedFact& imported) {
  const auto terms = terms_of(transaction, imported.import);
  if (!terms) return tl::unexpected(terms.error());
  if (!*terms) return failure(ErrorCode::corrupt, "an address row names an import that is not there");
  return Fact{.id = fact_id_of(imported.import, imported.row),
              .received_at = (*terms)->imported_at,
              .event = classifier::event_of(imported.reason, (*terms)->scope)};
}

bool is_before(const Fact& a, const Fact& b) { return std::tie(a.id, a.received_at) < std::tie(b.id, b.received_at); }

} // namespace

std::string encode_import_terms(const ImportTerms& terms) {
  OctetWriter writer;
  writer.number(version);
  write_instant(writer, terms.imported_at);
  writer.enumerator(terms.usual_reason).array(terms.source);
  write_scope(writer, terms.scope);
  return std::move(writer).take();
}

Result<ImportTerms> decode_import_terms(std::string_view octets) {
  OctetReader reader(octets);
  if (const auto found = reader.number<std::uint8_t>(); reader.is_whole() && found > version) {
    return failure(ErrorCode::newer_format, "a row of the table imports of version " + std::to_string(found));
  } else if (found != version) {
    return failure(ErrorCode::corrupt, "a row of the table imports without a version");
  }
  ImportTerms terms;
  terms.imported_at = read_instant(reader);
  terms.usual_reason = reader.enumerator(classifier::greatest_import_reason);
  terms.source = reader.array<16>();
  terms.scope = read_scope(reader);
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "a row of the table imports");
  return terms;
}

std::string import_key(ImportId import) { return std::move(OctetWriter().number(import)).take(); }

Result<ImportBlock> block_of(const Transaction& transaction, const Entry& entry) {
  const auto octets = transaction.get(Table::import_blocks, view_of(entry.cause));
  if (!octets) return tl::unexpected(octets.error());
  if (!*octets) return failure(ErrorCode::corrupt, "the block of an import's entry is missing");
  if (chain_digest(**octets) != entry.evidence) {
    return failure(ErrorCode::corrupt, "the block of an import's entry was altered");
  }
  auto block = ImportBlock::read(**octets);
  if (block && (block->header().import != entry.event.subject ||
                import_cause(block->header().import, block->header().first_row) != entry.cause)) {
    return failure(ErrorCode::corrupt, "the block of an import's entry is another's");
  }
  return block;
}

std::string import_row_of(const Entry& entry, const ImportBlockHeader& header) {
  return encode_import_terms({.imported_at = entry.received_at,
                              .usual_reason = header.usual_reason,
                              .source = header.source,
                              .scope = entry.event.scope});
}

std::string undo_row_of(const Entry& entry) {
  OctetWriter row;
  row.number(version);
  write_instant(row, entry.received_at);
  return std::move(row.array(entry.id)).take();
}

Result<void> project_import(WriteTransaction& transaction, const Entry& entry, const IndexView& view) {
  if (entry.event.kind == EventKind::import_undone) {
    return put_smallest(transaction, Table::import_undos, entry.event.subject, undo_row_of(entry));
  }
  if (entry.event.kind != EventKind::list_imported) return {};
  const auto block = block_of(transaction, entry);
  if (!block) return tl::unexpected(block.error());
  const std::string row = import_row_of(entry, block->header());
  if (auto put = put_smallest(transaction, Table::imports, entry.event.subject, row); !put) return put;
  // Writing may move the pages that the block was read from.
  const auto octets = transaction.get(Table::import_blocks, view_of(entry.cause));
  if (!octets) return tl::unexpected(octets.error());
  return project_rows(transaction, std::string(**octets), view);
}

Result<std::optional<ImportTerms>> terms_of(const Transaction& transaction, ImportId import) {
  const auto row = transaction.get(Table::imports, import_key(import));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  return decode_import_terms(**row).map([](ImportTerms terms) { return std::optional(std::move(terms)); });
}

Result<bool> is_undone(const Transaction& transaction, ImportId import) {
  const auto mark = transaction.get(Table::import_undos, import_key(import));
  if (!mark) return tl::unexpected(mark.error());
  return mark->has_value();
}

Result<AddressState> expand(const Transaction& transaction, StoredState stored) {
  std::vector<Fact>& facts = stored.known.facts;
  for (const ImportedFact& imported : stored.imported) {
    const auto undone = is_undone(transaction, imported.import);
    if (!undone) return tl::unexpected(undone.error());
    if (*undone) continue;
    auto fact = fact_of(transaction, imported);
    if (!fact) return tl::unexpected(fact.error());
    facts.insert(std::ranges::lower_bound(facts, *fact, is_before), std::move(*fact));
  }
  return std::move(stored.known);
}

} // namespace store
