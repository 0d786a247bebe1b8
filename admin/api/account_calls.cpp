// Workspaces, people, keys and imports, as far as the key was issued for them. People and keys are read here and made
// by people: a key can make no key.
#include <nlohmann/json.hpp>

#include "admin/api/handlers.hpp"
#include "admin/hexadecimal.hpp"

namespace admin {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;

ordered_json workspace_json(const store::Workspace& workspace) {
  return {{"id", workspace.id},
          {"name", workspace.name},
          {"created_at", parsers::to_rfc3339(workspace.created_at)},
          {"consent", name_of(workspace.consent)},
          {"sends_are_complete", workspace.sends_are_complete}};
}

ordered_json user_json(const store::User& user, store::Role role) {
  return {{"id", user.id},
          {"email", user.email},
          {"name", or_null(user.name)},
          {"role", name_of(role)},
          {"disabled", user.disabled},
          {"has_second_factor", user.has_second_factor},
          {"created_at", parsers::to_rfc3339(user.created_at)}};
}

ordered_json key_json(const store::ApiKey& key, std::span<const store::Workspace> workspaces) {
  ordered_json names = ordered_json::array();
  for (const store::WorkspaceId id : key.terms.workspaces) {
    const auto workspace = std::ranges::find(workspaces, id, &store::Workspace::id);
    if (workspace != workspaces.end()) names.push_back(workspace->name);
  }
  return {{"id", key.id},
          {"name", key.terms.name},
          {"prefix", key.prefix},
          {"workspaces", std::move(names)},
          {"scopes", key.terms.scopes},
          {"networks", key.terms.networks},
          {"requests_a_minute", key.terms.requests_a_minute},
          {"revoked", key.revoked},
          {"created_at", parsers::to_rfc3339(key.created_at)},
          {"expires_at", or_null(key.terms.expires_at)},
          {"used_at", or_null(key.used_at)},
          {"previous_secret_until", or_null(key.previous_until)}};
}

/// As the command line names imports: 16 hexadecimal digits.
std::string name_of_import(store::ImportId import) {
  std::array<std::uint8_t, sizeof import> octets{};
  for (std::size_t i = octets.size(); i-- > 0; import >>= 8) octets[i] = static_cast<std::uint8_t>(import & 0xff);
  return hexadecimal(octets);
}

/// All that a key is good for lies where this call's key is good too.
bool is_within(const store::ApiKey& key, const store::ApiKey& callers) {
  return std::ranges::all_of(key.terms.workspaces,
                             [&](store::WorkspaceId workspace) { return is_issued_for(callers, workspace); });
}

} // namespace

Result<Response> list_workspaces(const Call& call) {
  const auto all = call.store().workspaces();
  if (!all) return tl::unexpected(all.error());
  ordered_json items;
  for (const store::Workspace& workspace : *all) {
    if (is_issued_for(call.key, workspace.id)) items.push_back(workspace_json(workspace));
  }
  return list_answer(std::move(items), "");
}

// The agency is not a tenant's to change: it decides whose rows hold here.
Result<Response> change_workspace(const Call& call) {
  store::WorkspaceChange change;
  if (const auto rule = call.asked.find("consent")) change.consent = classifier::parse_consent_rule(*rule);
  change.sends_are_complete = call.asked.flag("sends_are_complete");
  const auto changed = call.store().change_workspace(call.workspace.name, change, call.now);
  if (!changed) return tl::unexpected(changed.error());
  return json_answer(workspace_json(*changed));
}

Result<Response> list_users(const Call& call) {
  const auto users = call.store().users();
  if (!users) return tl::unexpected(users.error());
  ordered_json items;
  for (const store::User& user : *users) {
    if (const auto role = role_in(user, call.workspace)) items.push_back(user_json(user, *role));
  }
  return list_answer(std::move(items), "");
}

Result<Response> list_keys(const Call& call) {
  const auto keys = call.store().api_keys();
  const auto workspaces = call.store().workspaces();
  if (!keys) return tl::unexpected(keys.error());
  if (!workspaces) return tl::unexpected(workspaces.error());
  ordered_json items;
  for (const store::ApiKey& key : *keys) {
    if (is_within(key, call.key)) items.push_back(key_json(key, *workspaces));
  }
  return list_answer(std::move(items), "");
}

Result<Response> read_own_key(const Call& call) {
  const auto workspaces = call.store().workspaces();
  if (!workspaces) return tl::unexpected(workspaces.error());
  return json_answer(key_json(call.key, *workspaces));
}

Result<Response> list_imports(const Call& call) {
  const auto imports = call.store().imports();
  if (!imports) return tl::unexpected(imports.error());
  ordered_json items;
  for (const store::ImportSummary& import : *imports) {
    if (import.terms.scope.workspace != call.workspace.id) continue;
    items.push_back({{"id", name_of_import(import.id)},
                     {"at", parsers::to_rfc3339(import.terms.imported_at)},
                     {"source", import.source},
                     {"rows", import.rows},
                     {"is_complete", import.is_complete},
                     {"is_undone", import.is_undone}});
  }
  return list_answer(std::move(items), "");
}

Result<Response> read_health(const Call& call) {
  const auto head = call.store().head();
  if (!head) return tl::unexpected(head.error());
  return json_answer({{"status", "ready"}, {"position", head->number}});
}

} // namespace admin
