// desist request, breach: what is owed to people by a date.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/person_archive.hpp"

namespace relay {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using store::Case;

struct Options {
  std::string kind;
  std::string who;
  std::string law = "gdpr";
  std::string workspace;
  std::string note;
  std::string received;
  std::string step;
  std::string directory;
  store::CaseId id = 0;
  bool due_only = false;
};

ordered_json case_json(const Case& of) {
  const store::Deadlines deadlines = deadlines_of(of);
  ordered_json object{{"case", of.id},
                      {"kind", name_of(of.kind)},
                      {"law", name_of(of.law)},
                      {"workspace", of.workspace},
                      {"outcome", name_of(of.outcome)}};
  if (of.person) object["who"] = of.identity;
  object["received_at"] = parsers::to_rfc3339(of.received_at);
  object["answer_by"] = parsers::to_rfc3339(deadlines.answer_by);
  if (deadlines.confirm_by) object["confirm_by"] = parsers::to_rfc3339(*deadlines.confirm_by);
  const auto put = [&](const char* name, const std::optional<parsers::Instant>& instant) {
    if (instant) object[name] = parsers::to_rfc3339(*instant);
  };
  put("confirmed_at", of.confirmed_at);
  put("identified_at", of.identified_at);
  put("extended_at", of.extended_at);
  put("closed_at", of.closed_at);
  if (!of.note.empty()) object["note"] = of.note;
  return object;
}

void print(const Context& context, const Case& of) {
  if (context.json) return Context::print_json(case_json(of));
  Context::print(std::to_string(of.id) + "  " + std::string(name_of(of.kind)) + "  " + of.identity + "  " +
                 std::string(name_of(of.outcome)) + "  answer by " + parsers::to_rfc3339(deadlines_of(of).answer_by));
}

Result<store::WorkspaceId> workspace_of(const store::Store& store, const Options& options) {
  if (options.workspace.empty()) return store::WorkspaceId{0};
  const auto workspace = store.find_workspace(options.workspace);
  if (!workspace) return tl::unexpected(workspace.error());
  return workspace->id;
}

/// "restrict" and "object" hold from the instant on at which somebody asks for them.
Result<void> deny(store::Store& store, const Case& of, const parsers::Identity& who) {
  const bool restricts = of.kind == store::CaseKind::restrict_use;
  if (!restricts && of.kind != store::CaseKind::object) return {};
  store::Draft draft;
  draft.identity = who;
  draft.event.kind = restricts ? classifier::EventKind::restricted : classifier::EventKind::objection;
  draft.event.force = classifier::Force::in_force;
  draft.event.level = classifier::Provenance::verified;
  draft.event.scope = {.reach = of.workspace == 0 ? classifier::Reach::global : classifier::Reach::workspace,
                       .workspace = of.workspace,
                       .channel = classifier::Channel::all,
                       .purpose = {.kind = classifier::Purpose::Kind::all, .stream = {}},
                       .agency = 0};
  draft.cause = store.keys().cause("case " + std::to_string(of.id));
  draft.received_at = of.received_at;
  const std::vector<store::Draft> drafts{std::move(draft)};
  if (auto committed = store.commit(drafts); !committed) return tl::unexpected(committed.error());
  return {};
}

Exit open_new(const Context& context, const Options& options) {
  const auto kind = store::parse_case_kind(options.kind);
  const auto law = store::parse_law(options.law);
  if (!kind || !law) return Context::fail({ErrorCode::invalid_argument, "no such kind of request, or no such law"});
  const auto received = options.received.empty() ? std::optional(now()) : parsers::parse_rfc3339(options.received);
  if (!received) return Context::fail({ErrorCode::invalid_argument, "--received is as 2026-11-21T08:41:00Z"});
  std::optional<parsers::Identity> who;
  if (*kind != store::CaseKind::breach) {
    auto identity = parsers::parse_identity(options.who);
    if (!identity) return Context::fail(identity.error());
    who = std::move(*identity);
  }
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto workspace = workspace_of(**store, options);
  if (!workspace) return Context::fail(workspace.error());
  const auto opened = (*store)->open_case({.kind = *kind,
                                           .law = *law,
                                           .workspace = *workspace,
                                           .person = who,
                                           .received_at = *received,
                                           .note = options.note});
  if (!opened) return Context::fail(opened.error());
  if (who) {
    if (auto denied = deny(**store, *opened, *who); !denied) return Context::fail(denied.error());
  }
  print(context, *opened);
  return Exit::done;
}

/// Those of one side, the most urgent first.
Result<std::vector<Case>> wanted_cases(const store::Store& store, const Options& options, bool breaches) {
  auto cases = store.cases();
  if (!cases) return cases;
  std::erase_if(*cases, [&](const Case& of) {
    const bool is_breach = of.kind == store::CaseKind::breach;
    return is_breach != breaches || (options.due_only && of.outcome != store::CaseOutcome::open);
  });
  std::ranges::stable_sort(*cases, {}, [](const Case& of) { return deadlines_of(of).answer_by; });
  return cases;
}

Exit list(const Context& context, const Options& options, bool breaches) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto cases = wanted_cases(**store, options, breaches);
  if (!cases) return Context::fail(cases.error());
  for (const Case& of : *cases) print(context, of);
  return Exit::done;
}

