// desist serve: runs the gateway.
#include "relay/serve.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "relay/commands/commands.hpp"
#include "relay/smtp_door.hpp"

namespace relay {
namespace {

struct Options {
  std::vector<std::string> smtp, smtps, submission, submissions, lmtp;
  std::string http;
  std::vector<std::string> postfix, resp, milter;
  std::string role = "all";
};

/// What asks on these addresses asks for the first workspace, for marketing by mail.
Result<void> add_doors(const std::vector<std::string>& addresses, admin::LookUpProtocol protocol,
                       Configuration& configuration) {
  for (const std::string& text : addresses) {
    auto address = parse_look_up_address(text);
    if (!address) return tl::unexpected(address.error());
    LookUpDoor door;
    door.listener.address = std::move(*address);
    door.listener.protocol = protocol;
    configuration.look_ups.push_back(std::move(door));
  }
  return {};
}

Result<void> add_look_ups(const Options& options, Configuration& configuration) {
  if (auto added = add_doors(options.postfix, admin::LookUpProtocol::postfix, configuration); !added) return added;
  if (auto added = add_doors(options.resp, admin::LookUpProtocol::resp, configuration); !added) return added;
  return add_doors(options.milter, admin::LookUpProtocol::milter, configuration);
}

Result<void> add_smtp(const std::vector<std::string>& addresses, std::string_view kind, Configuration& configuration) {
  for (const std::string& text : addresses) {
    auto address = parse_smtp_address(text);
    if (!address) return tl::unexpected(address.error());
    configuration.smtp_listeners.push_back(*smtp_door_of_kind(kind));
    configuration.smtp_listeners.back().address = std::move(*address);
  }
  return {};
}

Result<void> add_smtp_listeners(const Options& options, Configuration& configuration) {
  auto added = add_smtp(options.smtp, "smtp", configuration);
  if (added) added = add_smtp(options.smtps, "smtps", configuration);
  if (added) added = add_smtp(options.submission, "submission", configuration);
  if (added) added = add_smtp(options.submissions, "submissions", configuration);
  if (added) added = add_smtp(options.lmtp, "lmtp", configuration);
  return added;
}

bool names_listeners(const Options& options) {
  const auto lists = {&options.smtp, &options.smtps,   &options.submission, &options.submissions,
                      &options.lmtp, &options.postfix, &options.resp,       &options.milter};
  return !options.http.empty() || std::ranges::any_of(lists, [](const auto* list) { return !list->empty(); });
}

Exit run(const Context& context, const Options& options) {
  auto configuration = context.configuration();
  if (!configuration) return Context::fail(configuration.error());
  const auto role = parse_gateway_role(options.role);
  if (!role) return Context::fail({parsers::ErrorCode::invalid_argument, "a role is all, inbox, processor or web"});
  // What the command line names replaces what the file names: a test must not open port 25 by accident.
  if (names_listeners(options)) {
    configuration->smtp_listeners.clear();
    configuration->http.reset();
    configuration->look_ups.clear();
  }
  if (auto added = add_look_ups(options, *configuration); !added) return Context::fail(added.error());
  if (auto added = add_smtp_listeners(options, *configuration); !added) return Context::fail(added.error());
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
  command->add_option("--smtp", options->smtp, "ADDRESS:PORT or unix:/PATH for mail, with STARTTLS");
  command->add_option("--smtps", options->smtps, "the same with TLS from the first octet");
  command->add_option("--submission", options->submission, "ADDRESS:PORT for users' mail programs, STARTTLS and login");
  command->add_option("--submissions", options->submissions, "the same with TLS from the first octet");
  command->add_option("--lmtp", options->lmtp, "ADDRESS:PORT or unix:/PATH for a mail server in front, by LMTP");
  command->add_option("--http", options->http, "ADDRESS:PORT for the API and the page; loopback");
  command->add_option("--postfix", options->postfix,
                      "ADDRESS:PORT or unix:/PATH for Postfix and Exim: policy, socketmap, tcp_table");
  command->add_option("--resp", options->resp, "ADDRESS:PORT or unix:/PATH for Redis clients");
  command->add_option("--milter", options->milter, "ADDRESS:PORT or unix:/PATH for the milter protocol");
  command->add_option("--role", options->role, "all, inbox, processor or web")->capture_default_str();
  command->callback([&context, choose, options] { choose([&context, options] { return run(context, *options); }); });
}

} // namespace relay
