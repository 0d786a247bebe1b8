// The append-only, hash-linked ledger inside a transaction: adds entries, reads them in order. It decides nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/entry.hpp"
#include "parsers/result.hpp"
#include "store/lmdb.hpp"

namespace store {

/// An origin's short name inside one environment; 1 is the first. Greater ones came later.
using OriginOrdinal = std::uint16_t;

struct OriginHead {
  OriginOrdinal ordinal = 0;
  classifier::Position last;   // number 0: nothing yet
  classifier::Digest digest{}; // of the last entry
};

/// What identifies a fact for ever: the same cause, scope and contact give the same id, on every machine.
classifier::EntryId entry_id_of(const classifier::Entry& entry);
/// BLAKE2b-256 over an entry's octets (version octet in front, previous digest at the end).
classifier::Digest chain_digest(std::string_view entry_octets);

std::string entry_key(OriginOrdinal ordinal, std::uint64_t number);

/// Makes `origin` the one that entries are appended to from now on.
Result<void> begin_origin(WriteTransaction& transaction, const classifier::Origin& origin);
/// Of the origin that is written to. corrupt when there is none.
Result<OriginHead> head_of(const Transaction& transaction);
Result<std::vector<OriginHead>> heads_of(const Transaction& transaction);

struct Appended {
  classifier::EntryId id{};
  classifier::Position position; // of the entry with this id
  bool was_known = false;        // it was there before, or stands earlier in the same call
};
struct Appending {
  OriginOrdinal ordinal = 0;            // of every entry that was added
  std::vector<Appended> of_each;        // in the order asked
  std::vector<classifier::Entry> added; // what was not known, with position, id and chain
};
/// Adds the entries whose ids are not known; position, id and previous digest are given here. Events were checked.
Result<Appending> append_entries(WriteTransaction& transaction, std::vector<classifier::Entry> entries);

Result<std::optional<classifier::Position>> position_of(const Transaction& transaction, const classifier::EntryId& id);
Result<std::optional<classifier::Entry>> entry_with_id(const Transaction& transaction, const classifier::EntryId& id);
/// In the order of origins and numbers; not_found for an origin that this store does not know.
Result<std::vector<classifier::Entry>> read_entries_after(const Transaction& transaction,
                                                          const classifier::Positions& positions, std::size_t limit);

} // namespace store
