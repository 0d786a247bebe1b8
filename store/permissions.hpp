// Who may do what: the roles of people and the scopes of API keys in one table. Pages, API and command line ask here.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "store/accounts.hpp"

namespace store {

enum class Action : std::uint8_t {
  look_up,
  record, // facts that restrict, consents, sends
  read,   // messages, suppressions, the change feed
  review,
  lift,
  global_rows, // rows beyond one workspace: made and lifted
  import_lists,
  export_lists,
  answer_requests, // of people: access, erasure
  manage_workspace,
  manage_keys,
  manage_users,
  read_audit,
};
constexpr std::size_t action_count = 13;
std::string_view name_of(Action action);

enum class CodeNeed : std::uint8_t { none, fresh }; // fresh: has_fresh_code

struct Permission {
  Action action;
  std::string_view name;
  bool owner, admin, agent, viewer;
  CodeNeed code;
  std::string_view scope;   // of an API key; empty: no key may
  std::uint32_t key_hourly; // at most so often an hour for each key; 0: as its own limit says
};
/// A row for each action, in their order.
std::span<const Permission> permissions();
const Permission& permission_of(Action action);

bool may(Role role, Action action);
bool may(const ApiKey& key, Action action);
bool is_key_scope(std::string_view name);

/// The strongest role that reaches this workspace: of its own, of its agency, of the installation.
std::optional<Role> role_in(const User& user, const Workspace& workspace);
/// The role over the installation.
std::optional<Role> role_over_all(const User& user);
/// The strongest of all: for what a page calls the person.
std::optional<Role> strongest_role(const User& user);
bool is_owner(const User& user); // of the installation

} // namespace store
