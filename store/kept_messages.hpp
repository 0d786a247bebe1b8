// The rows of kept messages inside a transaction: where the vault has the octets, what was concluded, and the marks
// that make each spooled message count once.
#pragma once

#include <span>
#include <vector>

#include "parsers/result.hpp"
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"
#include "store/store.hpp"
#include "store/vault.hpp"

namespace store {

/// What was spooled under this id is in the store, itself or with its whole segment.
Result<bool> is_marked(const Transaction& transaction, SpoolId id);
/// Marks the whole segment instead of its messages, and forgets at most `most` of their marks; the count of those
/// forgotten. The segment's mark stays: a segment that comes back after a power cut was done all the same.
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

/// What is wrong with a message's row, its index or its mark; empty: nothing.
Result<std::string> check_message_row(const Transaction& transaction, MessageNumber number, const KeyRing& keys);
/// What is wrong with a row of the table done_marks; empty: nothing.
Result<std::string> check_done_mark(const Row& row, const Transaction& transaction);

struct MessageRange {
  WorkspaceId workspace = 0; // 0: all
  MessageNumber before = 0;  // 0: from the newest
  std::size_t limit = 0;
};
Result<std::vector<KeptMessage>> read_messages(const Transaction& transaction, const MessageRange& range,
                                               const KeyRing& keys);

} // namespace store
