// Workspaces and roles as the command line names them and prints them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "relay/commands/commands.hpp"
#include "store/store.hpp"

namespace relay {

/// Where a role or a key holds: named workspaces, numbered agencies.
struct Places {
  std::vector<std::string> workspaces;
  std::vector<store::AgencyId> agencies;
};

Result<std::vector<store::WorkspaceId>> workspace_ids(const store::Store& store, const std::vector<std::string>& names);
nlohmann::ordered_json names_of(const std::vector<store::WorkspaceId>& ids, const std::vector<store::Workspace>& all);
/// "a,b"
std::string join(const nlohmann::ordered_json& names);

/// The role at each of the places; over the installation where none is named.
Result<std::vector<store::Grant>> grants_at(const store::Store& store, const Places& places, store::Role role);
/// "admin in shop", "agent in agency 4", "owner of all"
std::string describe(const store::Grant& grant, const std::vector<store::Workspace>& all);
/// Its name, else its number; empty for 0.
std::string describe_workspace(store::WorkspaceId id, const std::vector<store::Workspace>& all);

} // namespace relay
