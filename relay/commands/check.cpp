// desist check: may I send to these contacts now? Prints what GET /v1/check answers.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "admin/api/check.hpp"
#include "classifier/natural_channel.hpp"
#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"

namespace relay {
namespace {

struct Options {
  std::vector<std::string> who;
  std::string workspace;
  std::string channel;
  std::string purpose;
  std::string message_template;
};

std::optional<std::string_view> given(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

/// Without a named channel each contact is asked for on its own.
Result<classifier::Query> query_for(const std::string& who, const Options& options, const store::Workspace& workspace) {
  auto query = admin::read_query_terms(given(options.channel), given(options.purpose));
  if (!query) return query;
  admin::apply(workspace, *query);
  if (!options.message_template.empty()) query->form = classifier::MessageForm::from_template;
  if (options.channel.empty()) {
    const auto identity = parsers::parse_identity(who);
    if (!identity) return tl::unexpected(identity.error());
    query->channel = classifier::natural_channel(*identity);
  }
  return query;
}

constexpr std::size_t widest_column = 60; // a longer contact pushes its own line only

/// As wide as the longest of them, so that the answers stand below each other.
std::size_t column_of(const std::vector<std::string>& who) {
  std::size_t width = 0;
  for (const std::string& one : who) width = std::max(width, std::min(one.size(), widest_column));
  return width;
}

void print_for_people(const nlohmann::ordered_json& answer, std::size_t width) {
  const auto text = [&answer](const char* key) {
    const auto found = answer.find(key);
    return found != answer.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  std::string line = text("to");
  if (line.size() < width) line.resize(width, ' ');
  line += "  " + text("decision");
  if (!text("reason").empty())
    line += std::string(7 - std::min<std::size_t>(text("decision").size(), 5), ' ') + text("reason");
  if (!text("expires_at").empty()) line += ", until " + text("expires_at");
  Context::print(line);
}

/// Once the answers are out; one that cannot be recorded is no other answer.
void record(const Context& context, const std::vector<store::Draft>& overrides) {
  if (overrides.empty()) return;
  const auto store = context.open_store(store::Access::read_write);
  const auto done =
      store ? (*store)->commit(overrides).map([](const auto&) {}) : Result<void>(tl::unexpected(store.error()));
  if (!done) std::cerr << "not recorded that the allow list was used: " << to_string(done.error()) << "\n";
}

Exit check(const Context& context, const Options& options) {
  const auto configuration = context.configuration();
  if (!configuration) return Context::fail(configuration.error());
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto workspace = Context::workspace(**store, options.workspace);
  if (!workspace) return Context::fail(workspace.error());
  Exit status = Exit::done;
  std::vector<store::Draft> overrides;
  const auto keep = [&overrides](store::Draft draft) { overrides.push_back(std::move(draft)); };
  for (const std::string& who : options.who) {
    const auto query = query_for(who, options, *workspace);
    if (!query) return Context::fail(query.error());
    const auto json = admin::check_json(who, *query, {**store, configuration->policy, now(), keep});
    if (!json) return Context::fail(json.error());
    const auto answer = nlohmann::ordered_json::parse(*json);
    if (answer.value("decision", "") != "allow") status = Exit::no;
    if (context.json)
      Context::print(*json);
    else
      print_for_people(answer, column_of(options.who));
  }
  store->reset();
  record(context, overrides);
  return status;
}

} // namespace

void add_check(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("check", "May I send to these contacts now?");
  auto options = std::make_shared<Options>();
  command->add_option("WHO", options->who, "Addresses, numbers or platform ids")->required();
  command->add_option("--workspace", options->workspace, "Workspace that would send (default: default)");
  command->add_option("--channel", options->channel,
                      "email, sms, whatsapp, messenger, instagram (default: the contact's)");
  command->add_option("--purpose", options->purpose, "marketing, transactional or a stream (default: marketing)");
  command->add_option("--template", options->message_template, "WhatsApp: the template that would be sent");
  command->callback([&context, choose, options] { choose([&context, options] { return check(context, *options); }); });
}

} // namespace relay
