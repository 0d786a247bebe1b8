// Signed heads: the installation says, with a key of its own, which digest its chain had at an entry. Whoever keeps one
// elsewhere can tell later whether the ledger was rolled back or written anew.
#pragma once

#include <optional>

#include "classifier/entry.hpp"
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"
#include "store/store.hpp"

namespace store {

/// Whether the head was signed by the owner of the key that it names.
bool is_genuine(const SignedHead& head);

/// Of the origin that is written to; nothing when none was signed yet.
Result<std::optional<SignedHead>> newest_signed_head(const Transaction& transaction, const KeyRing& keys);

/// None was signed of the origin that is written to, 1,000 entries have come since, or there is something new and an
/// hour has gone by.
Result<bool> is_head_due(const Transaction& transaction, const KeyRing& keys, parsers::Instant now);
/// Signs the head as it is in this transaction when that is due. Whether it was.
Result<bool> sign_head_when_due(WriteTransaction& transaction, const KeyRing& keys, parsers::Instant now);

/// The octets of a row: everything but position and key, which its place and the installation say.
std::string encode_signed_head(const SignedHead& head);
/// Total: corrupt for every octets that encode_signed_head does not make, newer_format for a version that is not known.
Result<SignedHead> decode_signed_head(std::string_view octets);
/// A row of the table heads, of the entry that its key names. `origin` is that of the key's ordinal.
Result<SignedHead> read_signed_head(const Row& row, const classifier::Origin& origin, const KeyRing& keys);

/// What is wrong with a head that was kept elsewhere; nothing when the store has the entry that it names, with its
/// digest. Says nothing about the chain before it: that is verify's.
Result<std::optional<std::string>> contradiction(const Transaction& transaction, const SignedHead& head,
                                                 const KeyRing& keys);

} // namespace store
