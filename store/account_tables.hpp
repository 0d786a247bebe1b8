// Workspaces, users and API keys inside a transaction. User and key rows are sealed. The ledger entries of changes are
// the caller's.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/account_codec.hpp"
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"

namespace store {

/// Every `find_` and `…_at` answers not_found for what is not there. Every `put_` replaces the row.
Result<std::vector<Workspace>> all_workspaces(const Transaction& transaction);
Result<Workspace> find_workspace(const Transaction& transaction, std::string_view name);
Result<Workspace> workspace_at(const Transaction& transaction, WorkspaceId id);
Result<void> expect_workspaces(const Transaction& transaction, std::span<const WorkspaceId> ids);
Result<void> put_workspace(WriteTransaction& transaction, const Workspace& workspace);
/// [a-z0-9-]{1,40}
bool is_workspace_name(std::string_view name);

class UserTable {
 public:
  explicit UserTable(const KeyRing& keys) : keys_(keys) {}
  [[nodiscard]] Result<std::vector<User>> all(const Transaction& transaction) const;
  [[nodiscard]] Result<UserRow> at(const Transaction& transaction, std::uint32_t id) const;
  /// `login` is a normalised address.
  [[nodiscard]] Result<UserRow> find(const Transaction& transaction, std::string_view login) const;
  Result<void> put(WriteTransaction& transaction, const UserRow& row) const;
  /// The user has another login name now.
  Result<void> forget_login(WriteTransaction& transaction, std::string_view login) const;
  /// The row and the way to it.
  Result<void> forget(WriteTransaction& transaction, const User& user) const;

 private:
  [[nodiscard]] Result<UserRow> open(std::string_view sealed, std::uint32_t id) const;
  const KeyRing& keys_;
};

class ApiKeyTable {
 public:
  explicit ApiKeyTable(const KeyRing& keys) : keys_(keys) {}
  [[nodiscard]] Result<std::vector<ApiKey>> all(const Transaction& transaction) const;
  [[nodiscard]] Result<ApiKeyRow> at(const Transaction& transaction, std::uint32_t id) const;
  /// Whose secret it is, or was before the last rotation.
  [[nodiscard]] Result<ApiKeyRow> find(const Transaction& transaction, std::string_view secret) const;
  /// The row, and its secrets' hashes as the way to it.
  Result<void> put(WriteTransaction& transaction, const ApiKeyRow& row) const;
  Result<void> forget_secret(WriteTransaction& transaction, const SecretHash& hash) const;

 private:
  [[nodiscard]] Result<ApiKeyRow> open(std::string_view sealed, std::uint32_t id) const;
  const KeyRing& keys_;
};

} // namespace store
