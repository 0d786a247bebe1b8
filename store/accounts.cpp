#include "store/accounts.hpp"

#include <array>

namespace store {

namespace {

struct RoleName {
  Role role;
  std::string_view name;
};
constexpr std::array<RoleName, 4> role_names{{
    {Role::owner, "owner"},
    {Role::admin, "admin"},
    {Role::agent, "agent"},
    {Role::viewer, "viewer"},
}};

} // namespace

std::string_view name_of(Role role) {
  for (const RoleName& row : role_names) {
    if (row.role == role) return row.name;
  }
  return "unknown";
}

std::optional<Role> parse_role(std::string_view name) {
  for (const RoleName& row : role_names) {
    if (row.name == name) return row.role;
  }
  return std::nullopt;
}

} // namespace store
