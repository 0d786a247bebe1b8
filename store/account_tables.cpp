#include "store/account_tables.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::size_t longest_workspace_name = 40;

std::string id_key(std::uint32_t id) { return std::move(OctetWriter().number(id)).take(); }

std::string purpose_of(std::string_view what, std::uint32_t id) {
  return std::string(what).append(" ").append(std::to_string(id));
}

Result<std::uint32_t> read_id(std::string_view octets) {
  OctetReader reader(octets);
  const auto id = reader.number<std::uint32_t>();
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "an id of an account");
  return id;
}

Result<std::string_view> expect_row(const Transaction& transaction, Table table, std::string_view key,
                                    std::string_view what) {
  const auto row = transaction.get(table, key);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return failure(ErrorCode::not_found, std::string("no such ").append(what));
  return **row;
}

/// Each row of a table keyed by id, made to a value by `read(octets, id)`.
template <class Value, class Read>
Result<std::vector<Value>> read_all(const Transaction& transaction, Table table, Read read) {
  auto cursor = transaction.cursor(table);
  if (!cursor) return tl::unexpected(cursor.error());
  std::vector<Value> values;
  auto row = cursor->first();
  for (; row && *row; row = cursor->next()) {
    const auto id = read_id((*row)->key);
    if (!id) return tl::unexpected(id.error());
    auto value = read((*row)->value, *id);
    if (!value) return tl::unexpected(value.error());
    values.push_back(std::move(*value));
  }
  if (!row) return tl::unexpected(row.error());
  return values;
}

} // namespace

// -- workspaces -------------------------------------------------------------------------------------------------------

bool is_workspace_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_workspace_name &&
         std::ranges::all_of(name, [](char c) { return parsers::is_digit(c) || c == '-' || (c >= 'a' && c <= 'z'); });
}

Result<std::vector<Workspace>> all_workspaces(const Transaction& transaction) {
  return read_all<Workspace>(transaction, Table::workspaces, [](std::string_view octets, std::uint32_t id) {
    auto workspace = decode_workspace(octets);
    if (workspace) workspace->id = id;
    return workspace;
  });
}

Result<Workspace> find_workspace(const Transaction& transaction, std::string_view name) {
  const auto workspaces = all_workspaces(transaction);
  if (!workspaces) return tl::unexpected(workspaces.error());
  const auto found = std::ranges::find(*workspaces, name, &Workspace::name);
  if (found == workspaces->end()) return failure(ErrorCode::not_found, "no workspace of this name");
  return *found;
}

Result<Workspace> workspace_at(const Transaction& transaction, WorkspaceId id) {
  const auto row = expect_row(transaction, Table::workspaces, id_key(id), "workspace");
  if (!row) return tl::unexpected(row.error());
  auto workspace = decode_workspace(*row);
  if (workspace) workspace->id = id;
  return workspace;
}

Result<void> expect_workspaces(const Transaction& transaction, std::span<const WorkspaceId> ids) {
  for (const WorkspaceId id : ids) {
    if (auto row = expect_row(transaction, Table::workspaces, id_key(id), "workspace"); !row) {
      return tl::unexpected(row.error());
    }
  }
  return {};
}

Result<void> put_workspace(WriteTransaction& transaction, const Workspace& workspace) {
  return transaction.put(Table::workspaces, id_key(workspace.id), encode_workspace(workspace));
}

// -- users ------------------------------------------------------------------------------------------------------------

Result<UserRow> UserTable::open(std::string_view sealed, std::uint32_t id) const {
  const auto octets = keys_.open_sealed(sealed, purpose_of("user", id));
  if (!octets) return tl::unexpected(octets.error());
  auto row = decode_user(*octets);
  if (row) row->user.id = id;
  return row;
}

Result<std::vector<User>> UserTable::all(const Transaction& transaction) const {
  return read_all<User>(transaction, Table::users, [this](std::string_view sealed, std::uint32_t id) -> Result<User> {
    auto row = open(sealed, id);
    if (!row) return tl::unexpected(row.error());
    return std::move(row->user);
  });
}

