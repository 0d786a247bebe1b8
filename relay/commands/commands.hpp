// The commands of the binary. Each `add_…` describes one to the command line; `choose` is called with what is to be
// run.
#pragma once

#include <functional>

#include "relay/commands/context.hpp"

namespace CLI {
class App;
}

namespace relay {

/// A command that was chosen by the command line; run once after parsing.
using Command = std::function<Exit()>;
using Choose = std::function<void(Command)>;

void add_serve(CLI::App& app, Context& context, const Choose& choose);
void add_setup(CLI::App& app, Context& context, const Choose& choose);
void add_check(CLI::App& app, Context& context, const Choose& choose);
void add_suppress_and_lift(CLI::App& app, Context& context, const Choose& choose);
void add_import(CLI::App& app, Context& context, const Choose& choose);
void add_inspect(CLI::App& app, Context& context, const Choose& choose);
void add_classify(CLI::App& app, Context& context, const Choose& choose);
void add_workspace(CLI::App& app, Context& context, const Choose& choose);
void add_user(CLI::App& app, Context& context, const Choose& choose);
void add_key(CLI::App& app, Context& context, const Choose& choose);
void add_audit(CLI::App& app, Context& context, const Choose& choose);
void add_token(CLI::App& app, Context& context, const Choose& choose);
void add_model(CLI::App& app, Context& context, const Choose& choose);
void add_messages(CLI::App& app, Context& context, const Choose& choose);
void add_ledger(CLI::App& app, Context& context, const Choose& choose);
void add_consent(CLI::App& app, Context& context, const Choose& choose);
void add_sent(CLI::App& app, Context& context, const Choose& choose);
void add_number(CLI::App& app, Context& context, const Choose& choose);
void add_erase(CLI::App& app, Context& context, const Choose& choose);
void add_request(CLI::App& app, Context& context, const Choose& choose);
void add_breach(CLI::App& app, Context& context, const Choose& choose);
void add_retention(CLI::App& app, Context& context, const Choose& choose);
void add_verify(CLI::App& app, Context& context, const Choose& choose);
void add_rebuild(CLI::App& app, Context& context, const Choose& choose);
void add_rekey(CLI::App& app, Context& context, const Choose& choose);
void add_backup(CLI::App& app, Context& context, const Choose& choose);
void add_export(CLI::App& app, Context& context, const Choose& choose);
void add_scrub(CLI::App& app, Context& context, const Choose& choose);
void add_restore(CLI::App& app, Context& context, const Choose& choose);

/// Parses and runs; the exit status of the process.
int run_command_line(int argument_count, const char* const* arguments);

} // namespace relay
