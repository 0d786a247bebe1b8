// Goes over from one generation of index keys to the next: rows of identities are moved from the tables of the one to
// those of the other, a few in each transaction, by their hashes alone. What is left in the older tables is all that
// needs to be known to go on.
#pragma once

#include "store/generations.hpp"
#include "store/store.hpp"
#include "store/vault_keys.hpp"

namespace store {

constexpr std::size_t most_rekeyed_rows = 65'536; // of one transaction

struct RekeyStart {
  VaultKeys& keys;
  parsers::Instant now{};
};
/// Records the new generation, whose key is known, in the ledger. Nothing when the store has gone on from `before`.
Result<RekeyProgress> begin_rekeying(WriteTransaction& transaction, const Generations& before, const RekeyStart& start);
/// One step, which ends the older generation when nothing is left of it.
Result<RekeyProgress> rekey_some(WriteTransaction& transaction, VaultKeys& keys, std::size_t rows);

} // namespace store
