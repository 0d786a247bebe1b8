// A row of the address table: the join of an identity's entries, and of the rows of imported lists that name it.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/address_state.hpp"
#include "classifier/import_reason.hpp"

namespace store {

using ImportId = std::uint64_t;  // never zero
using ImportRow = std::uint64_t; // place in the sorted rows of one import, from 0

/// A fact as short as it can be: what all rows of an import have in common stands once, in the table `imports`.
struct ImportedFact {
  ImportId import = 0;
  ImportRow row = 0;
  classifier::ImportReason reason = classifier::ImportReason::unstated;
  friend auto operator<=>(const ImportedFact&, const ImportedFact&) = default;
};

struct StoredState {
  classifier::AddressState known;
  std::vector<ImportedFact> imported; // sorted, no repeats
  [[nodiscard]] bool is_empty() const { return imported.empty() && known == classifier::AddressState{}; }
  friend bool operator==(const StoredState&, const StoredState&) = default;
};

/// A join, as classifier::evolve is one for entries.
void join_imported(StoredState& state, const ImportedFact& fact);
StoredState join(StoredState state, const StoredState& other);

/// What stands for the row of an import where an entry's id is asked for, so that a lift can name it.
classifier::EntryId fact_id_of(ImportId import, ImportRow row);

} // namespace store
