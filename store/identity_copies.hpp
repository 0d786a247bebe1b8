// The sealed clear text of identities, for people who read lists. Nothing decides by it; without it a list shows the
// hash.
#pragma once

#include <string>
#include <vector>

#include "classifier/entry.hpp"
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"

namespace store {

struct IdentityCopy {
  classifier::IdentityHash hash{};
  std::string clear;
};
/// Keeps those that are not there yet.
Result<void> remember_identities(WriteTransaction& transaction, std::vector<IdentityCopy> copies, const KeyRing& keys);
/// The clear text, or the hash in hex where the store has none.
Result<std::string> describe_identity(const Transaction& transaction, const classifier::IdentityHash& hash,
                                      const KeyRing& keys);

} // namespace store
