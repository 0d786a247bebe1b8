// desist workspace, user, key: who may use the gateway.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/commands/password.hpp"

namespace relay {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;

struct Options {
  std::string name;
  bool is_sure = false; // of what cannot be taken back
  std::string email;
  std::string role = "agent";
  std::string password;
  std::vector<std::string> workspaces;
  std::vector<std::string> scopes = {"check"};
  std::string consent;
  std::string sends;
  std::optional<store::AgencyId> agency;
  std::uint32_t id = 0;
};

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

Result<std::vector<store::WorkspaceId>> workspace_ids(const store::Store& store,
                                                      const std::vector<std::string>& names) {
  std::vector<store::WorkspaceId> ids;
  for (const std::string& name : names) {
    const auto workspace = store.find_workspace(name);
    if (!workspace) return failure(workspace.error().code, "workspace " + name + ": " + workspace.error().context);
    ids.push_back(workspace->id);
  }
  return ids;
}

Exit create_workspace(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto workspace = (*store)->create_workspace(options.name, now());
  if (!workspace) return Context::fail(workspace.error());
  if (context.json)
    Context::print_json(ordered_json{{"id", workspace->id}, {"name", workspace->name}});
  else
    Context::print("workspace " + workspace->name);
  return Exit::done;
}

ordered_json workspace_json(const store::Workspace& workspace) {
  return {{"id", workspace.id},
          {"name", workspace.name},
          {"created_at", parsers::to_rfc3339(workspace.created_at)},
          {"agency", workspace.agency},
          {"consent", name_of(workspace.consent)},
          {"sends_are_complete", workspace.sends_are_complete}};
}

Exit change_workspace(const Context& context, const Options& options) {
  store::WorkspaceChange change;
  change.agency = options.agency;
  if (!options.consent.empty()) {
    change.consent = classifier::parse_consent_rule(options.consent);
    if (!change.consent) return Context::fail({ErrorCode::invalid_argument, "--consent is opt-in or opt-out"});
  }
  if (!options.sends.empty()) {
    if (options.sends != "complete" && options.sends != "incomplete")
      return Context::fail({ErrorCode::invalid_argument, "--sends is complete or incomplete"});
    change.sends_are_complete = options.sends == "complete";
  }
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto workspace = (*store)->change_workspace(options.name, change, now());
  if (!workspace) return Context::fail(workspace.error());
  if (context.json)
    Context::print_json(workspace_json(*workspace));
  else
    Context::print("workspace " + workspace->name + "  " + std::string(name_of(workspace->consent)));
  return Exit::done;
}

Exit close_workspace(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto closed = (*store)->close_workspace(options.name, now());
  if (!closed) return Context::fail(closed.error());
  if (context.json)
    Context::print_json(
        ordered_json{{"workspace", options.name}, {"messages", closed->destroyed}, {"addresses", closed->identities}});
  else
    Context::print("workspace " + options.name + "  closed: " + std::to_string(closed->destroyed) + " messages, " +
                   std::to_string(closed->identities) + " addresses erased");
  return Exit::done;
}

Exit list_workspaces(const Context& context) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto all = (*store)->workspaces();
  if (!all) return Context::fail(all.error());
  for (const store::Workspace& workspace : *all) {
    if (context.json) {
      Context::print_json(workspace_json(workspace));
    } else {
      Context::print(workspace.name);
    }
  }
  return Exit::done;
}

ordered_json user_json(const store::User& user, const std::vector<store::Workspace>& all) {
  return {{"id", user.id},
          {"email", user.email},
          {"role", store::name_of(user.role)},
          {"workspaces", names_of(user.workspaces, all)},
          {"disabled", user.disabled}};
}

