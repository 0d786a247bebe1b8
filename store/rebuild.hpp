// Makes what is made of entries anew: the address table, the tables imports and import_undos, and the indexes entry_ids
// and restrictions.
#pragma once

#include "store/entry_reading.hpp"
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"
#include "store/store.hpp"

namespace store {

/// corrupt when the chain does not hold, or a block of an import is not what its entry names: no table can be made of a
/// ledger that is not what was written. Each row is put right in a transaction that has seen every entry, so that rows
/// are right or as they were, whenever this ends; begun again it finds only what is left. Writers wait for one part at
/// a time.
Result<RebuildReport> rebuild_environment(Environment& environment, const KeyRing& keys,
                                          const ReadingProgress& progress);

} // namespace store