Result<UserRow> UserTable::at(const Transaction& transaction, std::uint32_t id) const {
  const auto sealed = expect_row(transaction, Table::users, id_key(id), "user");
  if (!sealed) return tl::unexpected(sealed.error());
  return open(*sealed, id);
}

Result<UserRow> UserTable::find(const Transaction& transaction, std::string_view login) const {
  const auto row = expect_row(transaction, Table::user_logins, view_of(keys_.hash_name(login)), "user");
  if (!row) return tl::unexpected(row.error());
  const auto id = read_id(*row);
  if (!id) return tl::unexpected(id.error());
  return at(transaction, *id);
}

Result<void> UserTable::put(WriteTransaction& transaction, const UserRow& row) const {
  const std::string key = id_key(row.user.id);
  const std::string sealed = keys_.seal(encode_user(row), purpose_of("user", row.user.id));
  if (auto put = transaction.put(Table::users, key, sealed); !put) return put;
  return transaction.put(Table::user_logins, view_of(keys_.hash_name(row.user.email)), key);
}

Result<void> UserTable::forget_login(WriteTransaction& transaction, std::string_view login) const {
  const auto removed = transaction.remove(Table::user_logins, view_of(keys_.hash_name(login)));
  if (!removed) return tl::unexpected(removed.error());
  return {};
}

Result<void> UserTable::forget(WriteTransaction& transaction, const User& user) const {
  if (auto gone = forget_login(transaction, user.email); !gone) return gone;
  const auto removed = transaction.remove(Table::users, id_key(user.id));
  if (!removed) return tl::unexpected(removed.error());
  return {};
}

// -- API keys ---------------------------------------------------------------------------------------------------------

Result<ApiKeyRow> ApiKeyTable::open(std::string_view sealed, std::uint32_t id) const {
  const auto octets = keys_.open_sealed(sealed, purpose_of("API key", id));
  if (!octets) return tl::unexpected(octets.error());
  auto row = decode_api_key(*octets);
  if (row) row->key.id = id;
  return row;
}

Result<std::vector<ApiKey>> ApiKeyTable::all(const Transaction& transaction) const {
  return read_all<ApiKey>(transaction, Table::api_keys,
                          [this](std::string_view sealed, std::uint32_t id) -> Result<ApiKey> {
                            auto row = open(sealed, id);
                            if (!row) return tl::unexpected(row.error());
                            return std::move(row->key);
                          });
}

Result<ApiKeyRow> ApiKeyTable::at(const Transaction& transaction, std::uint32_t id) const {
  const auto sealed = expect_row(transaction, Table::api_keys, id_key(id), "API key");
  if (!sealed) return tl::unexpected(sealed.error());
  return open(*sealed, id);
}

Result<ApiKeyRow> ApiKeyTable::find(const Transaction& transaction, std::string_view secret) const {
  const auto row = expect_row(transaction, Table::api_key_hashes, view_of(keys_.hash_secret(secret)), "API key");
  if (!row) return tl::unexpected(row.error());
  const auto id = read_id(*row);
  if (!id) return tl::unexpected(id.error());
  return at(transaction, *id);
}

Result<void> ApiKeyTable::put(WriteTransaction& transaction, const ApiKeyRow& row) const {
  const std::string key = id_key(row.key.id);
  const std::string sealed = keys_.seal(encode_api_key(row), purpose_of("API key", row.key.id));
  if (auto done = transaction.put(Table::api_keys, key, sealed); !done) return done;
  if (row.previous) {
    if (auto done = transaction.put(Table::api_key_hashes, view_of(*row.previous), key); !done) return done;
  }
  return transaction.put(Table::api_key_hashes, view_of(row.secret), key);
}

Result<void> ApiKeyTable::forget_secret(WriteTransaction& transaction, const SecretHash& hash) const {
  const auto removed = transaction.remove(Table::api_key_hashes, view_of(hash));
  if (!removed) return tl::unexpected(removed.error());
  return {};
}

} // namespace store
