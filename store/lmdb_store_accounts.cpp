// The part of LmdbStore that is about people, programs and minted addresses: each change with its ledger entry.
#include <sodium.h>

#include <algorithm>

#include "parsers/address.hpp"
#include "store/api_secret.hpp"
#include "store/batch.hpp"
#include "store/lmdb_store.hpp"
#include "store/meta.hpp"
#include "store/sends_table.hpp"

namespace store {

using classifier::EventKind;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Instant;
using parsers::TokenPurpose;

namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_identity = 1024; // of a token's recipient
constexpr std::array<std::string_view, 4> known_scopes{"check", "write", "read", "lift"};

Result<std::string> normalise_login(std::string_view email) {
  const auto address = parsers::Address::parse(email);
  if (!address || !address->is_normalised() || address->text().size() > longest_identity) {
    return failure(ErrorCode::invalid_argument, "a user's name is an e-mail address");
  }
  return address->text();
}

/// Installation events have no cause of their own: a random one.
classifier::Cause random_cause() {
  classifier::Cause cause{};
  randombytes_buf(cause.data(), cause.size());
  return cause;
}

Result<std::uint32_t> take_id(WriteTransaction& transaction, Counter counter) {
  const auto number = take_number(transaction, counter);
  if (!number) return tl::unexpected(number.error());
  return static_cast<std::uint32_t>(*number);
}

WorkspaceId first_of(const std::vector<WorkspaceId>& workspaces) { return workspaces.empty() ? 0 : workspaces.front(); }

Result<void> check_key(std::string_view name, const std::vector<WorkspaceId>& workspaces,
                       const std::vector<std::string>& scopes) {
  if (name.empty() || name.size() > longest_name) {
    return failure(ErrorCode::invalid_argument, "an API key has a name of 1 to 200 octets");
  }
  if (workspaces.empty()) return failure(ErrorCode::invalid_argument, "an API key is for at least one workspace");
  const bool all_known = std::ranges::all_of(
      scopes, [](const std::string& scope) { return std::ranges::find(known_scopes, scope) != known_scopes.end(); });
  if (scopes.empty() || !all_known) {
    return failure(ErrorCode::invalid_argument, "scopes of an API key are check, write, read and lift");
  }
  return {};
}

/// The last day on which the token is good; 0: for ever.
Result<std::uint16_t> expiry_day_of(std::optional<Instant> expires) {
  if (!expires) return 0;
  const auto day = std::chrono::floor<std::chrono::days>(*expires).time_since_epoch().count();
  if (day <= 0 || day > 0xffff) return failure(ErrorCode::invalid_argument, "a token ends between 1970 and 2149");
  return static_cast<std::uint16_t>(day);
}

tl::unexpected<parsers::Error> refused() { return failure(ErrorCode::permission_denied, "not authenticated"); }

} // namespace

Result<void> LmdbStore::record(WriteTransaction& transaction, const AccountEvent& event) const {
  Draft draft;
  draft.event.kind = event.kind;
  draft.event.scope.workspace = event.workspace;
  draft.event.scope.channel = classifier::Channel::all;
  draft.event.scope.purpose.kind = classifier::Purpose::Kind::all;
  draft.event.subject = event.subject;
  draft.cause = random_cause();
  draft.received_at = event.at;
  Batch batch(*vault_keys_);
  batch.add(draft);
  if (auto written = std::move(batch).write(transaction); !written) return tl::unexpected(written.error());
  return {};
}

// -- workspaces -------------------------------------------------------------------------------------------------------

Result<Workspace> LmdbStore::create_workspace(std::string_view name, Instant now) {
  if (!is_workspace_name(name)) {
    return failure(ErrorCode::invalid_argument, "a workspace's name is 1 to 40 of a-z, 0-9 and '-'");
  }
  return write([&](WriteTransaction& transaction) -> Result<Workspace> {
    const auto known = store::find_workspace(transaction, name);
    if (known) return failure(ErrorCode::already_exists, "there is a workspace " + std::string(name));
    if (known.error().code != ErrorCode::not_found) return known;
    const auto id = take_id(transaction, Counter::workspace);
    if (!id) return tl::unexpected(id.error());
    Workspace workspace;
    workspace.id = *id;
    workspace.name = name;
    workspace.created_at = now;
    if (auto put = put_workspace(transaction, workspace); !put) return tl::unexpected(put.error());
    const auto recorded = record(transaction, {EventKind::workspace_created, *id, *id, now});
    if (!recorded) return tl::unexpected(recorded.error());
    return workspace;
  });
}