Exit list_requests(const Context& context, const Options& options) { return list(context, options, false); }
Exit list_breaches(const Context& context, const Options& options) { return list(context, options, true); }

Exit take_step(const Context& context, const Options& options) {
  const auto step = store::parse_case_step(options.step);
  if (!step) return Context::fail({ErrorCode::invalid_argument, "STEP is confirm, identify, extend, finish or refuse"});
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto changed = (*store)->change_case(options.id, *step, now());
  if (!changed) return Context::fail(changed.error());
  print(context, *changed);
  return Exit::done;
}

/// Only to somebody whose identity was checked.
Exit export_person(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto cases = (*store)->cases();
  if (!cases) return Context::fail(cases.error());
  const auto of = std::ranges::find(*cases, options.id, &Case::id);
  if (of == cases->end()) return Context::fail({ErrorCode::not_found, "no case " + std::to_string(options.id)});
  if (!of->identified_at)
    return Context::fail({ErrorCode::permission_denied, "the requester's identity was not checked yet"});
  const auto who = parsers::parse_identity(of->identity);
  if (!who) return Context::fail({ErrorCode::not_found, "nobody's clear text is kept for this case"});
  const auto written = write_person_archive(**store, {*who, of->workspace, now()}, options.directory);
  if (!written) return Context::fail(written.error());
  if (context.json)
    Context::print_json(ordered_json{{"directory", options.directory}, {"messages", written->messages}});
  else
    Context::print(std::to_string(written->messages) + " messages in " + options.directory);
  return Exit::done;
}

using Action = Exit (*)(const Context&, const Options&);

} // namespace

void add_request(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* group = app.add_subcommand("request", "Requests of people about their data")->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto add = [&](const char* name, const char* about, Action action) {
    CLI::App* command = group->add_subcommand(name, about);
    command->callback([&context, choose, options, action] {
      choose([&context, options, action] { return action(context, *options); });
    });
    return command;
  };
  CLI::App* opening = add("open", "Record a request", open_new);
  opening->add_option("KIND", options->kind, "access, export, rectify, erase, restrict, object")->required();
  opening->add_option("WHO", options->who, "Whose data")->required();
  opening->add_option("--law", options->law, "gdpr or ccpa")->capture_default_str();
  opening->add_option("--workspace", options->workspace, "Only this workspace (default: everywhere)");
  opening->add_option("--received", options->received, "When it came (default: now)");
  opening->add_option("--note", options->note, "Free text");
  add("list", "Requests, the most urgent first", list_requests)->add_flag("--due", options->due_only, "Only open ones");
  CLI::App* step = add("step", "Note what was done", take_step);
  step->add_option("CASE", options->id)->required();
  step->add_option("STEP", options->step, "confirm, identify, extend, finish, refuse")->required();
  CLI::App* exporting = add("export", "Write everything about the requester into a new directory", export_person);
  exporting->add_option("CASE", options->id)->required();
  exporting->add_option("DIR", options->directory)->required();
}

void add_breach(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* group =
      app.add_subcommand("breach", "Breaches of personal data, to be notified in 72 hours")->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto add = [&](const char* name, const char* about, Action action) {
    CLI::App* command = group->add_subcommand(name, about);
    command->callback([&context, choose, options, action] {
      choose([&context, options, action] { return action(context, *options); });
    });
    return command;
  };
  CLI::App* opening = add("open", "Record a breach", [](const Context& of, const Options& given) {
    Options breach = given;
    breach.kind = "breach";
    return open_new(of, breach);
  });
  opening->add_option("NOTE", options->note, "What happened, whom it concerns, what was done")->required();
  opening->add_option("--received", options->received, "When it became known (default: now)");
  opening->add_option("--workspace", options->workspace, "The workspace that it concerns");
  add("list", "Breaches, the most urgent first", list_breaches)->add_flag("--due", options->due_only, "Only open ones");
  CLI::App* step = add("step", "Note what was done", take_step);
  step->add_option("CASE", options->id)->required();
  step->add_option("STEP", options->step, "confirm, finish, refuse")->required();
}

} // namespace relay
