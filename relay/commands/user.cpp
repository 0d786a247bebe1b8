// desist user: people, their roles, passwords, second factors and sessions.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/qr_code.hpp"
#include "relay/clock.hpp"
#include "relay/commands/password.hpp"
#include "relay/commands/places.hpp"
#include "store/permissions.hpp"

namespace relay {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;

struct Options {
  std::string email;
  std::string name;
  std::string new_email;
  std::string role = "agent";
  std::string password;
  std::string code;
  Places places;
  std::optional<std::uint64_t> number;
  bool all = false;
  bool is_sure = false; // of what cannot be taken back
};

ordered_json user_json(const store::User& user, const std::vector<store::Workspace>& all) {
  ordered_json grants = ordered_json::array();
  std::vector<store::WorkspaceId> workspaces;
  for (const store::Grant& grant : user.grants) {
    grants.push_back({{"reach", classifier::name_of(grant.reach)}, {"id", grant.id}, {"role", name_of(grant.role)}});
    if (grant.reach == classifier::Reach::workspace) workspaces.push_back(grant.id);
  }
  const auto role = store::strongest_role(user);
  return {{"id", user.id},
          {"email", user.email},
          {"name", user.name},
          {"role", role ? store::name_of(*role) : "none"},
          {"workspaces", names_of(workspaces, all)},
          {"grants", grants},
          {"second_factor", user.has_second_factor},
          {"disabled", user.disabled},
          {"created_at", parsers::to_rfc3339(user.created_at)}};
}

std::string line_of(const store::User& user, const std::vector<store::Workspace>& all) {
  std::string line = user.email + "  ";
  for (std::size_t i = 0; i < user.grants.size(); ++i) line += (i == 0 ? "" : ", ") + describe(user.grants[i], all);
  if (user.has_second_factor) line += "  second factor";
  if (user.disabled) line += "  disabled";
  return line;
}

/// One user as they are now; `password` where the program made it.
Exit show(const Context& context, const store::Store& store, const store::User& user,
          const std::string& password = "") {
  const auto all = store.workspaces();
  if (!all) return Context::fail(all.error());
  if (context.json) {
    ordered_json object = user_json(user, *all);
    if (!password.empty()) object["password"] = password;
    Context::print_json(object);
  } else {
    Context::print(line_of(user, *all) + (password.empty() ? "" : "\npassword, shown this once: " + password));
  }
  return Exit::done;
}

Exit add(const Context& context, const Options& options) {
  const auto role = store::parse_role(options.role);
  if (!role) return Context::fail({ErrorCode::invalid_argument, "role is owner, admin, agent or viewer"});
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto grants = grants_at(**store, options.places, *role);
  if (!grants) return Context::fail(grants.error());
  const bool is_generated = options.password.empty();
  const std::string password = is_generated ? random_password() : options.password;
  const auto user = (*store)->perform(store::CreateUser{options.email, options.name, password, *grants, now()});
  if (!user) return Context::fail(user.error());
  return show(context, **store, *user, is_generated ? password : "");
}

Exit list(const Context& context, const Options&) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto users = (*store)->users();
  if (!users) return Context::fail(users.error());
  for (const store::User& user : *users) {
    if (const Exit status = show(context, **store, user); status != Exit::done) return status;
  }
  return Exit::done;
}

Exit change(const Context& context, store::Store& store, const std::string& email, store::UserChange change) {
  const auto user = store.perform(store::ChangeUser{email, std::move(change), now()});
  if (!user) return Context::fail(user.error());
  return show(context, store, *user);
}

/// The roles that the user has elsewhere stay; "none" takes the ones that are named.
Exit give_role(const Context& context, const Options& options) {
  const auto role = store::parse_role(options.role);
  if (!role && options.role != "none") {
    return Context::fail({ErrorCode::invalid_argument, "role is owner, admin, agent, viewer or none"});
  }
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto user = (*store)->find_user(options.email);
  if (!user) return Context::fail(user.error());
  const auto given = grants_at(**store, options.places, role.value_or(store::Role::viewer));
  if (!given) return Context::fail(given.error());
  std::vector<store::Grant> grants = user->grants;
  std::erase_if(grants, [&](const store::Grant& old) {
    return std::ranges::any_of(
        *given, [&](const store::Grant& grant) { return grant.reach == old.reach && grant.id == old.id; });
  });
  if (role) grants.insert(grants.end(), given->begin(), given->end());
  store::UserChange roles;
  roles.grants = std::move(grants);
  return change(context, **store, user->email, std::move(roles));
}

