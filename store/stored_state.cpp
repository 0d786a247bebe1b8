#include "store/stored_state.hpp"

#include <algorithm>

#include "store/blake2b.hpp"
#include "store/octets.hpp"

namespace store {

void join_imported(StoredState& state, const ImportedFact& fact) {
  const auto place = std::ranges::lower_bound(state.imported, fact);
  if (place == state.imported.end() || *place != fact) state.imported.insert(place, fact);
}

StoredState join(StoredState state, const StoredState& other) {
  state.known = classifier::join(std::move(state.known), other.known);
  for (const ImportedFact& fact : other.imported) join_imported(state, fact);
  return state;
}

classifier::EntryId fact_id_of(ImportId import, ImportRow row) {
  OctetWriter writer(32);
  return blake2b_128(writer.octets("import row").number(import).number(row).view());
}

} // namespace store
