// The rows behind minted addresses, inside a transaction; sealed. Of a recipient they hold the hash: its clear text is
// among the identities, where it can be erased.
#pragma once

#include "parsers/relay_token.hpp"
#include "store/account_codec.hpp"
#include "store/lmdb.hpp"
#include "store/vault_keys.hpp"

namespace store {

class TokenTable {
 public:
  explicit TokenTable(VaultKeys& keys) : keys_(keys) {}
  /// not_found for a reference that was never given. A recipient who was erased is missing in the row.
  [[nodiscard]] Result<MintedToken> at(const Transaction& transaction, parsers::TokenReference reference) const;
  /// The forward token of this user and workspace, unless it was revoked.
  [[nodiscard]] Result<std::optional<MintedToken>> forward_token(const Transaction& transaction, WorkspaceId workspace,
                                                                 std::uint32_t user) const;
  Result<void> put(WriteTransaction& transaction, parsers::TokenReference reference, const MintedToken& token) const;

  /// The forward tokens of this user have no effect from here on.
  Result<void> revoke_forward_tokens(WriteTransaction& transaction, std::uint32_t user) const;

 private:
  Result<void> put_row(WriteTransaction& transaction, parsers::TokenReference reference,
                       const MintedToken& token) const;
  VaultKeys& keys_;
};

} // namespace store
