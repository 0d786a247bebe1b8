#include "store/accounts.hpp"

#include <future>

#include "store/api_secret.hpp"
#include "store/password.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using classifier::EventKind;
using parsers::ErrorCode;
using parsers::TokenPurpose;

class Accounts : public StoreTest {
 protected:
  Workspace workspace(std::string_view name = "default") {
    auto made = store().create_workspace(name, at(1));
    EXPECT_TRUE(made) << (made ? "" : to_string(made.error()));
    return *made;
  }
  User user(std::string_view email = "owner@b.example", std::vector<WorkspaceId> workspaces = {}) {
    auto made = store().create_user(email, "right password", Role::owner, std::move(workspaces), at(2));
    EXPECT_TRUE(made) << (made ? "" : to_string(made.error()));
    return *made;
  }
  Result<User> authenticate(std::string_view email, std::string_view password, parsers::Instant now) {
    const auto made = store().perform(LogIn{std::string(email), std::string(password), "192.0.2.1", "a browser", now});
    if (!made) return tl::unexpected(made.error());
    return store().user(made->session.user);
  }
  /// What the last entry says, so that each change is seen in the ledger.
  void expect_entry(EventKind kind, std::uint64_t subject, WorkspaceId of = 0) {
    const auto head = *store().head();
    const auto entries = store().read_after({{head.origin, head.number - 1}}, 1);
    ASSERT_EQ(entries->size(), 1u);
    EXPECT_EQ(name_of((*entries)[0].event.kind), name_of(kind));
    EXPECT_EQ((*entries)[0].event.subject, subject);
    EXPECT_EQ((*entries)[0].workspace, of);
    EXPECT_FALSE((*entries)[0].identity);
  }
};

TEST(Roles, HaveNamesThatReadBack) {
  for (const Role role : {Role::owner, Role::admin, Role::agent, Role::viewer}) {
    EXPECT_EQ(parse_role(name_of(role)), role);
  }
  EXPECT_EQ(parse_role("root"), std::nullopt);
}

// -- workspaces -------------------------------------------------------------------------------------------------------

TEST_F(Accounts, WorkspacesAreNumberedFromOne) {
  const Workspace first = workspace("default");
  EXPECT_EQ(first.id, 1u);
  expect_entry(EventKind::workspace_created, 1, 1);
  EXPECT_EQ(workspace("second-2").id, 2u);
  reopen();
  EXPECT_EQ(store().workspaces()->size(), 2u);
  EXPECT_EQ(store().find_workspace("second-2")->id, 2u);
  EXPECT_EQ(store().find_workspace("default")->created_at, at(1));
  EXPECT_EQ(store().find_workspace("third").error().code, ErrorCode::not_found);
}

TEST_F(Accounts, AWorkspaceNameIsThereOnce) {
  workspace("default");
  const auto head = *store().head();
  EXPECT_EQ(store().create_workspace("default", at(1)).error().code, ErrorCode::already_exists);
  EXPECT_EQ(*store().head(), head);
}

