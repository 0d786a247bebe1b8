// The part of LmdbStore that is about people: their roles, passwords and second factors, each change with its entry.
#include <algorithm>

#include "parsers/address.hpp"
#include "store/lmdb_store.hpp"
#include "store/meta.hpp"
#include "store/permissions.hpp"

namespace store {

using classifier::EventKind;
using classifier::Reach;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::size_t longest_login = 320;
constexpr std::size_t longest_name = 200;
constexpr std::size_t most_grants = 1000;

Result<std::string> normalise_login(std::string_view email) {
  const auto address = parsers::Address::parse(email);
  if (!address || !address->is_normalised() || address->text().size() > longest_login) {
    return failure(ErrorCode::invalid_argument, "a user's name is an e-mail address");
  }
  return address->text();
}

Result<void> check_name(std::string_view name) {
  if (name.size() <= longest_name) return {};
  return failure(ErrorCode::invalid_argument, "a name has at most 200 octets");
}

WorkspaceId first_workspace(const User& user) {
  const auto grant = std::ranges::find(user.grants, Reach::workspace, &Grant::reach);
  return grant == user.grants.end() ? 0 : grant->id;
}

bool owns(const User& user) { return !user.disabled && is_owner(user); }

Result<std::uint32_t> take_id(WriteTransaction& transaction) {
  const auto number = take_number(transaction, Counter::user);
  if (!number) return tl::unexpected(number.error());
  return static_cast<std::uint32_t>(*number);
}

bool has(const std::vector<Grant>& grants, const Grant& grant) {
  return std::ranges::find(grants, grant) != grants.end();
}

tl::unexpected<parsers::Error> false_code() { return failure(ErrorCode::permission_denied, "the code is not right"); }

} // namespace

// -- who there is -----------------------------------------------------------------------------------------------------

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

Result<void> LmdbStore::check_grants(const Transaction& transaction, const std::vector<Grant>& grants) const {
  if (grants.empty() || grants.size() > most_grants) {
    return failure(ErrorCode::invalid_argument, "a user has 1 to 1,000 roles");
  }
  for (std::size_t i = 0; i < grants.size(); ++i) {
    const Grant& grant = grants[i];
    const auto is_same_place = [&](const Grant& other) { return other.reach == grant.reach && other.id == grant.id; };
    if (std::any_of(grants.begin(), grants.begin() + static_cast<std::ptrdiff_t>(i), is_same_place)) {
      return failure(ErrorCode::invalid_argument, "a user has one role in one place");
    }
    if ((grant.reach == Reach::global) != (grant.id == 0)) {
      return failure(ErrorCode::invalid_argument, "a role is in a workspace, an agency, or over the installation");
    }
    if (grant.reach != Reach::workspace) continue;
    const std::array workspace{grant.id};
    if (auto found = expect_workspaces(transaction, workspace); !found) return found;
  }
  return {};
}

Result<void> LmdbStore::check_owner_is_left(const Transaction& transaction, const User& before,
                                            const User& after) const {
  if (!owns(before) || owns(after)) return {};
  const auto all = users_.all(transaction);
  if (!all) return tl::unexpected(all.error());
  const bool is_left = std::ranges::any_of(*all, [&](const User& user) { return user.id != before.id && owns(user); });
  if (is_left) return {};
  return failure(ErrorCode::permission_denied, "the last owner cannot go: give the role to somebody else first");
}

Result<void> LmdbStore::record_roles(WriteTransaction& transaction, const User& before, const User& after,
                                     const Occasion& occasion) const {
  for (const Grant& grant : before.grants) {
    if (has(after.grants, grant)) continue;
    const auto subject = subject_of(RoleSubject{before.id, grant.role});
    auto done = record(
        transaction,
        {.kind = EventKind::role_taken, .workspace = 0, .subject = subject, .occasion = occasion, .grant = grant});
    if (!done) return done;
  }
  for (const Grant& grant : after.grants) {
    if (has(before.grants, grant)) continue;
    const auto subject = subject_of(RoleSubject{after.id, grant.role});
    auto done = record(
        transaction,
        {.kind = EventKind::role_given, .workspace = 0, .subject = subject, .occasion = occasion, .grant = grant});
    if (!done) return done;
  }
  return {};
}

