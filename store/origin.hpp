// A data directory's life: its random name, and the first entry under it.
#pragma once

#include "parsers/instant.hpp"
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"

namespace store {

/// Entries are appended to a fresh origin from now on; its first says that a store began here.
Result<void> begin_new_origin(WriteTransaction& transaction, const KeyRing& keys, parsers::Instant now);

} // namespace store
