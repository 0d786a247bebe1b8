// Who may be taken away, who may do what, and who did it.
#include "tests/store/logging_in.hpp"

namespace store {
namespace {

class Owners : public LoggingIn {};

TEST_F(Owners, AreNeverNone) {
  UserChange lesser;
  lesser.grants = {{Reach::workspace, 1, Role::owner}};
  EXPECT_EQ(store().disable_user("ann@b.example", at(2)).error().code, ErrorCode::permission_denied);
  EXPECT_EQ(store().perform(ChangeUser{"ann@b.example", lesser, at(2)}).error().code, ErrorCode::permission_denied);
  ASSERT_TRUE(store().create_user("bob@b.example", "a password", Role::owner, {}, at(2)));
  EXPECT_TRUE(store().disable_user("ann@b.example", at(3)));
  EXPECT_EQ(store().disable_user("bob@b.example", at(3)).error().code, ErrorCode::permission_denied)
      << "a disabled owner is none";
}

TEST_F(Owners, ChangesOfRolesAreEntriesOfEachRole) {
  UserChange roles;
  roles.grants = {{Reach::global, 0, Role::owner}, {Reach::workspace, 1, Role::agent}, {Reach::agency, 7, Role::admin}};
  ASSERT_TRUE(store().perform(ChangeUser{"ann@b.example", roles, Occasion(at(2), {Actor::Kind::user, 9})}));
  const auto all = entries();
  ASSERT_EQ(count(EventKind::role_given), 3u); // one of them when she was made
  const classifier::Entry& last = all.back();
  EXPECT_EQ(last.event.scope.reach, Reach::agency);
  EXPECT_EQ(last.event.scope.agency, 7u);
  EXPECT_EQ(role_subject_of(last.event.subject)->user, ann_);
  EXPECT_EQ(role_subject_of(last.event.subject)->role, Role::admin);
  EXPECT_EQ(actor_of(last.event.source), (Actor{Actor::Kind::user, 9}));
  roles.grants = {{Reach::global, 0, Role::owner}};
  ASSERT_TRUE(store().perform(ChangeUser{"ann@b.example", roles, at(3)}));
  EXPECT_EQ(count(EventKind::role_taken), 2u);
}

TEST_F(Owners, MayBeRenamed) {
  UserChange names;
  names.email = "Anna@B.example";
  names.name = "Anna";
  const auto renamed = store().perform(ChangeUser{"ann@b.example", names, at(2)});
  ASSERT_TRUE(renamed) << to_string(renamed.error());
  EXPECT_EQ(renamed->email, "anna@b.example");
  EXPECT_FALSE(log_in(at(3)));
  EXPECT_TRUE(store().perform(LogIn{"anna@b.example", "right password", "", "", at(3)}));
  EXPECT_EQ(store().find_user("ANNA@b.example")->name, "Anna");
  EXPECT_TRUE(faults().empty());
  ASSERT_TRUE(store().create_user("bob@b.example", "a password", Role::viewer, {}, at(2)));
  EXPECT_EQ(store().perform(ChangeUser{"bob@b.example", names, at(2)}).error().code, ErrorCode::already_exists);
}

TEST_F(Owners, RolesAreInPlacesThatAreThere) {
  const auto code_of = [&](std::vector<Grant> grants) {
    UserChange roles;
    roles.grants = std::move(grants);
    const auto done = store().perform(ChangeUser{"ann@b.example", roles, at(2)});
    return done ? ErrorCode::internal : done.error().code;
  };
  EXPECT_EQ(code_of({}), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of({{Reach::workspace, 9, Role::owner}}), ErrorCode::not_found);
  EXPECT_EQ(code_of({{Reach::global, 1, Role::owner}}), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of({{Reach::agency, 0, Role::owner}}), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of({{Reach::global, 0, Role::owner}, {Reach::global, 0, Role::viewer}}), ErrorCode::invalid_argument);
}

TEST_F(Owners, AClosedAccountIsGoneAndItsRelayAddressHasNoEffect) {
  const std::uint32_t bob = store().create_user("bob@b.example", "another password", Role::agent, {1}, at(2))->id;
  TokenRow forward;
  forward.purpose = parsers::TokenPurpose::forward;
  forward.workspace = 1;
  forward.user = bob;
  const auto address = store().mint_address(forward, std::nullopt, at(3));
  ASSERT_TRUE(address);
  const auto session = store().perform(LogIn{"bob@b.example", "another password", "192.0.2.1", "a browser", at(4)});
  ASSERT_TRUE(session);
  ASSERT_TRUE(store().perform(CloseUser{"bob@b.example", at(5)}));
  EXPECT_EQ(store().find_user("bob@b.example").error().code, ErrorCode::not_found);
  EXPECT_EQ(store().user(bob).error().code, ErrorCode::not_found);
  EXPECT_FALSE(store().session(session->secret, at(5)));
  EXPECT_FALSE(store().perform(LogIn{"bob@b.example", "another password", "192.0.2.1", "a browser", at(6)}));
  const auto token = parsers::read_token(std::string_view(*address).substr(0, address->find('@')));
  ASSERT_TRUE(token);
  EXPECT_TRUE(store().token_row(token->reference)->revoked);
  EXPECT_EQ(count(EventKind::user_closed), 1u);
  EXPECT_EQ(count(EventKind::role_taken), 1u);
  EXPECT_TRUE(faults().empty());
  const auto again = store().create_user("bob@b.example", "another password", Role::agent, {1}, at(7));
  ASSERT_TRUE(again) << "the name is free";
  EXPECT_NE(again->id, bob);
  reopen();
  EXPECT_TRUE(faults().empty());
}

TEST_F(Owners, TheLastOneCannotBeClosed) {
  EXPECT_EQ(store().perform(CloseUser{"ann@b.example", at(2)}).error().code, ErrorCode::permission_denied);
  EXPECT_EQ(store().perform(CloseUser{"nobody@b.example", at(2)}).error().code, ErrorCode::not_found);
  EXPECT_TRUE(store().find_user("ann@b.example"));
}

TEST(Actors, ReadBackFromASource) {
  for (const Actor actor : {Actor{}, Actor{Actor::Kind::user, 7}, Actor{Actor::Kind::api_key, 0xffffffff}}) {
    EXPECT_EQ(actor_of(source_of(actor)), actor);
    EXPECT_NE(source_of(actor), 0u);
  }
  EXPECT_EQ(actor_of(0), std::nullopt);
  EXPECT_EQ(actor_of(~std::uint64_t{0}), std::nullopt);
}

} // namespace
} // namespace store
