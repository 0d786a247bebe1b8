// The rows of kept messages inside a transaction: where the vault has the octets, what was concluded, what it can be
// found by, and the marks that make each spooled message count once.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "parsers/result.hpp"
#include "store/lmdb.hpp"
#include "store/message_tokens.hpp"
#include "store/store.hpp"
#include "store/vault.hpp"
#include "store/vault_keys.hpp"

namespace store {

/// What was spooled under this id is in the store, itself or with its whole segment.
Result<bool> is_marked(const Transaction& transaction, SpoolId id);
/// Marks the whole segment instead of its messages, and forgets at most `most` of their marks; the count of those
/// forgotten. The segment's mark stays: a segment that comes back after a power cut was done all the same.
Result<std::size_t> forget_marks(WriteTransaction& transaction, std::uint32_t segment, std::size_t most);

/// A message as it lies in the store, opened.
struct OpenedMessage {
  MessageNumber number = 0;
  WorkspaceId workspace = 0;
  parsers::Instant received_at{};
  SpoolId spool_id;
  VaultPlace place;         // of length 0: the octets are gone
  std::uint64_t octets = 0; // size of the raw message
  NumberedKey key;
  std::string conclusions;
  MessageTokens tokens;
};

/// Row, tokens, index and mark of a message that the vault has taken; its number.
Result<MessageNumber> keep_message(WriteTransaction& transaction, OpenedMessage message);
/// What entries cite: a digest of the octets under a key that dies with the message, so that afterwards no guess can be
/// tested.
classifier::Digest evidence_of(std::string_view octets, const VaultKey& key);

/// not_found for a message that is not there, or not any more.
Result<KeptMessage> read_message(const Transaction& transaction, MessageNumber number, VaultKeys& keys);
Result<OpenedMessage> open_message(const Transaction& transaction, MessageNumber number, VaultKeys& keys);

struct VaultedPlace {
  VaultPlace place;
  VaultKey key{};
};
/// not_found where only the conclusions are kept.
Result<VaultedPlace> vaulted_place(const Transaction& transaction, MessageNumber number, VaultKeys& keys);

/// Writes a message that was opened again, under the key that it has now: the one before is nobody's.
Result<void> replace_message(WriteTransaction& transaction, const OpenedMessage& message);
/// Removes all rows of a message; its mark stays. The number of the key that nothing needs any more; 0: it was not
/// there.
Result<KeyNumber> forget_message(WriteTransaction& transaction, MessageNumber number);

/// What is wrong with a message's row, its tokens, its index or its mark; empty: nothing.
Result<std::string> check_message_row(const Transaction& transaction, MessageNumber number, VaultKeys& keys);
/// What is wrong with a row of the table done_marks; empty: nothing.
Result<std::string> check_done_mark(const Row& row, const Transaction& transaction);

struct MessageRange {
  WorkspaceId workspace = 0; // 0: all
  MessageNumber before = 0;  // 0: from the newest
  std::size_t limit = 0;
};
Result<std::vector<KeptMessage>> read_messages(const Transaction& transaction, const MessageRange& range,
                                               VaultKeys& keys);

/// What a search or an erasure looks at, without the conclusions.
struct ScannedMessage {
  MessageNumber number = 0;
  WorkspaceId workspace = 0;
  parsers::Instant received_at{};
  VaultPlace place;
  MessageTokens tokens;
};
/// Newest first from `range.before`, at most `range.limit` looked at, until `see` returns false. The number of the last
/// one seen; 0 when there are no more.
Result<MessageNumber> scan_messages(const Transaction& transaction, const MessageRange& range, VaultKeys& keys,
                                    const std::function<bool(const ScannedMessage&)>& see);

} // namespace store
