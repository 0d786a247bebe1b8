// Double opt-ins inside a transaction: sealed rows, the hashes of their tokens, and which of them are open.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "store/consent_codec.hpp"
#include "store/lmdb.hpp"
#include "store/vault_keys.hpp"

namespace store {

class OptInTable {
 public:
  explicit OptInTable(VaultKeys& keys) : keys_(keys) {}

  /// A fresh row with a fresh token.
  Result<OptIn> add(WriteTransaction& transaction, const OptInRequest& request) const;
  /// not_found for an id, or a token, that was never given.
  [[nodiscard]] Result<OptInRow> at(const Transaction& transaction, OptInId id) const;
  [[nodiscard]] Result<OptInRow> find(const Transaction& transaction, std::string_view token) const;
  /// Those in a state that is open, oldest first.
  [[nodiscard]] Result<std::vector<OptInRow>> in_state(const Transaction& transaction, classifier::OptInState state,
                                                       std::size_t limit) const;
  /// What is wrong with a row of the tables opt_ins, opt_in_tokens and opt_in_queue; empty: nothing.
  [[nodiscard]] Result<std::string> check(const Transaction& transaction, OptInId id) const;
  [[nodiscard]] Result<std::string> check_token(const Transaction& transaction, const Row& row) const;
  [[nodiscard]] Result<std::string> check_queued(const Transaction& transaction, const Row& row) const;
  /// The row in its next state; its token is kept only until it was sent. invalid_argument where the state does not
  /// take the input.
  Result<OptIn> advance(WriteTransaction& transaction, OptInRow row, classifier::OptInInput input,
                        parsers::Instant now) const;
  /// Rows with an id above `after`, at most `most`; the last id read, 0 at the end.
  Result<OptInId> scan(const Transaction& transaction, OptInId after, std::size_t most,
                       const std::function<void(const OptInRow&)>& see) const;
  /// Removes the row. The key that nothing needs any more; 0: there was no such row.
  [[nodiscard]] static Result<KeyNumber> forget(WriteTransaction& transaction, OptInId id);

 private:
  Result<void> put(WriteTransaction& transaction, const OptInRow& row) const;
  VaultKeys& keys_;
};

} // namespace store