TEST_F(Accounts, WorkspaceNamesAreBounded) {
  for (const std::string name :
       {"", "Default", "a b", "a/b", "\xc3\xa4", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
    EXPECT_EQ(store().create_workspace(name, at(1)).error().code, ErrorCode::invalid_argument) << name;
  }
  workspace(std::string(40, 'a'));
}

// -- users ------------------------------------------------------------------------------------------------------------

TEST_F(Accounts, AUserLogsInWithTheirPassword) {
  const User made = user("Owner@B.example");
  expect_entry(EventKind::user_created, made.id);
  EXPECT_EQ(made.email, "owner@b.example");
  const auto found = authenticate("owner@b.EXAMPLE", "right password", at(3));
  ASSERT_TRUE(found) << to_string(found.error());
  EXPECT_EQ(found->id, made.id);
  expect_entry(EventKind::logged_in, made.id);
}

TEST_F(Accounts, EveryRefusalIsTheSame) {
  user("owner@b.example");
  ASSERT_TRUE(store().create_user("gone@b.example", "right password", Role::viewer, {}, at(2)));
  ASSERT_TRUE(store().disable_user("gone@b.example", at(3)));
  const auto head = *store().head();
  const auto wrong = authenticate("owner@b.example", "wrong password", at(4)).error();
  const auto unknown = authenticate("nobody@b.example", "right password", at(4)).error();
  const auto disabled = authenticate("gone@b.example", "right password", at(4)).error();
  const auto malformed = authenticate("no address", "right password", at(4)).error();
  const auto empty = authenticate("owner@b.example", "", at(4)).error();
  for (const auto& error : {wrong, unknown, disabled, malformed, empty}) {
    EXPECT_EQ(error.code, ErrorCode::permission_denied);
    EXPECT_EQ(error.context, wrong.context);
  }
  EXPECT_EQ(*store().head(), head); // not entered one by one
  ASSERT_EQ(store().failed_logins()->size(), 1u);
  EXPECT_EQ(store().failed_logins()->at(0).count, 5u);
}

TEST_F(Accounts, AChangedPasswordReplacesTheOldOne) {
  const User made = user();
  ASSERT_TRUE(store().set_password("owner@b.example", "another password", at(3)));
  expect_entry(EventKind::password_changed, made.id);
  EXPECT_FALSE(authenticate("owner@b.example", "right password", at(4)));
  EXPECT_TRUE(authenticate("owner@b.example", "another password", at(4)));
  EXPECT_EQ(store().set_password("nobody@b.example", "a password", at(4)).error().code, ErrorCode::not_found);
}

TEST_F(Accounts, UsersKeepWhatTheyWereMadeWith) {
  const WorkspaceId first = workspace("first").id;
  const WorkspaceId second = workspace("second").id;
  const auto made = store().create_user("agent@b.example", "a password", Role::agent, {second, first}, at(7));
  ASSERT_TRUE(made);
  expect_entry(EventKind::user_created, made->id, second);
  reopen();
  const auto found = store().user(made->id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->email, "agent@b.example");
  EXPECT_EQ(found->grants, grants_of(Role::agent, {second, first}));
  EXPECT_EQ(found->created_at, at(7));
  EXPECT_FALSE(found->disabled);
  EXPECT_EQ(store().users()->size(), 1u);
  EXPECT_EQ(store().user(99).error().code, ErrorCode::not_found);
}

TEST_F(Accounts, AUserNameIsThereOnceAndIsAnAddress) {
  user("owner@b.example");
  EXPECT_EQ(store().create_user("OWNER@b.example", "a password", Role::viewer, {}, at(3)).error().code,
            ErrorCode::already_exists);
  EXPECT_EQ(store().create_user("owner", "a password", Role::viewer, {}, at(3)).error().code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(store().create_user("other@b.example", "", Role::viewer, {}, at(3)).error().code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(store().create_user("other@b.example", "a password", Role::viewer, {9}, at(3)).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(store().users()->size(), 1u);
}

TEST(Passwords, TwoAreComputedAtOnceAndTheThirdIsToldToWait) {
  // Dear enough that no scheduler runs one of them to its end before the next has begun.
  PasswordHasher hasher({.operations = 20, .octets = 64u << 20});
  const auto hash = hasher.hash("a password");
  ASSERT_TRUE(hash);
  std::vector<std::future<Result<bool>>> running;
  for (int i = 0; i < 12; ++i) {
    running.push_back(std::async(std::launch::async, [&] { return hasher.verify(*hash, "a password"); }));
  }
  int busy = 0;
  int right = 0;
  for (auto& one : running) {
    const auto outcome = one.get();
    if (outcome) {
      right += *outcome ? 1 : 0;
    } else {
      busy += outcome.error().code == ErrorCode::busy ? 1 : 0;
    }
  }
  EXPECT_EQ(busy + right, 12);
  EXPECT_GE(right, 2);
  EXPECT_GE(busy, 1);
  EXPECT_TRUE(hasher.verify(*hash, "a password")); // the places were given back
}

TEST(Passwords, HaveTheCostThatTheyWereAskedFor) {
  PasswordHasher hasher(PasswordCost{});
  EXPECT_TRUE(hasher.hash("a password")->starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
}

TEST(Passwords, NobodyHasThePasswordOfNobody) {
  PasswordHasher hasher(least_password_cost());
  for (const std::string_view password : {"", "a password", "A"}) {
    const auto fits = hasher.verify("", password);
    ASSERT_TRUE(fits);
    EXPECT_FALSE(*fits);
  }
}

TEST(Passwords, ALongOneIsRefusedAndNeverCutOff) {
  PasswordHasher hasher(least_password_cost());
  const std::string longest(1024, 'p');
  const auto hash = hasher.hash(longest);
  ASSERT_TRUE(hash);
  EXPECT_TRUE(*hasher.verify(*hash, longest));
  EXPECT_FALSE(*hasher.verify(*hash, longest + "p"));
  EXPECT_FALSE(hasher.hash(longest + "p"));
}

// -- API keys ---------------------------------------------------------------------------------------------------------

TEST_F(Accounts, AnApiKeyIsKnownByItsSecret) {
  const WorkspaceId of = workspace().id;
  const auto made = store().create_key("first", {of}, {"check", "write"}, at(3));
  ASSERT_TRUE(made) << to_string(made.error());
  expect_entry(EventKind::key_created, made->key.id, of);
  EXPECT_TRUE(is_api_secret(made->secret));
  EXPECT_EQ(made->key.prefix, made->secret.substr(0, 8));
  reopen(Access::read_only);
  const auto found = store().authenticate_key(made->secret, at(5));
  ASSERT_TRUE(found) << to_string(found.error());
  EXPECT_EQ(found->id, made->key.id);
  EXPECT_EQ(found->terms.name, "first");
  EXPECT_EQ(found->terms.workspaces, std::vector<WorkspaceId>{of});
  EXPECT_EQ(found->terms.scopes, (std::vector<std::string>{"check", "write"}));
  EXPECT_EQ(found->created_at, at(3));
  EXPECT_EQ(store().api_keys()->size(), 1u);
}

TEST_F(Accounts, ARevokedApiKeyIsAsGoodAsNone) {
  const auto made = store().create_key("first", {workspace().id}, {"check"}, at(3));
  ASSERT_TRUE(store().revoke_key(made->key.id, at(4)));
  expect_entry(EventKind::key_revoked, made->key.id, 1);
  const auto revoked = store().authenticate_key(made->secret, at(5)).error();
  const auto unknown = store().authenticate_key(new_api_secret(), at(5)).error();
  const auto malformed = store().authenticate_key("dsk_", at(5)).error();
  EXPECT_EQ(revoked.code, ErrorCode::permission_denied);
  EXPECT_EQ(unknown.code, ErrorCode::permission_denied);
  EXPECT_EQ(malformed.code, ErrorCode::permission_denied);
  EXPECT_EQ(revoked.context, unknown.context);
  EXPECT_TRUE(store().api_keys()->at(0).revoked);
  const auto head = *store().head();
  EXPECT_TRUE(store().revoke_key(made->key.id, at(5)));
  EXPECT_EQ(*store().head(), head);
  EXPECT_EQ(store().revoke_key(99, at(5)).error().code, ErrorCode::not_found);
}

TEST_F(Accounts, AnApiKeyIsForWorkspacesAndScopesThatAreThere) {
  const WorkspaceId of = workspace().id;
  EXPECT_EQ(store().create_key("k", {}, {"check"}, at(3)).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(store().create_key("k", {9}, {"check"}, at(3)).error().code, ErrorCode::not_found);
  EXPECT_EQ(store().create_key("k", {of}, {}, at(3)).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(store().create_key("k", {of}, {"root"}, at(3)).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(store().create_key("", {of}, {"check"}, at(3)).error().code, ErrorCode::invalid_argument);
}

TEST(ApiSecrets, HaveOneShapeAndAreNeverTheSame) {
  const std::string secret = new_api_secret();
  EXPECT_EQ(secret.size(), 53u);
  EXPECT_TRUE(secret.starts_with("dsk_"));
  EXPECT_NE(secret, new_api_secret());
}

TEST(ApiSecrets, ATypingErrorIsFound) {
  const std::string secret = new_api_secret();
  for (std::size_t place = 0; place < secret.size(); ++place) {
    std::string changed = secret;
    changed[place] = changed[place] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(is_api_secret(changed)) << place;
    EXPECT_FALSE(is_api_secret(secret.substr(0, place))) << place;
  }
  EXPECT_FALSE(is_api_secret(secret + "a"));
}

// -- minted addresses -------------------------------------------------------------------------------------------------

class MintedAddresses : public Accounts {
 protected:
  /// The token of an address that this installation minted.
  parsers::RelayToken token_of(const std::string& address) {
    const std::size_t mark = address.find('@');
    EXPECT_EQ(address.substr(mark + 1), "relay.example");
    const auto token = parsers::read_token(std::string_view(address).substr(0, mark));
    EXPECT_TRUE(token) << address;
    EXPECT_TRUE(parsers::has_effect(*token, "relay.example", store().keys().token_keys()));
    EXPECT_TRUE(parsers::is_admitted(*token, "relay.example", store().keys().token_keys()));
    return *token;
  }
};

TEST_F(MintedAddresses, NameTheirRow) {
  TokenRow row;
  row.purpose = TokenPurpose::unsubscribe;
  row.workspace = workspace().id;
  row.recipient = identity("+4915112345678");
  row.stream = "news";
  const auto address = store().mint_address(row, std::nullopt, at(3));
  ASSERT_TRUE(address) << to_string(address.error());
  const auto token = token_of(*address);
  expect_entry(EventKind::relay_address_created, token.reference, row.workspace);
  EXPECT_EQ(token.purpose, TokenPurpose::unsubscribe);
  EXPECT_FALSE(token.has_expired(at(100'000'000)));
  reopen();
  const auto found = store().token_row(token.reference);
  ASSERT_TRUE(found) << to_string(found.error());
  EXPECT_EQ(found->purpose, row.purpose);
  EXPECT_EQ(found->workspace, row.workspace);
  EXPECT_EQ(found->recipient, row.recipient);
  EXPECT_EQ(found->stream, "news");
  EXPECT_FALSE(found->revoked);
  EXPECT_EQ(store().token_row(token.reference + 1).error().code, ErrorCode::not_found);
}

TEST_F(MintedAddresses, RecipientsOfEveryKindComeBack) {
  TokenRow row;
  row.purpose = TokenPurpose::bounce;
  row.workspace = workspace().id;
  for (const std::string_view who :
       {"a@b.example", "\"odd name\"@b.example", "odd\xff@b.example", "+4915112345678", "instagram:17841"}) {
    row.recipient = identity(who);
    const auto address = store().mint_address(row, std::nullopt, at(3));
    EXPECT_EQ(store().token_row(token_of(*address).reference)->recipient, row.recipient) << who;
  }
  row.recipient.reset();
  const auto address = store().mint_address(row, std::nullopt, at(3));
  EXPECT_EQ(store().token_row(token_of(*address).reference)->recipient, std::nullopt);
}

TEST_F(MintedAddresses, LiveThroughTheirLastDay) {
  TokenRow row;
  row.purpose = TokenPurpose::bounce;
  row.workspace = workspace().id;
  const auto address = store().mint_address(row, at(0), at(0));
  const auto token = token_of(*address);
  EXPECT_FALSE(token.has_expired(at(0)));
  EXPECT_TRUE(token.has_expired(at(24 * 60)));
  EXPECT_FALSE(store().mint_address(row, parsers::Instant{}, at(0)));
}

TEST_F(MintedAddresses, AUserHasOneForwardAddressInAWorkspace) {
  const WorkspaceId first = workspace("first").id;
  const WorkspaceId second = workspace("second").id;
  TokenRow row;
  row.workspace = first;
  row.user = user().id;
  const auto address = store().mint_address(row, std::nullopt, at(3));
  ASSERT_TRUE(address);
  const auto head = *store().head();
  EXPECT_EQ(*store().mint_address(row, std::nullopt, at(4)), *address);
  EXPECT_EQ(*store().head(), head);
  TokenRow elsewhere = row;
  elsewhere.workspace = second;
  EXPECT_NE(*store().mint_address(elsewhere, std::nullopt, at(4)), *address);
  TokenRow of_other = row;
  of_other.user = user("other@b.example").id;
  EXPECT_NE(*store().mint_address(of_other, std::nullopt, at(4)), *address);
}

TEST_F(MintedAddresses, OtherAddressesAreNewEachTime) {
  TokenRow row;
  row.purpose = TokenPurpose::reply;
  row.workspace = workspace().id;
  row.recipient = identity("a@b.example");
  EXPECT_NE(*store().mint_address(row, std::nullopt, at(3)), *store().mint_address(row, std::nullopt, at(3)));
}

TEST_F(MintedAddresses, ManyAreMintedInTheirOrderUnderOneEntry) {
  TokenRow row;
  row.workspace = workspace().id;
  const auto before = store().head()->number;
  std::vector<NewToken> tokens;
  for (int i = 0; i < 100; ++i) {
    row.purpose = i % 2 == 0 ? TokenPurpose::bounce : TokenPurpose::unsubscribe;
    row.recipient = identity("n" + std::to_string(i) + "@b.example");
    tokens.push_back({row, i % 2 == 0 ? std::optional(at(0)) : std::nullopt});
  }
  const auto addresses = store().mint_addresses(tokens, at(0));
  ASSERT_TRUE(addresses) << to_string(addresses.error());
  ASSERT_EQ(addresses->size(), tokens.size());
  EXPECT_EQ(store().head()->number, before + 1);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto token = token_of((*addresses)[i]);
    EXPECT_EQ(token.has_expired(at(24 * 60)), tokens[i].expires.has_value());
    EXPECT_EQ(store().token_row(token.reference)->recipient, tokens[i].row.recipient);
  }
  EXPECT_EQ(*store().was_mailed(row.workspace, identity("n7@b.example"), at(1)), true);
}

TEST_F(MintedAddresses, ManyAreMintedWholeOrNotAtAll) {
  TokenRow row;
  row.purpose = TokenPurpose::bounce;
  row.workspace = workspace().id;
  row.recipient = identity("a@b.example");
  TokenRow nowhere = row;
  nowhere.workspace = 99;
  const std::array tokens{NewToken{row, std::nullopt}, NewToken{nowhere, std::nullopt}};
  const auto head = *store().head();
  EXPECT_EQ(store().mint_addresses(tokens, at(0)).error().code, ErrorCode::not_found);
  EXPECT_EQ(*store().head(), head);
  EXPECT_TRUE(store().mint_addresses({}, at(0))->empty());
}

TEST_F(MintedAddresses, NeedAWorkspaceAndAUserThatAreThere) {
  TokenRow row;
  row.user = 1;
  EXPECT_EQ(store().mint_address(row, std::nullopt, at(3)).error().code, ErrorCode::not_found);
  row.workspace = workspace().id;
  EXPECT_EQ(store().mint_address(row, std::nullopt, at(3)).error().code, ErrorCode::not_found);
  row.purpose = TokenPurpose::bounce;
  row.recipient = identity(std::string(2000, 'a') + "@b.example");
  EXPECT_EQ(store().mint_address(row, std::nullopt, at(3)).error().code, ErrorCode::invalid_argument);
}

} // namespace
} // namespace store
