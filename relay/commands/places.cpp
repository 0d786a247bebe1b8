#include "relay/commands/places.hpp"

#include <algorithm>

namespace relay {

using nlohmann::ordered_json;

Result<std::vector<store::WorkspaceId>> workspace_ids(const store::Store& store,
                                                      const std::vector<std::string>& names) {
  std::vector<store::WorkspaceId> ids;
  for (const std::string& name : names) {
    const auto workspace = store.find_workspace(name);
    if (!workspace) {
      return parsers::failure(workspace.error().code, "workspace " + name + ": " + workspace.error().context);
    }
    ids.push_back(workspace->id);
  }
  return ids;
}

ordered_json names_of(const std::vector<store::WorkspaceId>& ids, const std::vector<store::Workspace>& all) {
  ordered_json names = ordered_json::array();
  for (const store::WorkspaceId id : ids) {
    for (const store::Workspace& workspace : all) {
      if (workspace.id == id) names.push_back(workspace.name);
    }
  }
  return names;
}

std::string join(const ordered_json& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ",") + name.get<std::string>();
  return text;
}

Result<std::vector<store::Grant>> grants_at(const store::Store& store, const Places& places, store::Role role) {
  const auto ids = workspace_ids(store, places.workspaces);
  if (!ids) return tl::unexpected(ids.error());
  if (ids->empty() && places.agencies.empty()) return store::grants_of(role, {});
  std::vector<store::Grant> grants;
  for (const store::WorkspaceId id : *ids) grants.push_back({classifier::Reach::workspace, id, role});
  for (const store::AgencyId id : places.agencies) grants.push_back({classifier::Reach::agency, id, role});
  return grants;
}

std::string describe(const store::Grant& grant, const std::vector<store::Workspace>& all) {
  const std::string role(store::name_of(grant.role));
  if (grant.reach == classifier::Reach::global) return role + " of all";
  if (grant.reach == classifier::Reach::agency) return role + " in agency " + std::to_string(grant.id);
  return role + " in " + describe_workspace(grant.id, all);
}

std::string describe_workspace(store::WorkspaceId id, const std::vector<store::Workspace>& all) {
  if (id == 0) return "";
  const auto workspace = std::ranges::find(all, id, &store::Workspace::id);
  return workspace == all.end() ? std::to_string(id) : workspace->name;
}

} // namespace relay