Exit rename(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  store::UserChange names;
  if (!options.name.empty()) names.name = options.name;
  if (!options.new_email.empty()) names.email = options.new_email;
  return change(context, **store, options.email, std::move(names));
}

Exit set_disabled(const Context& context, const Options& options, bool disabled) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  store::UserChange state;
  state.disabled = disabled;
  return change(context, **store, options.email, std::move(state));
}

Exit close_account(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto user = (*store)->find_user(options.email);
  if (!user) return Context::fail(user.error());
  if (auto closed = (*store)->perform(store::CloseUser{options.email, now()}); !closed)
    return Context::fail(closed.error());
  if (context.json)
    Context::print_json(ordered_json{{"id", user->id}, {"closed", true}});
  else
    Context::print("user " + std::to_string(user->id) + "  closed: login, sessions and relay addresses are gone");
  return Exit::done;
}

Exit disable(const Context& context, const Options& options) { return set_disabled(context, options, true); }
Exit enable(const Context& context, const Options& options) { return set_disabled(context, options, false); }

Exit reset(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const bool is_generated = options.password.empty();
  const std::string password = is_generated ? random_password() : options.password;
  if (auto done = (*store)->set_password(options.email, password, now()); !done) return Context::fail(done.error());
  const auto user = (*store)->find_user(options.email);
  if (!user) return Context::fail(user.error());
  return show(context, **store, *user, is_generated ? password : "");
}

// -- the second factor ------------------------------------------------------------------------------------------------

Exit begin_totp(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto user = (*store)->find_user(options.email);
  if (!user) return Context::fail(user.error());
  const auto offer = (*store)->perform(store::BeginSecondFactor{user->id, now()});
  if (!offer) return Context::fail(offer.error());
  if (context.json) {
    Context::print_json(ordered_json{{"email", user->email}, {"secret", offer->secret}, {"uri", offer->uri}});
    return Exit::done;
  }
  const auto drawing = admin::QrCode::of(offer->uri);
  if (!drawing) return Context::fail(drawing.error());
  Context::print(drawing->for_terminal());
  Context::print("Read this with the app, or type in the key " + offer->secret);
  Context::print("Then: desist user totp confirm " + user->email + " CODE");
  return Exit::done;
}

Exit confirm_totp(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto user = (*store)->find_user(options.email);
  if (!user) return Context::fail(user.error());
  const auto codes = (*store)->perform(store::ConfirmSecondFactor{user->id, options.code, now()});
  if (!codes && codes.error().code == ErrorCode::permission_denied) {
    if (context.json)
      Context::print_json(ordered_json{{"email", user->email}, {"second_factor", false}});
    else
      Context::print("The code is not right: nothing was set up.");
    return Exit::no;
  }
  if (!codes) return Context::fail(codes.error());
  if (context.json) {
    Context::print_json(ordered_json{{"email", user->email}, {"second_factor", true}, {"recovery_codes", *codes}});
    return Exit::done;
  }
  Context::print("The second factor is set up. Recovery codes, each good once, shown this once:");
  for (const std::string& code : *codes) Context::print("  " + code);
  return Exit::done;
}

Exit remove_totp(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto user = (*store)->find_user(options.email);
  if (!user) return Context::fail(user.error());
  const auto done = (*store)->perform(store::RemoveSecondFactor{user->id, "", now()});
  if (!done) return Context::fail(done.error());
  const auto current = (*store)->user(user->id);
  if (!current) return Context::fail(current.error());
  return show(context, **store, *current);
}

// -- sessions ---------------------------------------------------------------------------------------------------------

ordered_json session_json(const store::Session& session) {
  return {{"number", session.number},
          {"opened_at", parsers::to_rfc3339(session.opened_at)},
          {"used_at", parsers::to_rfc3339(session.used_at)},
          {"awaits_code", session.awaits_code},
          {"network", session.network},
          {"agent", session.agent}};
}

