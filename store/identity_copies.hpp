// The sealed clear text of identities, for people who read lists and for tokens that name a recipient. Nothing decides
// by it. At most 256 rows share one vault key: erasing one of them seals the others anew and destroys the key.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/entry.hpp"
#include "store/generations.hpp"
#include "store/lmdb.hpp"
#include "store/vault_keys.hpp"

namespace store {

struct IdentityCopy {
  classifier::IdentityHash hash{};
  std::string clear;
};
/// Keeps those that are not there yet. Their hashes are of the first generation.
Result<void> remember_identities(WriteTransaction& transaction, std::vector<IdentityCopy> copies, const IndexView& view,
                                 VaultKeys& keys);
/// The clear text; nothing where the store has none.
Result<std::optional<std::string>> find_identity(const Transaction& transaction, const KeyedHash& hash,
                                                 const IndexView& view, VaultKeys& keys);
/// The clear text, or the hash in hex where the store has none.
Result<std::string> describe_identity(const Transaction& transaction, const KeyedHash& hash, const IndexView& view,
                                      VaultKeys& keys);

using NameHash = std::array<std::uint8_t, 16>; // KeyRing::hash_name: it is never re-keyed
Result<void> remember_name(WriteTransaction& transaction, const NameHash& hash, std::string_view name, VaultKeys& keys);
Result<std::string> describe_name(const Transaction& transaction, const NameHash& hash, VaultKeys& keys);

/// Removes the rows that are there, in whatever generation; their neighbours in the blocks move under other keys. The
/// keys that nothing needs any more.
struct ForgottenIdentities {
  std::vector<KeyNumber> keys;
  std::size_t rows = 0;
};
Result<ForgottenIdentities> forget_identities(WriteTransaction& transaction, std::span<const KeyedHash> hashes,
                                              const IndexView& view, VaultKeys& keys);

/// Reads rows after `after` (empty: from the first), at most `most`, names too; the key of the last one read, empty at
/// the end. The hash is the row's own.
using SeeIdentity = std::function<void(const IdentityCopy&)>;
Result<std::string> scan_identities(const Transaction& transaction, std::string_view after, std::size_t most,
                                    VaultKeys& keys, const SeeIdentity& see);

struct MovedIdentity {
  classifier::IdentityHash from{};
  IdentityCopy to;
};
/// Rows get another hash and stay in their blocks. corrupt where there is none, or where one has the new hash already.
Result<void> move_identities(WriteTransaction& transaction, std::span<const MovedIdentity> moved, VaultKeys& keys);

/// The text of a row where it lies; corrupt when it was sealed for another place.
Result<std::string> open_copy(const Row& row, VaultKeys& keys);
/// What is wrong with a row of the table identity_blocks; empty: nothing.
Result<std::string> check_identity_block(const Row& row, const Transaction& transaction);

} // namespace store