Result<User> LmdbStore::perform(const CreateUser& request) {
  const auto login = normalise_login(request.email);
  if (!login) return tl::unexpected(login.error());
  if (auto checked = check_name(request.name); !checked) return tl::unexpected(checked.error());
  const auto hash = hasher_.hash(request.password);
  if (!hash) return tl::unexpected(hash.error());
  return write([&](WriteTransaction& transaction) -> Result<User> {
    const auto known = users_.find(transaction, *login);
    if (known) return failure(ErrorCode::already_exists, "there is a user of this name");
    if (known.error().code != ErrorCode::not_found) return tl::unexpected(known.error());
    if (auto checked = check_grants(transaction, request.grants); !checked) return tl::unexpected(checked.error());
    const auto id = take_id(transaction);
    if (!id) return tl::unexpected(id.error());
    UserRow row; // member by member: gcc 12 ends a nested initialiser twice when a later member throws
    row.user.id = *id;
    row.user.email = *login;
    row.user.name = request.name;
    row.user.grants = request.grants;
    row.user.created_at = request.occasion.at;
    row.password_hash = *hash;
    User nobody;
    nobody.id = *id;
    auto done = users_.put(transaction, row);
    if (done) done = record_roles(transaction, nobody, row.user, request.occasion);
    if (done) done = record(transaction, {EventKind::user_created, first_workspace(row.user), *id, request.occasion});
    if (!done) return tl::unexpected(done.error());
    return row.user;
  });
}

Result<User> LmdbStore::perform(const ChangeUser& request) {
  const auto login = normalise_login(request.email);
  if (!login) return tl::unexpected(login.error());
  if (auto checked = check_name(request.change.name.value_or("")); !checked) return tl::unexpected(checked.error());
  return write([&](WriteTransaction& transaction) -> Result<User> {
    auto row = users_.find(transaction, *login);
    if (!row) return tl::unexpected(row.error());
    return change_user(transaction, std::move(*row), request);
  });
}

Result<User> LmdbStore::change_user(WriteTransaction& transaction, UserRow row, const ChangeUser& request) const {
  const UserChange& change = request.change;
  const User before = row.user;
  if (change.name) row.user.name = *change.name;
  if (change.disabled) row.user.disabled = *change.disabled;
  if (change.email) {
    auto login = normalise_login(*change.email);
    if (!login) return tl::unexpected(login.error());
    const auto known = users_.find(transaction, *login);
    if (known && known->user.id != before.id) return failure(ErrorCode::already_exists, "there is a user of this name");
    if (!known && known.error().code != ErrorCode::not_found) return tl::unexpected(known.error());
    row.user.email = std::move(*login);
    if (auto gone = users_.forget_login(transaction, before.email); !gone) return tl::unexpected(gone.error());
  }
  if (change.grants) {
    if (auto checked = check_grants(transaction, *change.grants); !checked) return tl::unexpected(checked.error());
    row.user.grants = *change.grants;
  }
  auto done = check_owner_is_left(transaction, before, row.user);
  if (done) done = users_.put(transaction, row);
  const WorkspaceId workspace = first_workspace(row.user);
  const bool has_other_rights = before.grants != row.user.grants || before.disabled != row.user.disabled;
  if (done && has_other_rights) done = end_sessions(transaction, {before.id, std::nullopt, request.occasion});
  if (done) done = record_roles(transaction, before, row.user, request.occasion);
  if (done && before.disabled != row.user.disabled) {
    const auto kind = row.user.disabled ? EventKind::user_disabled : EventKind::user_enabled;
    done = record(transaction, {kind, workspace, before.id, request.occasion});
  }
  if (done && (before.email != row.user.email || before.name != row.user.name)) {
    done = record(transaction, {EventKind::user_changed, workspace, before.id, request.occasion});
  }
  if (!done) return tl::unexpected(done.error());
  return row.user;
}

Result<Nothing> LmdbStore::perform(const CloseUser& request) {
  const auto login = normalise_login(request.email);
  if (!login) return tl::unexpected(login.error());
  return write([&](WriteTransaction& transaction) -> Result<Nothing> {
    const auto row = users_.find(transaction, *login);
    if (!row) return tl::unexpected(row.error());
    if (auto closed = close_user(transaction, row->user, request.occasion); !closed) {
      return tl::unexpected(closed.error());
    }
    return Nothing{};
  });
}

Result<void> LmdbStore::close_user(WriteTransaction& transaction, const User& user, const Occasion& occasion) const {
  User nobody;
  nobody.id = user.id;
  auto done = check_owner_is_left(transaction, user, nobody);
  if (done) done = end_sessions(transaction, {user.id, std::nullopt, occasion});
  if (done) done = tokens_.revoke_forward_tokens(transaction, user.id);
  if (done) done = users_.forget(transaction, user);
  if (done) done = record_roles(transaction, user, nobody, occasion);
  if (done) done = record(transaction, {EventKind::user_closed, first_workspace(user), user.id, occasion});
  return done;
}

