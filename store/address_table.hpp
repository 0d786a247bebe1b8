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
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"

namespace store {

/// A key that an identity is looked up by.
struct LookUpKey {
  classifier::KeyKind kind = classifier::KeyKind::strict;
  classifier::IdentityHash hash{};
};
/// At most eight: strict, wide where it differs, a number's alias, "@domain", and "*.parent" for the three shortest
/// parents of two or more labels.
std::vector<LookUpKey> look_up_keys(const parsers::Identity& identity, const KeyRing& keys);

/// "@example.org" or "*.example.org" in the form that is looked up; invalid_argument for anything else, and for a
/// parent that no look-up reads (one label, or more than four).
Result<std::string> normalise_domain_rule(std::string_view rule);

/// Empty where nothing is known.
Result<classifier::AddressState> state_at(const Transaction& transaction, const classifier::IdentityHash& hash);
/// Only the states that hold something.
Result<classifier::States> states_at(const Transaction& transaction, std::span<const LookUpKey> keys);

/// Joins the entries to the rows of their identities.
Result<void> project_entries(WriteTransaction& transaction, std::span<const classifier::Entry> entries);

} // namespace store
