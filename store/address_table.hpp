// The address table inside a transaction: what is known of each identity, projected from entries. The look-up keys of
// an identity are made here; the answer is classifier::may_send's.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/address_state.hpp"
#include "classifier/may_send.hpp"
#include "parsers/identity.hpp"
#include "store/generations.hpp"
#include "store/lmdb.hpp"
#include "store/look_up_key.hpp"
#include "store/stored_state.hpp"

namespace store {

/// At most eight: strict, wide where it differs, a number's alias, "@domain", and "*.parent" for the three shortest
/// parents of two or more labels.
std::vector<LookUpKey> look_up_keys(const parsers::Identity& identity, const KeyRing& keys);

/// "@example.org" or "*.example.org" in the form that is looked up; invalid_argument for anything else, and for a
/// parent that no look-up reads (one label, or more than four).
Result<std::string> normalise_domain_rule(std::string_view rule);

/// The row as it is stored, joined with the one that waits to be re-keyed; empty where nothing is known.
Result<StoredState> stored_state_at(const Transaction& transaction, const KeyedHash& hash, const IndexView& view);
/// What answers are made from: rows of imports are facts like others. Empty where nothing is known.
Result<classifier::AddressState> state_at(const Transaction& transaction, const KeyedHash& hash, const IndexView& view);
/// Adds the state of the key when it holds something.
struct LookUp {
  const Transaction& transaction;
  const IndexView& view;
};
Result<void> add_state(const LookUp& look_up, const LookUpKey& key, classifier::States& states);

/// Joins the entries to the rows of their identities, and imports to the rows of theirs.
Result<void> project_entries(WriteTransaction& transaction, std::span<const classifier::Entry> entries,
                             const IndexView& view);

} // namespace store
