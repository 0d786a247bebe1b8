#include "store/accounts.hpp"

#include <array>

#include "store/account_requests.hpp"

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

std::vector<Grant> grants_of(Role role, const std::vector<WorkspaceId>& workspaces) {
  if (workspaces.empty()) return {{classifier::Reach::global, 0, role}};
  std::vector<Grant> grants;
  grants.reserve(workspaces.size());
  for (const WorkspaceId workspace : workspaces) grants.push_back({classifier::Reach::workspace, workspace, role});
  return grants;
}

bool has_fresh_code(const Session& session, parsers::Instant now) {
  return session.code_at && now >= *session.code_at && now - *session.code_at < life_of_fresh_code;
}

std::uint64_t source_of(const Actor& actor) {
  return std::uint64_t{static_cast<std::uint8_t>(actor.kind)} << 32 | actor.id;
}

std::optional<Actor> actor_of(std::uint64_t source) {
  const std::uint64_t kind = source >> 32;
  if (kind < static_cast<std::uint8_t>(Actor::Kind::machine) ||
      kind > static_cast<std::uint8_t>(Actor::Kind::api_key)) {
    return std::nullopt;
  }
  return Actor{static_cast<Actor::Kind>(kind), static_cast<std::uint32_t>(source)};
}

std::uint64_t subject_of(const RoleSubject& subject) {
  return std::uint64_t{static_cast<std::uint8_t>(subject.role)} << 32 | subject.user;
}

std::optional<RoleSubject> role_subject_of(std::uint64_t subject) {
  const std::uint64_t role = subject >> 32;
  if (role > static_cast<std::uint8_t>(Role::viewer)) return std::nullopt;
  return RoleSubject{static_cast<std::uint32_t>(subject), static_cast<Role>(role)};
}

} // namespace store
