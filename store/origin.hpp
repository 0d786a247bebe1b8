// A data directory's life: its random name, and the first entry under it.
#pragma once

#include "parsers/instant.hpp"
#include "store/lmdb.hpp"
#include "store/vault_keys.hpp"

namespace store {

/// Entries are appended to a fresh origin from now on; its first says that a store began here.
Result<void> begin_new_origin(WriteTransaction& transaction, VaultKeys& keys, parsers::Instant now);

} // namespace store
