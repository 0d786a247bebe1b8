// Requests about personal data, and breaches, inside a transaction; each row sealed under a vault key of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/cases.hpp"
#include "store/lmdb.hpp"
#include "store/vault_keys.hpp"

namespace store {

/// A fresh row; its number is in the answer.
Result<Case> add_case(WriteTransaction& transaction, Case fresh, VaultKeys& keys);
/// not_found for a number that was never given.
Result<Case> case_at(const Transaction& transaction, CaseId id, VaultKeys& keys);
Result<void> put_case(WriteTransaction& transaction, const Case& changed, VaultKeys& keys);
/// In the order of their numbers.
Result<std::vector<Case>> all_cases(const Transaction& transaction, VaultKeys& keys);
/// Of somebody's cases in this workspace (0: all) the notes go, under another key; the keys that nothing needs any
/// more.
Result<std::vector<KeyNumber>> forget_case_notes(WriteTransaction& transaction, const classifier::IdentityHash& person,
                                                 classifier::WorkspaceId workspace, VaultKeys& keys);

std::string encode_case(const Case& row);
/// Total: corrupt for octets that encode_case does not make. The number stands in the row's key, not in it.
Result<Case> decode_case(std::string_view octets);

} // namespace store
