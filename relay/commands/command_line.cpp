#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

#include "relay/commands/commands.hpp"

namespace relay {
namespace {

constexpr const char* version = "desist 0.1.0";

void describe(CLI::App& app, Context& context) {
  app.require_subcommand(1);
  app.set_version_flag("--version", version);
  app.add_option("--config", context.config_file, "Configuration file")
      ->envname("DESIST_CONFIG")
      ->capture_default_str();
  app.add_option("--data", context.data_directory, "Data directory, instead of the one that the configuration names");
  app.add_flag("--json", context.json, "Answer in JSON, one object a line");
  app.footer("Exit status: 0 done, 1 the answer is no (of several: any), 2 misuse, 3 failed.");
}

int parse(CLI::App& app, int argument_count, const char* const* arguments) {
  try {
    app.parse(argument_count, arguments);
  } catch (const CLI::ParseError& error) {
    // CLI11 prints help and version too; only those are a success.
    return app.exit(error) == 0 ? 0 : static_cast<int>(Exit::misuse);
  }
  return -1;
}

} // namespace

int run_command_line(int argument_count, const char* const* arguments) {
  CLI::App app("Desist: reads replies, bounces and complaints, keeps who wants no mail, and answers before you send.",
               "desist");
  Context context;
  describe(app, context);
  Command chosen;
  const Choose choose = [&chosen](Command command) { chosen = std::move(command); };
  for (const auto add : {add_serve,    add_setup,  add_check,     add_suppress_and_lift,
                         add_import,   add_export, add_scrub,     add_inspect,
                         add_classify, add_model,  add_workspace, add_user,
                         add_key,      add_audit,  add_token,     add_messages,
                         add_ledger,   add_verify, add_rebuild,   add_rekey,
                         add_consent,  add_sent,   add_number,    add_backup,
                         add_restore,  add_erase,  add_request,   add_breach,
                         add_retention}) {
    add(app, context, choose);
  }
  // --config, --data and --json may stand after the command too.
  for (CLI::App* command : app.get_subcommands({})) {
    command->fallthrough();
    for (CLI::App* inner : command->get_subcommands({})) {
      inner->fallthrough();
      for (CLI::App* innermost : inner->get_subcommands({})) innermost->fallthrough();
    }
  }
  if (const int status = parse(app, argument_count, arguments); status >= 0) return status;
  context.config_was_named = app.count("--config") > 0 || std::getenv("DESIST_CONFIG") != nullptr;
  Exit status = chosen();
  if (std::fflush(stdout) != 0) status = Exit::failed;
  return static_cast<int>(status);
}

} // namespace relay
