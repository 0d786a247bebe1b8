// Which entries may deny or hold, by workspace and in order: what a list of suppressions is read from. An index for
// people, not for answers.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "classifier/address_state.hpp"
#include "classifier/entry.hpp"
#include "store/ledger.hpp"
#include "store/store.hpp"
#include "store/vault_keys.hpp"

namespace store {

/// The entry denies or holds as long as nothing cancels it. Passing time is not looked at.
bool is_restriction(const classifier::Event& event);

/// Nothing in the state cancels or clears the fact.
bool is_live_fact(const classifier::Fact& fact, const classifier::AddressState& state);

/// The rows that an entry has in the index; none for the second spelling of an address.
std::vector<std::string> restriction_keys(OriginOrdinal ordinal, const classifier::Entry& entry);
Result<void> index_restriction(WriteTransaction& transaction, OriginOrdinal ordinal, const classifier::Entry& entry);

/// What `next` says is of the range's workspace alone, whatever octets somebody brings as `from`.
Result<SuppressionPage> read_restrictions(const Transaction& transaction, const SuppressionRange& range,
                                          VaultKeys& keys);
/// The one of this entry; not_found for an entry that is none, or is live no more.
Result<SuppressionRow> read_restriction(const Transaction& transaction, const classifier::EntryId& id, VaultKeys& keys);

} // namespace store
