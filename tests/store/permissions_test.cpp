#include "store/permissions.hpp"

#include <gtest/gtest.h>

namespace store {
namespace {

using classifier::Reach;

struct Expected {
  Action action;
  const char* roles; // those who may, by their first letters
  CodeNeed code;
  const char* scope;
};

class Permissions : public ::testing::TestWithParam<Expected> {};

TEST_P(Permissions, AreThoseOfTheirRow) {
  const Expected& expected = GetParam();
  const std::string_view roles = expected.roles;
  EXPECT_EQ(may(Role::owner, expected.action), roles.find('o') != std::string_view::npos);
  EXPECT_EQ(may(Role::admin, expected.action), roles.find('a') != std::string_view::npos);
  EXPECT_EQ(may(Role::agent, expected.action), roles.find('g') != std::string_view::npos);
  EXPECT_EQ(may(Role::viewer, expected.action), roles.find('v') != std::string_view::npos);
  EXPECT_EQ(permission_of(expected.action).code, expected.code);
  ApiKey key;
  key.terms.scopes = {expected.scope};
  EXPECT_EQ(may(key, expected.action), *expected.scope != '\0');
  key.terms.scopes = {"no such scope", ""};
  EXPECT_FALSE(may(key, expected.action));
}

// Agents (g) restrict and review; what frees anybody, or touches others, is for admins (a) and owners (o).
constexpr Expected expectations[] = {
    {Action::look_up, "oagv", CodeNeed::none, "check"},    {Action::record, "oag", CodeNeed::none, "write"},
    {Action::read, "oagv", CodeNeed::none, "read"},        {Action::review, "oag", CodeNeed::none, ""},
    {Action::lift, "oa", CodeNeed::fresh, "lift"},         {Action::global_rows, "o", CodeNeed::fresh, ""},
    {Action::import_lists, "oa", CodeNeed::none, "admin"}, {Action::export_lists, "oa", CodeNeed::fresh, "admin"},
    {Action::answer_requests, "oa", CodeNeed::fresh, ""},  {Action::manage_workspace, "oa", CodeNeed::none, "admin"},
    {Action::manage_keys, "oa", CodeNeed::fresh, ""},      {Action::manage_users, "oa", CodeNeed::fresh, ""},
    {Action::read_audit, "oa", CodeNeed::none, "audit"},
};
static_assert(std::size(expectations) == action_count);

INSTANTIATE_TEST_SUITE_P(EachRow, Permissions, ::testing::ValuesIn(expectations),
                         [](const auto& row) { return std::string(name_of(row.param.action)); });

TEST(KeyScopes, AreThoseOfTheTable) {
  for (const char* scope : {"check", "write", "read", "lift", "admin", "audit"}) EXPECT_TRUE(is_key_scope(scope));
  for (const char* scope : {"", "root", "check,write"}) EXPECT_FALSE(is_key_scope(scope));
}

TEST(Lifts, OfAKeyAreAtMostAHundredAnHour) { EXPECT_EQ(permission_of(Action::lift).key_hourly, 100u); }

class RolesInPlaces : public ::testing::Test {
 protected:
  Workspace shop = {.id = 1, .name = "shop", .agency = 7};
  Workspace other = {.id = 2, .name = "other"};
  User ann;
};

TEST_F(RolesInPlaces, DifferFromWorkspaceToWorkspace) {
  ann.grants = {{Reach::workspace, 1, Role::admin}, {Reach::workspace, 2, Role::viewer}};
  EXPECT_EQ(role_in(ann, shop), Role::admin);
  EXPECT_EQ(role_in(ann, other), Role::viewer);
  EXPECT_EQ(role_over_all(ann), std::nullopt);
  EXPECT_EQ(strongest_role(ann), Role::admin);
}

TEST_F(RolesInPlaces, OfAnAgencyReachItsWorkspacesOnly) {
  ann.grants = {{Reach::agency, 7, Role::agent}};
  EXPECT_EQ(role_in(ann, shop), Role::agent);
  EXPECT_EQ(role_in(ann, other), std::nullopt);
  ann.grants = {{Reach::agency, 0, Role::owner}}; // "under none" is no agency
  EXPECT_EQ(role_in(ann, other), std::nullopt);
}

TEST_F(RolesInPlaces, AreTheStrongestThatReaches) {
  ann.grants = {{Reach::workspace, 1, Role::viewer}, {Reach::agency, 7, Role::admin}, {Reach::global, 0, Role::agent}};
  EXPECT_EQ(role_in(ann, shop), Role::admin);
  EXPECT_EQ(role_in(ann, other), Role::agent);
  EXPECT_FALSE(is_owner(ann));
}

TEST_F(RolesInPlaces, AnOwnerOfAWorkspaceOwnsNotTheInstallation) {
  ann.grants = {{Reach::workspace, 1, Role::owner}};
  EXPECT_FALSE(is_owner(ann));
  ann.grants = {{Reach::global, 0, Role::owner}};
  EXPECT_TRUE(is_owner(ann));
}

} // namespace
} // namespace store
