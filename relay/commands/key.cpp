// desist key: API keys of sending systems.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "relay/clock.hpp"
#include "relay/commands/places.hpp"
#include "store/permissions.hpp"

namespace relay {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;

constexpr unsigned most_overlap_hours = 24 * 90;

struct Options {
  store::KeyTerms terms;
  std::vector<std::string> workspaces;
  std::string expires;
  std::uint32_t id = 0;
  unsigned overlap_hours = 24;
};

std::string text_of(const std::optional<parsers::Instant>& instant) {
  return instant ? parsers::to_rfc3339(*instant) : std::string();
}

ordered_json key_json(const store::ApiKey& key, const std::vector<store::Workspace>& all) {
  ordered_json object{{"id", key.id},
                      {"name", key.terms.name},
                      {"prefix", key.prefix},
                      {"workspaces", names_of(key.terms.workspaces, all)},
                      {"scopes", key.terms.scopes},
                      {"networks", key.terms.networks},
                      {"requests_a_minute", key.terms.requests_a_minute},
                      {"revoked", key.revoked},
                      {"created_at", parsers::to_rfc3339(key.created_at)}};
  if (key.terms.expires_at) object["expires_at"] = text_of(key.terms.expires_at);
  if (key.used_at) object["used_at"] = text_of(key.used_at);
  if (key.previous_until) object["previous_secret_until"] = text_of(key.previous_until);
  return object;
}

std::string line_of(const store::ApiKey& key, const ordered_json& object) {
  std::string line = std::to_string(key.id) + "  " + key.prefix + "…  " + key.terms.name + "  " +
                     join(object["workspaces"]) + "  " + join(object["scopes"]);
  if (!key.terms.networks.empty()) line += "  from " + join(object["networks"]);
  if (key.terms.requests_a_minute != 0) line += "  " + std::to_string(key.terms.requests_a_minute) + " a minute";
  if (key.terms.expires_at) line += "  until " + text_of(key.terms.expires_at);
  line += key.used_at ? "  used " + text_of(key.used_at) : "  never used";
  return line + (key.revoked ? "  revoked" : "");
}

/// A day, which the key lives to the end of, or an instant.
Result<std::optional<parsers::Instant>> read_expiry(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (const auto date = parsers::parse_iso_date(text)) {
    return parsers::Instant(std::chrono::sys_days(*date) + std::chrono::days(1));
  }
  if (const auto instant = parsers::parse_rfc3339(text)) return *instant;
  return failure(ErrorCode::invalid_argument, "--expires is a day, 2027-06-30, or an instant as RFC 3339 has it");
}

Exit show_new(const Context& context, const store::Store& store, const store::NewApiKey& made) {
  const auto all = store.workspaces();
  if (!all) return Context::fail(all.error());
  ordered_json object = key_json(made.key, *all);
  object["secret"] = made.secret;
  if (context.json)
    Context::print_json(object);
  else
    Context::print("key " + std::to_string(made.key.id) + " (shown this once): " + made.secret);
  return Exit::done;
}

Exit add(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  store::KeyTerms terms = options.terms;
  const auto ids =
      workspace_ids(**store, options.workspaces.empty() ? std::vector<std::string>{"default"} : options.workspaces);
  const auto expires = read_expiry(options.expires);
  if (!ids || !expires) return Context::fail(!ids ? ids.error() : expires.error());
  terms.workspaces = *ids;
  terms.expires_at = *expires;
  const auto made = (*store)->perform(store::CreateKey{std::move(terms), now()});
  if (!made) return Context::fail(made.error());
  return show_new(context, **store, *made);
}

Exit list(const Context& context, const Options&) {
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
      Context::print(line_of(key, object));
  }
  return Exit::done;
}

Exit revoke(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  if (auto done = (*store)->revoke_key(options.id, now()); !done) return Context::fail(done.error());
  if (context.json)
    Context::print_json(ordered_json{{"id", options.id}, {"revoked", true}});
  else
    Context::print("revoked key " + std::to_string(options.id));
  return Exit::done;
}

Exit rotate(const Context& context, const Options& options) {
  if (options.overlap_hours > most_overlap_hours) {
    return Context::fail({ErrorCode::invalid_argument, "--overlap is at most 2160 hours, 90 days"});
  }
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const parsers::Instant at = now();
  const auto made = (*store)->perform(store::RotateKey{options.id, at + std::chrono::hours(options.overlap_hours), at});
  if (!made) return Context::fail(made.error());
  return show_new(context, **store, *made);
}

using Action = Exit (*)(const Context&, const Options&);

std::string scope_names() {
  std::string names;
  for (const store::Permission& row : store::permissions()) {
    const std::string name(row.scope);
    const bool is_new = !name.empty() && names.find(name) == std::string::npos;
    if (is_new) names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

} // namespace

void add_key(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* group = app.add_subcommand("key", "API keys of sending systems")->require_subcommand(1);
  auto options = std::make_shared<Options>();
  options->terms.scopes = {"check"};
  const auto add_command = [&](const std::string& name, const std::string& what, Action action) {
    CLI::App* command = group->add_subcommand(name, what);
    command->callback([&context, choose, options, action] {
      choose([&context, options, action] { return action(context, *options); });
    });
    return command;
  };
  CLI::App* create = add_command("add", "Make a key; it is shown once", add);
  create->alias("create");
  create->add_option("NAME", options->terms.name, "What the key is for")->required();
  create->add_option("--workspace", options->workspaces, "Workspaces that it may ask for (default: default)");
  create->add_option("--scope", options->terms.scopes, scope_names())->capture_default_str();
  create->add_option("--network", options->terms.networks, "Where it may be used from: 192.0.2.0/24, 2001:db8::/32");
  create->add_option("--expires", options->expires, "Last day, 2027-06-30, or an instant (default: never)");
  create->add_option("--rate", options->terms.requests_a_minute, "Requests a minute (default: no limit)");
  add_command("list", "List keys", list);
  add_command("revoke", "Make a key useless at once", revoke)->add_option("ID", options->id)->required();
  CLI::App* turn = add_command("rotate", "Make a new secret of a key; the old one stays good for a while", rotate);
  turn->add_option("ID", options->id)->required();
  turn->add_option("--overlap", options->overlap_hours, "Hours that the old one stays good; 0: not at all")
      ->capture_default_str();
}

} // namespace relay
