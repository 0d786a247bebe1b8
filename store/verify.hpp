// Reads a whole ledger and says where it, or what was made of it, is not what was written.
#pragma once

#include "store/entry_reading.hpp"
#include "store/lmdb.hpp"
#include "store/store.hpp"
#include "store/vault_keys.hpp"

namespace store {

/// Short read transactions, so a running writer is not held up. `progress(done, total)` may be empty; it returns false
/// to stop, and the report then tells what was found so far.
Result<VerifyReport> verify_environment(Environment& environment, VaultKeys& keys, const ReadingProgress& progress);

} // namespace store
