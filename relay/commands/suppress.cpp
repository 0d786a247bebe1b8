// desist suppress, lift: what an operator decides about a contact or a domain.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/actions.hpp"
#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/commands/password.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;

struct Options {
  std::vector<std::string> who;
  std::string workspace;
  std::string channel = "all";
  std::string purpose = "all";
  bool everywhere = false;
  bool in_agency = false;
};

Result<classifier::Scope> scope_of(const store::Store& store, const Options& options) {
  classifier::Scope scope;
  const auto workspace = Context::workspace(store, options.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  scope.workspace = workspace->id;
  scope.agency = workspace->agency;
  if (options.in_agency && workspace->agency == 0)
    return failure(ErrorCode::invalid_argument, "workspace " + workspace->name + " is under no agency");
  if (options.in_agency) scope.reach = classifier::Reach::agency;
  if (options.everywhere) scope.reach = classifier::Reach::global;
  const auto channel = classifier::parse_channel(options.channel);
  if (!channel) return failure(ErrorCode::invalid_argument, "no such channel: " + options.channel);
  scope.channel = *channel;
  const auto purpose = classifier::parse_purpose(options.purpose);
  if (!purpose) return failure(ErrorCode::invalid_argument, "no such purpose: " + options.purpose);
  scope.purpose = *purpose;
  return scope;
}

void print(const Context& context, const std::string& who, std::string_view done, std::size_t entries) {
  if (context.json)
    Context::print_json(nlohmann::ordered_json{{"to", who}, {"done", done}, {"entries", entries}});
  else
    Context::print(who + "  " + std::string(done));
}

using Act = parsers::Result<admin::Receipts> (*)(store::Store&, const admin::OperatorCommand&,
                                                 const classifier::Policy&);

Exit act(const Context& context, const Options& options, Act action, std::string_view done) {
  const auto configuration = context.configuration();
  if (!configuration) return Context::fail(configuration.error());
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto scope = scope_of(**store, options);
  if (!scope) return Context::fail(scope.error());
  std::vector<admin::Target> targets;
  for (const std::string& who : options.who) {
    auto target = admin::parse_target(who);
    if (!target) return Context::fail(target.error());
    targets.push_back(std::move(*target));
  }
  Exit status = Exit::done;
  for (const admin::Target& target : targets) {
    // A cause of its own for each: two commands of an operator are two facts.
    const classifier::Cause cause = (*store)->keys().cause(random_password());
    const auto receipts = action(**store, {target, *scope, cause, now(), {}}, configuration->policy);
    if (receipts)
      print(context, admin::text_of(target), done, receipts->size());
    else if (receipts.error().code == ErrorCode::not_found) {
      status = Exit::no;
      print(context, admin::text_of(target), "nothing to lift", 0);
    } else {
      return Context::fail(receipts.error());
    }
  }
  return status;
}

void add(CLI::App* command, Context& context, const Choose& choose, Act action, std::string_view done) {
  auto options = std::make_shared<Options>();
  command->add_option("WHO", options->who, "Addresses, numbers, platform ids, @domain or *.domain")->required();
  command->add_option("--workspace", options->workspace, "Workspace (default: default)");
  command->add_option("--channel", options->channel, "all, email, sms, whatsapp, messenger, instagram")
      ->capture_default_str();
  command->add_option("--purpose", options->purpose, "all, marketing, transactional or a stream")
      ->capture_default_str();
  command->add_flag("--agency", options->in_agency, "For every workspace of the workspace's agency");
  command->add_flag("--global", options->everywhere, "For every workspace of this installation");
  command->callback([&context, choose, options, action, done] {
    choose([&context, options, action, done] { return act(context, *options, action, done); });
  });
}

} // namespace

void add_suppress_and_lift(CLI::App& app, Context& context, const Choose& choose) {
  add(app.add_subcommand("suppress", "Deny mail to contacts or domains"), context, choose, admin::suppress,
      "suppressed");
  add(app.add_subcommand("lift", "Take back what denies contacts or domains"), context, choose, admin::lift, "lifted");
}

} // namespace relay
