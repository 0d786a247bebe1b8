// What the entries of imports make: the tables `imports` and `import_undos`, the address rows, and the facts that an
// address row stands for. All of it is a join: the same for every order and any repeats of the entries.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "classifier/entry.hpp"
#include "store/generations.hpp"
#include "store/import_block.hpp"
#include "store/lmdb.hpp"

namespace store {

/// What all rows of an import have in common.
struct ImportTerms {
  parsers::Instant imported_at{};
  classifier::ImportReason usual_reason = classifier::ImportReason::unstated;
  SourceHash source{};
  classifier::Scope scope;
  friend bool operator==(const ImportTerms&, const ImportTerms&) = default;
};
std::string encode_import_terms(const ImportTerms& terms);
/// Total: corrupt for every octets that encode_import_terms does not make.
Result<ImportTerms> decode_import_terms(std::string_view octets);

std::string import_key(ImportId import);
/// The block that an entry of the kind list_imported names. corrupt when it is not there or has another digest.
Result<ImportBlock> block_of(const Transaction& transaction, const classifier::Entry& entry);
/// The row of `imports` that one piece asks for; of several the smallest stands.
std::string import_row_of(const classifier::Entry& entry, const ImportBlockHeader& header);
/// The row of `import_undos` that an entry of the kind import_undone asks for; of several the smallest stands.
std::string undo_row_of(const classifier::Entry& entry);

/// What an entry about imports changes in the three tables; nothing for any other entry. The block is there already.
Result<void> project_import(WriteTransaction& transaction, const classifier::Entry& entry, const IndexView& view);

[[nodiscard]] Result<std::optional<ImportTerms>> terms_of(const Transaction& transaction, ImportId import);
[[nodiscard]] Result<bool> is_undone(const Transaction& transaction, ImportId import);

/// The state that answers are made from: each row of an import that was not undone as the fact that it stands for.
Result<classifier::AddressState> expand(const Transaction& transaction, StoredState stored);

} // namespace store