Result<std::vector<Workspace>> LmdbStore::workspaces() const {
  return read([](const Transaction& transaction) { return all_workspaces(transaction); });
}

Result<Workspace> LmdbStore::find_workspace(std::string_view name) const {
  return read([&](const Transaction& transaction) { return store::find_workspace(transaction, name); });
}

// -- users ------------------------------------------------------------------------------------------------------------

Result<User> LmdbStore::create_user(std::string_view email, std::string_view password, Role role,
                                    std::vector<WorkspaceId> workspaces, Instant now) {
  const auto login = normalise_login(email);
  if (!login) return tl::unexpected(login.error());
  auto hash = hasher_.hash(password);
  if (!hash) return tl::unexpected(hash.error());
  return write([&](WriteTransaction& transaction) -> Result<User> {
    const auto known = users_.find(transaction, *login);
    if (known) return failure(ErrorCode::already_exists, "there is a user of this name");
    if (known.error().code != ErrorCode::not_found) return tl::unexpected(known.error());
    if (auto found = expect_workspaces(transaction, workspaces); !found) return tl::unexpected(found.error());
    const auto id = take_id(transaction, Counter::user);
    if (!id) return tl::unexpected(id.error());
    UserRow row; // member by member: gcc 12 ends a nested initialiser twice when a later member throws
    row.user = User{*id, *login, role, workspaces, false, now};
    row.password_hash = *hash;
    if (auto put = users_.put(transaction, row); !put) return tl::unexpected(put.error());
    const auto recorded = record(transaction, {EventKind::user_created, first_of(workspaces), *id, now});
    if (!recorded) return tl::unexpected(recorded.error());
    return row.user;
  });
}

Result<User> LmdbStore::change_user(std::string_view email, Instant now, const std::function<void(UserRow&)>& change) {
  const auto login = normalise_login(email);
  if (!login) return tl::unexpected(login.error());
  return write([&](WriteTransaction& transaction) -> Result<User> {
    auto row = users_.find(transaction, *login);
    if (!row) return tl::unexpected(row.error());
    change(*row);
    if (auto put = users_.put(transaction, *row); !put) return tl::unexpected(put.error());
    const auto recorded =
        record(transaction, {EventKind::user_changed, first_of(row->user.workspaces), row->user.id, now});
    if (!recorded) return tl::unexpected(recorded.error());
    return row->user;
  });
}

Result<void> LmdbStore::set_password(std::string_view email, std::string_view password, Instant now) {
  auto hash = hasher_.hash(password);
  if (!hash) return tl::unexpected(hash.error());
  const auto changed = change_user(email, now, [&](UserRow& row) { row.password_hash = *hash; });
  if (!changed) return tl::unexpected(changed.error());
  return {};
}

Result<void> LmdbStore::disable_user(std::string_view email, Instant now) {
  const auto changed = change_user(email, now, [](UserRow& row) { row.user.disabled = true; });
  if (!changed) return tl::unexpected(changed.error());
  return {};
}

Result<std::vector<User>> LmdbStore::users() const {
  return read([&](const Transaction& transaction) { return users_.all(transaction); });
}

Result<User> LmdbStore::user(std::uint32_t id) const {
  return read([&](const Transaction& transaction) -> Result<User> {
    auto row = users_.at(transaction, id);
    if (!row) return tl::unexpected(row.error());
    return std::move(row->user);
  });
}

Result<User> LmdbStore::authenticate(std::string_view email, std::string_view password, Instant now) {
  const auto login = normalise_login(email);
  const auto row = read([&](const Transaction& transaction) {
    return users_.find(transaction, login ? std::string_view(*login) : std::string_view());
  });
  if (!row && row.error().code != ErrorCode::not_found) return tl::unexpected(row.error());
  const auto fits = hasher_.verify(row ? std::string_view(row->password_hash) : std::string_view(), password);
  if (!fits) return tl::unexpected(fits.error());
  if (!*fits || row->user.disabled) return refused();
  return write([&](WriteTransaction& transaction) -> Result<User> {
    const auto current = users_.at(transaction, row->user.id);
    if (!current) return tl::unexpected(current.error());
    if (current->user.disabled) return refused(); // since the password was checked
    const auto recorded =
        record(transaction, {EventKind::logged_in, first_of(current->user.workspaces), current->user.id, now});
    if (!recorded) return tl::unexpected(recorded.error());
    return current->user;
  });
}

// -- API keys ---------------------------------------------------------------------------------------------------------

