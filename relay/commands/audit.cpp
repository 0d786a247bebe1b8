// desist audit: who did what and when, read from the ledger: people's and programs' actions, never what contacts did.
#include <CLI/CLI.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "admin/hexadecimal.hpp"
#include "admin/watch.hpp"
#include "relay/clock.hpp"
#include "relay/commands/places.hpp"
#include "store/tail.hpp"

namespace relay {
namespace {

using classifier::Entry;
using classifier::EventKind;
using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;

constexpr std::size_t page = 1000;

struct Options {
  std::string who;
  std::vector<std::string> what;
  std::string since;
  std::string until;
  bool suspicious = false;
};

/// What entries call by number.
struct Names {
  std::map<std::uint32_t, std::string> users, keys;
  std::vector<store::Workspace> workspaces;
  std::map<std::pair<std::uint64_t, parsers::Instant>, std::string> networks; // of failed logins: source, hour
};

struct Filter {
  std::optional<std::uint64_t> source;
  std::vector<EventKind> kinds;
  std::optional<parsers::Instant> since, until;
};

Result<Names> read_names(const store::Store& store) {
  Names names;
  const auto users = store.users();
  const auto keys = store.api_keys();
  auto workspaces = store.workspaces();
  const auto failed = store.failed_logins();
  if (!users) return tl::unexpected(users.error());
  if (!keys) return tl::unexpected(keys.error());
  if (!workspaces) return tl::unexpected(workspaces.error());
  if (!failed) return tl::unexpected(failed.error());
  for (const store::User& user : *users) names.users[user.id] = user.email;
  for (const store::ApiKey& key : *keys) names.keys[key.id] = key.terms.name;
  for (const store::FailedLogins& logins : *failed) {
    names.networks[{store.keys().source(logins.network), logins.hour}] = logins.network;
  }
  names.workspaces = std::move(*workspaces);
  return names;
}

std::string name_in(const std::map<std::uint32_t, std::string>& names, std::uint32_t id, std::string_view what) {
  const auto found = names.find(id);
  return found == names.end() ? std::string(what) + " " + std::to_string(id) : found->second;
}

std::string name_of_actor(const store::Actor& actor, const Names& names) {
  switch (actor.kind) {
    case store::Actor::Kind::machine:
      return "machine";
    case store::Actor::Kind::user:
      return name_in(names.users, actor.id, "user");
    case store::Actor::Kind::api_key:
      return "key " + name_in(names.keys, actor.id, "number");
  }
  return "";
}

std::string who_did(const Entry& entry, const Names& names) {
  if (entry.event.kind == EventKind::login_failed) {
    const auto hour = entry.received_at - std::chrono::hours(1);
    const auto network = names.networks.find({entry.event.source, hour});
    return network == names.networks.end() ? "a source no longer kept" : network->second;
  }
  const auto actor = store::actor_of(entry.event.source);
  return actor ? name_of_actor(*actor, names) : "";
}

std::string place_of(const Entry& entry, const store::RoleSubject& subject, const Names& names) {
  const classifier::Scope& scope = entry.event.scope;
  store::Grant grant{scope.reach, scope.workspace, subject.role};
  if (scope.reach == classifier::Reach::agency) grant.id = scope.agency;
  return describe(grant, names.workspaces);
}

/// Whom or what it was done to.
std::string subject_of(const Entry& entry, const Names& names) {
  const auto id = static_cast<std::uint32_t>(entry.event.subject);
  switch (entry.event.kind) {
    case EventKind::user_created:
    case EventKind::user_changed:
    case EventKind::user_disabled:
    case EventKind::user_enabled:
    case EventKind::password_changed:
    case EventKind::second_factor_set:
    case EventKind::second_factor_removed:
    case EventKind::recovery_code_used:
    case EventKind::sessions_ended:
    case EventKind::code_entered:
    case EventKind::logged_in:
    case EventKind::new_network:
    case EventKind::user_closed:
      return name_in(names.users, id, "user");
    case EventKind::role_given:
    case EventKind::role_taken:
      if (const auto subject = store::role_subject_of(entry.event.subject)) {
        return name_in(names.users, subject->user, "user") + ": " + place_of(entry, *subject, names);
      }
      return "";
    case EventKind::key_created:
    case EventKind::key_revoked:
    case EventKind::key_rotated:
      return name_in(names.keys, id, "key");
    case EventKind::login_failed:
      return std::to_string(entry.event.subject) + " times";
    case EventKind::workspace_created:
    case EventKind::workspace_changed:
      return describe_workspace(id, names.workspaces);
    default:
      break;
  }
  if (entry.identity) return admin::hexadecimal(*entry.identity);
  return entry.event.subject == 0 ? "" : std::to_string(entry.event.subject);
}

bool is_audited(const Entry& entry) {
  return entry.event.kind >= EventKind::store_created || store::actor_of(entry.event.source).has_value();
}

bool passes(const Filter& filter, const Entry& entry) {
  if (!is_audited(entry)) return false;
  if (filter.source && entry.event.source != *filter.source) return false;
  if (!filter.kinds.empty() && std::ranges::find(filter.kinds, entry.event.kind) == filter.kinds.end()) return false;
  if (filter.since && entry.received_at < *filter.since) return false;
  return !filter.until || entry.received_at < *filter.until;
}

void print(const Context& context, const Entry& entry, const Names& names,
           const std::optional<admin::Suspicion>& suspicion) {
  const std::string who = who_did(entry, names);
  const std::string subject = subject_of(entry, names);
  const std::string at = parsers::to_rfc3339(entry.received_at);
  const std::string kind(classifier::name_of(entry.event.kind));
  if (context.json) {
    ordered_json object{{"number", entry.position.number},
                        {"at", at},
                        {"who", who},
                        {"what", kind},
                        {"subject", subject},
                        {"workspace", describe_workspace(entry.workspace, names.workspaces)}};
    if (suspicion) object["concern"] = name_of(suspicion->concern);
    if (suspicion) object["count"] = suspicion->count;
    Context::print_json(object);
  } else {
    const std::string concern =
        suspicion ? std::string(name_of(suspicion->concern)) + " (" + std::to_string(suspicion->count) + ")  " : "";
    Context::print(at + "  " + concern + (who.empty() ? "-" : who) + "  " + kind +
                   (subject.empty() ? "" : "  " + subject));
  }
}

// -- the filter -------------------------------------------------------------------------------------------------------

/// "machine", "key:3", or a user's address.
Result<std::uint64_t> read_who(const store::Store& store, const std::string& who) {
  constexpr std::string_view key_prefix = "key:";
  if (who == "machine") return store::source_of({});
  if (who.starts_with(key_prefix)) {
    const auto keys = store.api_keys();
    if (!keys) return tl::unexpected(keys.error());
    for (const store::ApiKey& key : *keys) {
      if (std::to_string(key.id) == who.substr(key_prefix.size())) {
        return store::source_of({store::Actor::Kind::api_key, key.id});
      }
    }
    return failure(ErrorCode::not_found, "no such key: " + who);
  }
  const auto user = store.find_user(who);
  if (!user) return failure(user.error().code, "no such user: " + who);
  return store::source_of({store::Actor::Kind::user, user->id});
}

Result<EventKind> read_kind(const std::string& name) {
  for (unsigned number = 0; number <= 0xff; ++number) {
    const auto kind = static_cast<EventKind>(number);
    if (classifier::is_known(kind) && classifier::name_of(kind) == name) return kind;
  }
  return failure(ErrorCode::invalid_argument, "no such kind of entry: " + name);
}

Result<std::optional<parsers::Instant>> read_time(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (const auto date = parsers::parse_iso_date(text)) return parsers::Instant(std::chrono::sys_days(*date));
  if (const auto instant = parsers::parse_rfc3339(text)) return *instant;
  return failure(ErrorCode::invalid_argument, "a time is a day, 2026-11-21, or an instant as RFC 3339 has it");
}

Result<Filter> read_filter(const store::Store& store, const Options& options) {
  Filter filter;
  const auto since = read_time(options.since);
  const auto until = read_time(options.until);
  if (!since || !until) return tl::unexpected(!since ? since.error() : until.error());
  filter.since = *since;
  filter.until = *until;
  for (const std::string& name : options.what) {
    const auto kind = read_kind(name);
    if (!kind) return tl::unexpected(kind.error());
    filter.kinds.push_back(*kind);
  }
  if (options.who.empty()) return filter;
  const auto source = read_who(store, options.who);
  if (!source) return tl::unexpected(source.error());
  filter.source = *source;
  return filter;
}

Exit audit(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto filter = read_filter(**store, options);
  const auto names = read_names(**store);
  if (!filter || !names) return Context::fail(!filter ? filter.error() : names.error());
  classifier::Positions positions;
  admin::Watch watch;
  while (true) {
    const auto entries = (*store)->read_after(positions, page);
    if (!entries) return Context::fail(entries.error());
    if (entries->empty()) return Exit::done;
    for (const Entry& entry : *entries) {
      const auto suspicion = options.suspicious ? watch.see(entry) : std::nullopt; // of all entries: it counts
      if (passes(*filter, entry) && (suspicion || !options.suspicious)) print(context, entry, *names, suspicion);
    }
    store::advance(positions, *entries);
  }
}

} // namespace

void add_audit(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("audit", "Who did what and when, oldest first, from the ledger");
  auto options = std::make_shared<Options>();
  command->add_option("--who", options->who, "A user's address, key:ID, or machine: whoever ran a command on it");
  command->add_option("--what", options->what, "Kinds of entries: logged_in, login_failed, lifted, role_given, …");
  command->add_option("--since", options->since, "From this day, 2026-11-21, or instant on");
  command->add_option("--until", options->until, "Before this day or instant");
  command->add_flag("--suspicious", options->suspicious,
                    "Only what looks like an account in other hands: a new network, many lifts, failed logins, views");
  command->callback([&context, choose, options] { choose([&context, options] { return audit(context, *options); }); });
}

} // namespace relay
