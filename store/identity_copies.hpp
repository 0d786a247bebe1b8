// The sealed clear text of identities, for people who read lists. Nothing decides by it; without it a list shows the
// hash.
#pragma once

#include <string>
#include <vector>

#include "classifier/entry.hpp"
#include "store/generations.hpp"
#include "store/lmdb.hpp"

namespace store {

struct IdentityCopy {
  classifier::IdentityHash hash{}; // of the first generation
  std::string clear;
};
/// Keeps those that are not there yet.
Result<void> remember_identities(WriteTransaction& transaction, std::vector<IdentityCopy> copies,
                                 const IndexView& view);
/// The clear text, or the hash in hex where the store has none.
Result<std::string> describe_identity(const Transaction& transaction, const KeyedHash& hash, const IndexView& view);

using NameHash = std::array<std::uint8_t, 16>; // KeyRing::hash_name: it is never re-keyed
Result<void> remember_name(WriteTransaction& transaction, const NameHash& hash, std::string_view name,
                           const KeyRing& keys);
Result<std::string> describe_name(const Transaction& transaction, const NameHash& hash, const KeyRing& keys);
/// The text of a row where it lies; corrupt when it was sealed for another place.
Result<std::string> open_copy(const Row& row, const KeyRing& keys);

} // namespace store
