#include "store/permissions.hpp"

#include <algorithm>
#include <array>

namespace store {

namespace {

using enum CodeNeed;
constexpr std::uint32_t lifts_an_hour = 100;

// clang-format off
constexpr std::array<Permission, action_count> rows{{
    //                                             owner  admin  agent  viewer  code   scope     an hour
    {Action::look_up,          "look_up",          true,  true,  true,  true,   none,  "check",  0},
    {Action::record,           "record",           true,  true,  true,  false,  none,  "write",  0},
    {Action::read,             "read",             true,  true,  true,  true,   none,  "read",   0},
    {Action::review,           "review",           true,  true,  true,  false,  none,  "",       0},
    {Action::lift,             "lift",             true,  true,  false, false,  fresh, "lift",   lifts_an_hour},
    {Action::global_rows,      "global_rows",      true,  false, false, false,  fresh, "",       0},
    {Action::import_lists,     "import_lists",     true,  true,  false, false,  none,  "admin",  0},
    {Action::export_lists,     "export_lists",     true,  true,  false, false,  fresh, "admin",  0},
    {Action::answer_requests,  "answer_requests",  true,  true,  false, false,  fresh, "",       0},
    {Action::manage_workspace, "manage_workspace", true,  true,  false, false,  none,  "admin",  0},
    {Action::manage_keys,      "manage_keys",      true,  true,  false, false,  fresh, "",       0},
    {Action::manage_users,     "manage_users",     true,  true,  false, false,  fresh, "",       0},
    {Action::read_audit,       "read_audit",       true,  true,  false, false,  none,  "audit",  0},
}};
// clang-format on

constexpr bool are_in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].action) != i) return false;
  }
  return true;
}
static_assert(are_in_order());
/// A stronger role may all that a weaker one may.
constexpr bool are_nested() {
  return std::ranges::all_of(
      rows, [](const Permission& row) { return row.owner && (row.admin || !row.agent) && (row.agent || !row.viewer); });
}
static_assert(are_nested());

/// The smaller enumerator is the stronger role.
void keep_stronger(std::optional<Role>& role, Role other) {
  if (!role || other < *role) role = other;
}

bool reaches(const Grant& grant, const Workspace& workspace) {
  switch (grant.reach) {
    case classifier::Reach::global:
      return true;
    case classifier::Reach::agency:
      return grant.id != 0 && grant.id == workspace.agency;
    case classifier::Reach::workspace:
      return grant.id == workspace.id;
  }
  return false;
}

} // namespace

std::span<const Permission> permissions() { return rows; }
const Permission& permission_of(Action action) { return rows[static_cast<std::size_t>(action)]; }
std::string_view name_of(Action action) { return permission_of(action).name; }

bool may(Role role, Action action) {
  const Permission& row = permission_of(action);
  switch (role) {
    case Role::owner:
      return row.owner;
    case Role::admin:
      return row.admin;
    case Role::agent:
      return row.agent;
    case Role::viewer:
      return row.viewer;
  }
  return false;
}

bool may(const ApiKey& key, Action action) {
  const std::string_view scope = permission_of(action).scope;
  return !scope.empty() && std::ranges::find(key.terms.scopes, scope) != key.terms.scopes.end();
}

bool is_key_scope(std::string_view name) {
  return !name.empty() && std::ranges::find(rows, name, &Permission::scope) != rows.end();
}

std::optional<Role> role_in(const User& user, const Workspace& workspace) {
  std::optional<Role> role;
  for (const Grant& grant : user.grants) {
    if (reaches(grant, workspace)) keep_stronger(role, grant.role);
  }
  return role;
}

std::optional<Role> role_over_all(const User& user) {
  std::optional<Role> role;
  for (const Grant& grant : user.grants) {
    if (grant.reach == classifier::Reach::global) keep_stronger(role, grant.role);
  }
  return role;
}

std::optional<Role> strongest_role(const User& user) {
  std::optional<Role> role;
  for (const Grant& grant : user.grants) keep_stronger(role, grant.role);
  return role;
}

bool is_owner(const User& user) { return role_over_all(user) == Role::owner; }

} // namespace store
