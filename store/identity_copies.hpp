// The sealed clear text of identities, for people who read lists and for tokens that name a recipient. Nothing decides
// by it. At most 256 rows share one vault key: erasing one of them seals the others anew and destroys the key.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "classifier/entry.hpp"
#include "store/lmdb.hpp"
#include "store/vault_keys.hpp"

namespace store {

struct IdentityCopy {
  classifier::IdentityHash hash{};
  std::string clear;
};
/// Keeps those that are not there yet.
Result<void> remember_identities(WriteTransaction& transaction, std::vector<IdentityCopy> copies, VaultKeys& keys);
/// The clear text; nothing where the store has none.
Result<std::optional<std::string>> find_identity(const Transaction& transaction, const classifier::IdentityHash& hash,
                                                 VaultKeys& keys);
/// The clear text, or the hash in hex where the store has none.
Result<std::string> describe_identity(const Transaction& transaction, const classifier::IdentityHash& hash,
                                      VaultKeys& keys);

/// Removes the rows that are there; their neighbours in the blocks move under other keys. The keys that nothing needs
/// any more.
struct ForgottenIdentities {
  std::vector<KeyNumber> keys;
  std::size_t rows = 0;
};
Result<ForgottenIdentities> forget_identities(WriteTransaction& transaction,
                                              std::span<const classifier::IdentityHash> hashes, VaultKeys& keys);

/// Reads rows after `after` (empty: from the first), at most `most`; the key of the last one read, empty at the end.
using SeeIdentity = std::function<void(const IdentityCopy&)>;
Result<std::string> scan_identities(const Transaction& transaction, std::string_view after, std::size_t most,
                                    VaultKeys& keys, const SeeIdentity& see);

/// What is wrong with a row of the table identity_blocks; empty: nothing.
Result<std::string> check_identity_block(const Row& row, const Transaction& transaction);

} // namespace store
