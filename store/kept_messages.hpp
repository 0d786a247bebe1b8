// The rows of kept messages inside a transaction: where the vault has the octets, what was concluded, and the marks
// that make each spooled message count once.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "parsers/result.hpp"
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"
#include "store/store.hpp"
#include "store/vault.hpp"

namespace store {

/// The number of the message that this spool id became.
Result<std::optional<MessageNumber>> done_mark(const Transaction& transaction, SpoolId id);
/// Forgets at most `most` marks of the segment; the count of those forgotten.
Result<std::size_t> forget_marks(WriteTransaction& transaction, std::uint32_t segment, std::size_t most);

/// Row, index and mark of a message that the vault has taken.
Result<MessageNumber> keep_message(WriteTransaction& transaction, const NewMessage& message,
                                   const VaultedMessage& vaulted, const KeyRing& keys);
/// What entries cite: a digest of the octets under a key that dies with the message, so that afterwards no guess can be
/// tested.
classifier::Digest evidence_of(const NewMessage& message, const VaultKey& key);

struct VaultedPlace {
  VaultPlace place;
  VaultKey key{};
};
Result<KeptMessage> read_message(const Transaction& transaction, MessageNumber number, const KeyRing& keys);
Result<VaultedPlace> vaulted_place(const Transaction& transaction, MessageNumber number, const KeyRing& keys);

struct MessageRange {
  WorkspaceId workspace = 0; // 0: all
  MessageNumber before = 0;  // 0: from the newest
  std::size_t limit = 0;
};
Result<std::vector<KeptMessage>> read_messages(const Transaction& transaction, const MessageRange& range,
                                               const KeyRing& keys);

} // namespace store
