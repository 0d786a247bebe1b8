// What is known of everybody, page by page in the order of identity hashes: for exports.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "classifier/entry.hpp"
#include "store/lmdb.hpp"
#include "store/vault_keys.hpp"

namespace store {

/// A fact that denies, holds or grants, and that nothing has cancelled. Passing time is not looked at.
struct KnownFact {
  std::string identity; // clear text where the store has it, else write_keyed_hash
  bool is_clear = false;
  classifier::EntryId entry{};
  parsers::Instant received_at{};
  classifier::Event event;
};

struct KnownFactPage {
  std::vector<KnownFact> facts;
  std::string next; // where the page after this one begins; empty: nothing is left
};

/// busy while identities are re-keyed. Reads on from `from` (empty: the first) over at most `identities` rows of the
/// address table. The second spelling of an address that has a row of its own is not told.
Result<KnownFactPage> read_known_facts(const Transaction& transaction, std::string_view from, std::size_t identities,
                                       VaultKeys& keys);

} // namespace store
