// desist workspace: the tenants of the gateway.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"

namespace relay {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;

struct Options {
  std::string name;
  std::string consent;
  std::string sends;
  std::optional<store::AgencyId> agency;
  bool is_sure = false; // of what cannot be taken back
};

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

using Action = Exit (*)(const Context&, const Options&);

void on_chosen(CLI::App* command, Context& context, const Choose& choose, const std::shared_ptr<Options>& options,
               Action action) {
  command->callback([&context, choose, options, action] {
    choose([&context, options, action] { return action(context, *options); });
  });
}

} // namespace

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

} // namespace relay
