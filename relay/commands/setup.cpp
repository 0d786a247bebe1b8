// desist setup: makes a store with its first workspace, owner, relay address and API key. Interrupted, it goes on when
// it is called again; a store that has an owner is never touched.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/commands/password.hpp"
#include "store/recovery_key.hpp"
#include "store/remote_store.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;

struct Options {
  std::string domain;
  std::string owner;
  std::string password;
  bool yes = false;
};

struct Made {
  std::string workspace;
  std::string relay_address;
  std::string api_key;
  std::string owner;
  std::string password;
  std::string recovery_key; // empty: it was made before
};

std::string ask(const std::string& question, const std::string& proposal) {
  std::cerr << question << (proposal.empty() ? "" : " [" + proposal + "]") << ": " << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  return answer.empty() ? proposal : answer;
}

Result<void> complete(Options& options) {
  const bool may_ask = !options.yes && ::isatty(STDIN_FILENO) == 1;
  if (options.domain.empty() && may_ask) options.domain = ask("Domain that the relay addresses are at", "");
  if (options.domain.empty())
    return failure(ErrorCode::invalid_argument, "--domain is needed: where the relay addresses are");
  const auto probe = parsers::Address::parse("x@" + options.domain);
  if (!probe || !probe->is_normalised() || probe->domain().find('.') == std::string_view::npos) {
    return failure(ErrorCode::invalid_argument, "not a domain name: " + options.domain);
  }
  options.domain = probe->domain();
  const std::string proposal = "owner@" + options.domain;
  if (options.owner.empty()) options.owner = may_ask ? ask("E-mail address of the owner", proposal) : proposal;
  if (options.password.empty()) options.password = random_password();
  return {};
}

Result<std::unique_ptr<store::Store>> create_or_continue(const std::filesystem::path& data, const std::string& domain) {
  auto created = store::Store::create(data, {domain}, now());
  if (created || created.error().code != ErrorCode::already_exists) return created;
  auto opened = store::open_store_to_write(data, Context::longest_wait_to_write);
  if (!opened) return opened;
  const auto users = (*opened)->users();
  if (!users) return tl::unexpected(users.error());
  if (!users->empty()) return failure(ErrorCode::already_exists, data.string() + " is set up already");
  return opened;
}

Result<Made> make(store::Store& store, const Options& options) {
  const parsers::Instant at = now();
  auto workspace = store.find_workspace("default");
  if (!workspace) workspace = store.create_workspace("default", at);
  if (!workspace) return tl::unexpected(workspace.error());
  const auto owner = store.create_user(options.owner, options.password, store::Role::owner, {}, at);
  if (!owner) return tl::unexpected(owner.error());
  store::TokenRow row;
  row.purpose = parsers::TokenPurpose::forward;
  row.workspace = workspace->id;
  row.user = owner->id;
  const auto address = store.mint_address(row, std::nullopt, at);
  if (!address) return tl::unexpected(address.error());
  const auto key = store.create_key("first key", {workspace->id}, {"check"}, at);
  if (!key) return tl::unexpected(key.error());
  return Made{workspace->name, *address, key->secret, owner->email, options.password, {}};
}

/// The secret half is nowhere but in what is printed. Empty where an unfinished setup has made one.
Result<std::string> make_recovery(const std::filesystem::path& data) {
  const store::RecoveryKeyPair pair = store::make_recovery_key();
  auto written = store::write_recovery_file(data, pair.public_key);
  if (!written && written.error().code == ErrorCode::already_exists) return std::string();
  if (!written) return tl::unexpected(written.error());
  return store::text_of(pair.secret_key);
}

/// Only where the administrator named a file, and never over one that is there.
Result<void> write_configuration(const Context& context, const Configuration& configuration,
                                 const std::string& domain) {
  if (!context.config_was_named || std::filesystem::exists(context.config_file)) return {};
  std::ofstream file(context.config_file);
  file << configuration_template(configuration.data, domain);
  file.close();
  if (!file) return failure(ErrorCode::storage_failed, "cannot write " + context.config_file);
  return {};
}

void print(const Context& context, const Made& made) {
  if (context.json) {
    Context::print_json(nlohmann::ordered_json{{"workspace", made.workspace},
                                               {"relay_address", made.relay_address},
                                               {"api_key", made.api_key},
                                               {"owner", made.owner},
                                               {"password", made.password},
                                               {"recovery_key", made.recovery_key}});
    return;
  }
  Context::print("The store is ready. These are shown this once:");
  Context::print("  forward replies to  " + made.relay_address);
  Context::print("  page login          " + made.owner + "  password " + made.password);
  Context::print("  API key             " + made.api_key);
  if (!made.recovery_key.empty()) {
    Context::print("  recovery key        " + made.recovery_key);
    Context::print("Write the recovery key on paper: without it no backup can be opened on another machine.");
  }
}

Exit setup(const Context& context, Options options) {
  auto configuration = read_configuration(context.config_file, false);
  if (!configuration) return Context::fail(configuration.error());
  if (!context.data_directory.empty()) configuration->data = context.data_directory;
  if (auto ready = complete(options); !ready) return Context::fail(ready.error());
  auto store = create_or_continue(configuration->data, options.domain);
  if (!store) return Context::fail(store.error());
  auto made = make(**store, options);
  if (!made) return Context::fail(made.error());
  auto recovery = make_recovery(configuration->data);
  if (!recovery) return Context::fail(recovery.error());
  made->recovery_key = std::move(*recovery);
  if (auto written = write_configuration(context, *configuration, options.domain); !written)
    return Context::fail(written.error());
  print(context, *made);
  return Exit::done;
}

} // namespace

void add_setup(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command =
      app.add_subcommand("setup", "Make a store with its first workspace, owner, relay address and API key");
  auto options = std::make_shared<Options>();
  command->add_option("--domain", options->domain, "Domain of the relay addresses");
  command->add_option("--owner", options->owner, "E-mail address of the owner (default: owner@DOMAIN)");
  command->add_option("--password", options->password, "Password of the owner (default: a random one, printed)");
  command->add_flag("--yes", options->yes, "Ask nothing");
  command->callback([&context, choose, options] { choose([&context, options] { return setup(context, *options); }); });
}

} // namespace relay