Result<NewApiKey> LmdbStore::create_key(std::string_view name, std::vector<WorkspaceId> workspaces,
                                        std::vector<std::string> scopes, Instant now) {
  if (auto checked = check_key(name, workspaces, scopes); !checked) return tl::unexpected(checked.error());
  return write([&](WriteTransaction& transaction) -> Result<NewApiKey> {
    if (auto found = expect_workspaces(transaction, workspaces); !found) return tl::unexpected(found.error());
    const auto id = take_id(transaction, Counter::api_key);
    if (!id) return tl::unexpected(id.error());
    NewApiKey made;
    made.secret = new_api_secret();
    made.key = {*id, std::string(name), prefix_of_api_secret(made.secret), workspaces, scopes, false, now};
    if (auto put = api_keys_.put(transaction, made.key); !put) return tl::unexpected(put.error());
    if (auto put = api_keys_.put_secret(transaction, made.secret, *id); !put) return tl::unexpected(put.error());
    const auto recorded = record(transaction, {EventKind::key_created, first_of(workspaces), *id, now});
    if (!recorded) return tl::unexpected(recorded.error());
    return made;
  });
}

Result<void> LmdbStore::revoke_key(std::uint32_t id, Instant now) {
  return write([&](WriteTransaction& transaction) -> Result<void> {
    auto key = api_keys_.at(transaction, id);
    if (!key) return tl::unexpected(key.error());
    if (key->revoked) return {};
    key->revoked = true;
    if (auto put = api_keys_.put(transaction, *key); !put) return put;
    return record(transaction, {EventKind::key_revoked, first_of(key->workspaces), id, now});
  });
}

Result<std::vector<ApiKey>> LmdbStore::api_keys() const {
  return read([&](const Transaction& transaction) { return api_keys_.all(transaction); });
}

Result<ApiKey> LmdbStore::authenticate_key(std::string_view secret) const {
  if (!is_api_secret(secret)) return refused();
  auto key = read([&](const Transaction& transaction) { return api_keys_.find(transaction, secret); });
  if (!key && key.error().code == ErrorCode::not_found) return refused();
  if (key && key->revoked) return refused();
  return key;
}

// -- minted addresses -------------------------------------------------------------------------------------------------

Result<std::string> LmdbStore::mint_address(const TokenRow& row, std::optional<Instant> expires, Instant now) {
  const auto expiry_day = expiry_day_of(expires);
  if (!expiry_day) return tl::unexpected(expiry_day.error());
  if (row.stream.size() > longest_name || (row.recipient && text_of(*row.recipient).size() > longest_identity)) {
    return failure(ErrorCode::invalid_argument, "a token's recipient or stream is too long");
  }
  return write([&](WriteTransaction& transaction) { return mint(transaction, row, *expiry_day, now); });
}

Result<std::string> LmdbStore::mint(WriteTransaction& transaction, const TokenRow& row, std::uint16_t expiry_day,
                                    Instant now) const {
  const std::array workspace{row.workspace};
  if (auto found = expect_workspaces(transaction, workspace); !found) return tl::unexpected(found.error());
  if (row.purpose == TokenPurpose::forward) {
    if (auto user = users_.at(transaction, row.user); !user) return tl::unexpected(user.error());
    const auto known = tokens_.forward_token(transaction, row.workspace, row.user);
    if (!known) return tl::unexpected(known.error());
    if (*known) return (*known)->address;
  }
  const auto reference = take_number(transaction, Counter::token);
  if (!reference) return tl::unexpected(reference.error());
  const std::string& domain = keys_.domains().front();
  const MintedToken token{
      row, parsers::mint_token(row.purpose, *reference, expiry_day, domain, keys_.token_keys().back()) + "@" + domain};
  if (auto put = tokens_.put(transaction, *reference, token); !put) return tl::unexpected(put.error());
  if (row.recipient) {
    const auto day = send_day_of(now);
    if (!day) return tl::unexpected(day.error());
    const std::array sent{Send{row.workspace, send_keys(*row.recipient, keys_).front(), *day}};
    const auto view = IndexView::of(transaction, keys_);
    if (!view) return tl::unexpected(view.error());
    if (auto put = put_sends(transaction, sent, *view); !put) return tl::unexpected(put.error());
  }
  const auto recorded = record(transaction, {EventKind::relay_address_created, row.workspace, *reference, now});
  if (!recorded) return tl::unexpected(recorded.error());
  return token.address;
}

Result<TokenRow> LmdbStore::token_row(parsers::TokenReference reference) const {
  return read([&](const Transaction& transaction) -> Result<TokenRow> {
    auto token = tokens_.at(transaction, reference);
    if (!token) return tl::unexpected(token.error());
    return std::move(token->row);
  });
}

} // namespace store