Result<Nothing> LmdbStore::perform(const SetPassword& request) {
  const auto login = normalise_login(request.email);
  if (!login) return tl::unexpected(login.error());
  const auto hash = hasher_.hash(request.password);
  if (!hash) return tl::unexpected(hash.error());
  return write([&](WriteTransaction& transaction) -> Result<Nothing> {
    auto row = users_.find(transaction, *login);
    if (!row) return tl::unexpected(row.error());
    row->password_hash = *hash;
    auto done = users_.put(transaction, *row);
    if (done) done = end_sessions(transaction, {row->user.id, std::nullopt, request.occasion});
    if (done) {
      done = record(transaction,
                    {EventKind::password_changed, first_workspace(row->user), row->user.id, request.occasion});
    }
    if (!done) return tl::unexpected(done.error());
    return Nothing{};
  });
}

// -- the second factor ------------------------------------------------------------------------------------------------

Result<SecondFactorOffer> LmdbStore::perform(const BeginSecondFactor& request) {
  return write([&](WriteTransaction& transaction) -> Result<SecondFactorOffer> {
    auto row = users_.at(transaction, request.user);
    if (!row) return tl::unexpected(row.error());
    if (row->user.has_second_factor) {
      return failure(ErrorCode::already_exists, "there is a second factor: remove it before another is set up");
    }
    row->second_factor.emplace();
    row->second_factor->secret = random_one_time_secret();
    if (auto put = users_.put(transaction, *row); !put) return tl::unexpected(put.error());
    return SecondFactorOffer{text_of(row->second_factor->secret),
                             provisioning_uri(row->user.email, row->second_factor->secret)};
  });
}

Result<std::optional<CodeOutcome>> LmdbStore::try_code_of(WriteTransaction& transaction, UserRow& row,
                                                          std::string_view code, const Occasion& occasion) const {
  if (!row.second_factor) return std::nullopt;
  const CodeOutcome outcome = try_code(*row.second_factor, code, occasion.at, keys_);
  if (outcome == CodeOutcome::must_rest) return outcome;
  auto done = users_.put(transaction, row);
  if (done && outcome == CodeOutcome::recovery_was_right) {
    done = record(transaction, {EventKind::recovery_code_used, first_workspace(row.user), row.user.id, occasion});
  }
  if (!done) return tl::unexpected(done.error());
  return outcome;
}

/// A false code is a change that stands, so the refusal is made outside of the transaction.
Result<std::vector<std::string>> LmdbStore::perform(const ConfirmSecondFactor& request) {
  auto codes = write([&](WriteTransaction& transaction) -> Result<std::vector<std::string>> {
    auto row = users_.at(transaction, request.user);
    if (!row) return tl::unexpected(row.error());
    if (row->user.has_second_factor) return failure(ErrorCode::already_exists, "the second factor is set up already");
    const auto outcome = try_code_of(transaction, *row, request.code, request.occasion);
    if (!outcome) return tl::unexpected(outcome.error());
    if (!*outcome) return failure(ErrorCode::not_found, "no second factor was begun");
    if (**outcome != CodeOutcome::right) return std::vector<std::string>{};
    auto recovery = new_recovery_codes();
    row->second_factor->is_confirmed = true;
    for (const std::string& code : recovery) {
      row->second_factor->recovery.push_back(hash_of_recovery_code(code, keys_));
    }
    auto done = users_.put(transaction, *row);
    if (done) {
      done = record(transaction,
                    {EventKind::second_factor_set, first_workspace(row->user), row->user.id, request.occasion});
    }
    if (!done) return tl::unexpected(done.error());
    return recovery;
  });
  if (codes && codes->empty()) return false_code();
  return codes;
}

Result<Nothing> LmdbStore::perform(const RemoveSecondFactor& request) {
  const auto was_removed = write([&](WriteTransaction& transaction) -> Result<bool> {
    auto row = users_.at(transaction, request.user);
    if (!row) return tl::unexpected(row.error());
    if (!row->second_factor) return failure(ErrorCode::not_found, "there is no second factor");
    if (request.occasion.by.kind != Actor::Kind::machine) {
      const auto outcome = try_code_of(transaction, *row, request.code, request.occasion);
      if (!outcome) return tl::unexpected(outcome.error());
      if (**outcome != CodeOutcome::right && **outcome != CodeOutcome::recovery_was_right) return false;
    }
    row->second_factor.reset();
    auto done = users_.put(transaction, *row);
    if (done) done = end_sessions(transaction, {row->user.id, std::nullopt, request.occasion});
    if (done) {
      done = record(transaction,
                    {EventKind::second_factor_removed, first_workspace(row->user), row->user.id, request.occasion});
    }
    if (!done) return tl::unexpected(done.error());
    return true;
  });
  if (!was_removed) return tl::unexpected(was_removed.error());
  if (!*was_removed) return false_code();
  return Nothing{};
}

} // namespace store