Exit list_sessions(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto user = (*store)->find_user(options.email);
  if (!user) return Context::fail(user.error());
  const auto sessions = (*store)->sessions(user->id, now());
  if (!sessions) return Context::fail(sessions.error());
  for (const store::Session& session : *sessions) {
    if (context.json)
      Context::print_json(session_json(session));
    else
      Context::print(std::to_string(session.number) + "  " + parsers::to_rfc3339(session.opened_at) + "  " +
                     session.network + "  " + session.agent + (session.awaits_code ? "  awaits a code" : ""));
  }
  return Exit::done;
}

Exit end_sessions(const Context& context, const Options& options) {
  if (options.all == options.number.has_value()) {
    return Context::fail({ErrorCode::invalid_argument, "name the NUMBER of a session, or --all"});
  }
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto user = (*store)->find_user(options.email);
  if (!user) return Context::fail(user.error());
  const auto done = (*store)->perform(store::EndSessions{user->id, options.number, now()});
  if (!done) return Context::fail(done.error());
  return list_sessions(context, options);
}

// -- the command line -------------------------------------------------------------------------------------------------

using Action = Exit (*)(const Context&, const Options&);

/// One subcommand with what it is about.
struct Group {
  CLI::App* app;
  Context& context;
  const Choose& choose;
  std::shared_ptr<Options> options = std::make_shared<Options>();

  CLI::App* add(const std::string& name, const std::string& what, Action action) const {
    CLI::App* command = app->add_subcommand(name, what);
    command->callback([&here = context, choose = choose, options = options, action] {
      choose([&here, options, action] { return action(here, *options); });
    });
    return command;
  }
  CLI::App* add_for_user(const std::string& name, const std::string& what, Action action) const {
    CLI::App* command = add(name, what, action);
    command->add_option("EMAIL", options->email)->required();
    return command;
  }
  void add_places(CLI::App* command) const {
    command->add_option("--workspace", options->places.workspaces, "In this workspace (may be repeated)");
    command->add_option("--agency", options->places.agencies, "In all workspaces of the agency of this number");
  }
};

void add_totp(const Group& users) {
  CLI::App* app = users.app->add_subcommand("totp", "Codes of an app as second factor")->require_subcommand(1);
  const Group group{app, users.context, users.choose, users.options};
  group.add_for_user("begin", "Make a key and draw it for the app; not used before it is confirmed", begin_totp);
  CLI::App* confirm = group.add_for_user("confirm", "Set it up with a code; prints ten recovery codes", confirm_totp);
  confirm->add_option("CODE", group.options->code)->required();
  group.add_for_user("remove", "Remove it from somebody who has lost app and recovery codes", remove_totp);
}

} // namespace

void add_user(CLI::App& app, Context& context, const Choose& choose) {
  const Group group{app.add_subcommand("user", "People who use the page and forward mail")->require_subcommand(1),
                    context, choose};
  const auto& options = group.options;
  CLI::App* create = group.add_for_user("add", "Make a user; prints a password when none is given", add);
  create->alias("create");
  create->add_option("--name", options->name, "How the person is called");
  create->add_option("--role", options->role, "owner, admin, agent or viewer; of all, where no place is named")
      ->capture_default_str();
  create->add_option("--password", options->password);
  group.add_places(create);
  group.add("list", "List users", list);
  CLI::App* role = group.add_for_user("role", "Give or take a role; those at other places stay", give_role);
  role->add_option("ROLE", options->role, "owner, admin, agent, viewer or none; of all, where no place is named")
      ->required();
  group.add_places(role);
  CLI::App* names = group.add_for_user("rename", "Change the name or the e-mail address", rename);
  names->add_option("--name", options->name, "How the person is called");
  names->add_option("--email", options->new_email, "The new login name");
  CLI::App* password = group.add_for_user("reset", "Set a new password; prints one when none is given", reset);
  password->add_option("--password", options->password);
  group.add_for_user("disable", "Shut a user out", disable);
  group.add_for_user("enable", "Let a user in again", enable);
  CLI::App* closing = group.add_for_user(
      "close", "Erase an account; its relay addresses have no effect then, and what it forwarded stays", close_account);
  closing->add_flag("--yes", options->is_sure, "It cannot be taken back")->required();
  group.add_for_user("sessions", "List where a user is logged in", list_sessions);
  CLI::App* end = group.add_for_user("log-out", "End sessions of a user", end_sessions);
  end->add_option("NUMBER", options->number, "Of the session, as `user sessions` lists it");
  end->add_flag("--all", options->all, "Every one of them");
  add_totp(group);
}

} // namespace relay
