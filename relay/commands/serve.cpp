// desist serve: runs the gateway.
#include "relay/serve.hpp"

#include <CLI/CLI.hpp>

#include "relay/commands/commands.hpp"

namespace relay {
namespace {

struct Options {
  std::vector<std::string> smtp;
  std::string http;
  std::string role = "all";
};

Exit run(const Context& context, const Options& options) {
  auto configuration = context.configuration();
  if (!configuration) return Context::fail(configuration.error());
  const auto role = parse_gateway_role(options.role);
  if (!role) return Context::fail({parsers::ErrorCode::invalid_argument, "a role is all, inbox, processor or web"});
  // What the command line names replaces what the file names: a test must not open port 25 by accident.
  if (!options.smtp.empty() || !options.http.empty()) {
    configuration->smtp.clear();
    configuration->http.reset();
  }
  for (const std::string& text : options.smtp) {
    const auto address = parse_listen_address(text);
    if (!address) return Context::fail(address.error());
    configuration->smtp.push_back(*address);
  }
  if (!options.http.empty()) {
    const auto address = parse_listen_address(options.http);
    if (!address) return Context::fail(address.error());
    configuration->http = *address;
  }
  const auto served = serve(*configuration, *role);
  return served ? Exit::done : Context::fail(served.error());
}

} // namespace

void add_serve(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command =
      app.add_subcommand("serve", "Run the gateway until SIGTERM; prints \"ready\" when every listener accepts");
  auto options = std::make_shared<Options>();
  command->add_option("--smtp", options->smtp, "ADDRESS:PORT for mail");
  command->add_option("--http", options->http, "ADDRESS:PORT for the API and the page; loopback");
  command->add_option("--role", options->role, "all, inbox, processor or web")->capture_default_str();
  command->callback([&context, choose, options] { choose([&context, options] { return run(context, *options); }); });
}

} // namespace relay