Exit create_user(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto role = store::parse_role(options.role);
  if (!role) return Context::fail({ErrorCode::invalid_argument, "role is owner, admin, agent or viewer"});
  const auto ids = workspace_ids(**store, options.workspaces);
  if (!ids) return Context::fail(ids.error());
  const bool generated = options.password.empty();
  const std::string password = generated ? random_password() : options.password;
  const auto user = (*store)->create_user(options.email, password, *role, *ids, now());
  if (!user) return Context::fail(user.error());
  const auto all = (*store)->workspaces();
  if (!all) return Context::fail(all.error());
  if (context.json) {
    ordered_json object = user_json(*user, *all);
    if (generated) object["password"] = password;
    Context::print_json(object);
  } else {
    Context::print("user " + user->email + (generated ? ", password " + password : ""));
  }
  return Exit::done;
}

Exit list_users(const Context& context) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto users = (*store)->users();
  const auto all = (*store)->workspaces();
  if (!users || !all) return Context::fail(!users ? users.error() : all.error());
  for (const store::User& user : *users) {
    const ordered_json object = user_json(user, *all);
    if (context.json)
      Context::print_json(object);
    else
      Context::print(user.email + "  " + std::string(store::name_of(user.role)) + "  " + join(object["workspaces"]) +
                     (user.disabled ? "  disabled" : ""));
  }
  return Exit::done;
}

Exit set_password(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const std::string password = options.password.empty() ? random_password() : options.password;
  if (auto done = (*store)->set_password(options.email, password, now()); !done) return Context::fail(done.error());
  if (context.json)
    Context::print_json(ordered_json{{"email", options.email}, {"password", password}});
  else
    Context::print("password of " + options.email + ": " + password);
  return Exit::done;
}

Exit disable_user(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  if (auto done = (*store)->disable_user(options.email, now()); !done) return Context::fail(done.error());
  if (context.json)
    Context::print_json(ordered_json{{"email", options.email}, {"disabled", true}});
  else
    Context::print("disabled " + options.email);
  return Exit::done;
}

ordered_json key_json(const store::ApiKey& key, const std::vector<store::Workspace>& all) {
  return {{"id", key.id},
          {"name", key.name},
          {"prefix", key.prefix},
          {"workspaces", names_of(key.workspaces, all)},
          {"scopes", key.scopes},
          {"revoked", key.revoked},
          {"created_at", parsers::to_rfc3339(key.created_at)}};
}

Exit create_key(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto ids =
      workspace_ids(**store, options.workspaces.empty() ? std::vector<std::string>{"default"} : options.workspaces);
  if (!ids) return Context::fail(ids.error());
  const auto created = (*store)->create_key(options.name, *ids, options.scopes, now());
  if (!created) return Context::fail(created.error());
  const auto all = (*store)->workspaces();
  if (!all) return Context::fail(all.error());
  ordered_json object = key_json(created->key, *all);
  object["secret"] = created->secret;
  if (context.json)
    Context::print_json(object);
  else
    Context::print("key " + std::to_string(created->key.id) + " (shown this once): " + created->secret);
  return Exit::done;
}

Exit list_keys(const Context& context) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto keys = (*store)->api_keys();
  const auto all = (*store)->workspaces();
  if (!keys || !all) return Context::fail(!keys ? keys.error() : all.error());
  for (const store::ApiKey& key : *keys) {
    const ordered_json object = key_json(key, *all);
    if (context.json)
      Context::print_json(object);
    else
      Context::print(std::to_string(key.id) + "  " + key.prefix + "…  " + key.name + "  " + join(object["workspaces"]) +
                     "  " + join(object["scopes"]) + (key.revoked ? "  revoked" : ""));
  }
  return Exit::done;
}

Exit revoke_key(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  if (auto done = (*store)->revoke_key(options.id, now()); !done) return Context::fail(done.error());
  if (context.json)
    Context::print_json(ordered_json{{"id", options.id}, {"revoked", true}});
  else
    Context::print("revoked key " + std::to_string(options.id));
  return Exit::done;
}

using Action = Exit (*)(const Context&, const Options&);

