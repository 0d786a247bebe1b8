// The sealed words of consents, inside a transaction: one row for the entry that granted it.
#pragma once

#include <string_view>

#include "classifier/address_state.hpp"
#include "store/consents.hpp"
#include "store/lmdb.hpp"
#include "store/vault_keys.hpp"

namespace store {

/// A consent's words with a random salt, and the digest that its entry carries: keyed with the salt, so that no guess
/// can be tested once the row is gone.
struct SaltedConsent {
  std::string octets;
  classifier::Digest evidence{};
};
SaltedConsent salt_consent(const ConsentText& text);

Result<void> put_consent(WriteTransaction& transaction, const classifier::EntryId& entry, std::string_view salted,
                         VaultKeys& keys);
/// Every consent of the state, newest first, as it stands at `now`. A row that was erased has no words.
Result<std::vector<ConsentRecord>> read_consents(const Transaction& transaction, const classifier::AddressState& state,
                                                 VaultKeys& keys, parsers::Instant now);

/// Removes the words of the consent that this entry granted. The key that nothing needs any more; 0: there were none.
Result<KeyNumber> forget_consent(WriteTransaction& transaction, const classifier::EntryId& entry);

} // namespace store
