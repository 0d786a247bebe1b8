// The rows that are not made of entries: those that are sealed must open where they lie, and indexes must lead to rows
// that lead back.
#pragma once

#include <string>
#include <vector>

#include "store/entry_reading.hpp"
#include "store/lmdb.hpp"
#include "store/vault_keys.hpp"

namespace store {

/// How many rows check_rows will read.
Result<std::uint64_t> count_checked_rows(Environment& environment);
/// Short read transactions; `reading` tells the progress. Faults name table and row.
Result<Reading> check_rows(Environment& environment, VaultKeys& keys, EntryReading& reading,
                           std::vector<std::string>& faults);

} // namespace store