void on_chosen(CLI::App* command, Context& context, const Choose& choose, const std::shared_ptr<Options>& options,
               Action action) {
  command->callback([&context, choose, options, action] {
    choose([&context, options, action] { return action(context, *options); });
  });
}

void add_workspace(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* group =
      app.add_subcommand("workspace", "Workspaces: tenants whose mail and rows are apart")->require_subcommand(1);
  auto options = std::make_shared<Options>();
  CLI::App* create = group->add_subcommand("create", "Make a workspace");
  create->add_option("NAME", options->name, "a-z, 0-9 and -, at most 40")->required();
  on_chosen(create, context, choose, options, create_workspace);
  CLI::App* change = group->add_subcommand("set", "Change how a workspace works; each change is in the ledger");
  change->add_option("NAME", options->name)->required();
  change->add_option("--consent", options->consent, "opt-out: until somebody refuses; opt-in: only who agreed");
  change->add_option("--agency", options->agency, "Number of the agency that it is under; 0: none");
  change->add_option("--sends", options->sends, "complete: whom it did not record was not mailed; incomplete");
  on_chosen(change, context, choose, options, change_workspace);
  CLI::App* close = group->add_subcommand(
      "close",
      "Erase a workspace's mail and the addresses that it alone knows; opt-outs stay. Export first: "
      "messages export DIR --workspace NAME");
  close->add_option("NAME", options->name)->required();
  close->add_flag("--yes", options->is_sure, "It cannot be taken back")->required();
  on_chosen(close, context, choose, options, close_workspace);
  on_chosen(group->add_subcommand("list", "List workspaces"), context, choose, options,
            [](const Context& here, const Options&) { return list_workspaces(here); });
}

void add_user(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* group = app.add_subcommand("user", "People who use the page and forward mail")->require_subcommand(1);
  auto options = std::make_shared<Options>();
  CLI::App* create = group->add_subcommand("create", "Make a user; prints a password when none is given");
  create->add_option("EMAIL", options->email)->required();
  create->add_option("--role", options->role, "owner, admin, agent or viewer")->capture_default_str();
  create->add_option("--workspace", options->workspaces, "Workspaces of this user; an owner has all");
  create->add_option("--password", options->password);
  on_chosen(create, context, choose, options, create_user);
  on_chosen(group->add_subcommand("list", "List users"), context, choose, options,
            [](const Context& here, const Options&) { return list_users(here); });
  CLI::App* password = group->add_subcommand("password", "Set a new password; prints one when none is given");
  password->add_option("EMAIL", options->email)->required();
  password->add_option("--password", options->password);
  on_chosen(password, context, choose, options, set_password);
  CLI::App* disable = group->add_subcommand("disable", "Shut a user out");
  disable->add_option("EMAIL", options->email)->required();
  on_chosen(disable, context, choose, options, disable_user);
}

void add_key(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* group = app.add_subcommand("key", "API keys of sending systems")->require_subcommand(1);
  auto options = std::make_shared<Options>();
  CLI::App* create = group->add_subcommand("create", "Make a key; it is shown once");
  create->add_option("NAME", options->name, "What the key is for")->required();
  create->add_option("--workspace", options->workspaces, "Workspaces that it may ask for (default: default)");
  create->add_option("--scope", options->scopes, "check, read, write, lift")->capture_default_str();
  on_chosen(create, context, choose, options, create_key);
  on_chosen(group->add_subcommand("list", "List keys"), context, choose, options,
            [](const Context& here, const Options&) { return list_keys(here); });
  CLI::App* revoke = group->add_subcommand("revoke", "Make a key useless");
  revoke->add_option("ID", options->id)->required();
  on_chosen(revoke, context, choose, options, revoke_key);
}

} // namespace

void add_accounts(CLI::App& app, Context& context, const Choose& choose) {
  add_workspace(app, context, choose);
  add_user(app, context, choose);
  add_key(app, context, choose);
}

} // namespace relay
