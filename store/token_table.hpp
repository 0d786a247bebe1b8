// The rows behind minted addresses, inside a transaction; sealed, for they name recipients.
#pragma once

#include "parsers/relay_token.hpp"
#include "store/account_codec.hpp"
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"

namespace store {

class TokenTable {
 public:
  explicit TokenTable(const KeyRing& keys) : keys_(keys) {}
  /// not_found for a reference that was never given.
  [[nodiscard]] Result<MintedToken> at(const Transaction& transaction, parsers::TokenReference reference) const;
  /// The forward token of this user and workspace, unless it was revoked.
  [[nodiscard]] Result<std::optional<MintedToken>> forward_token(const Transaction& transaction, WorkspaceId workspace,
                                                                 std::uint32_t user) const;
  Result<void> put(WriteTransaction& transaction, parsers::TokenReference reference, const MintedToken& token) const;

 private:
  const KeyRing& keys_;
};

} // namespace store
