// desist ledger: the entries as they were written, and the head that was signed; what an auditor reads.
#include <CLI/CLI.hpp>
#include <atomic>
#include <charconv>
#include <csignal>
#include <nlohmann/json.hpp>

#include "admin/hexadecimal.hpp"
#include "relay/commands/commands.hpp"
#include "relay/head_json.hpp"
#include "store/tail.hpp"

namespace relay {
namespace {

constexpr std::size_t page = 1000;

using admin::hexadecimal;

nlohmann::ordered_json entry_json(const classifier::Entry& entry) {
  nlohmann::ordered_json object;
  object["origin"] = hexadecimal(entry.position.origin);
  object["number"] = entry.position.number;
  object["id"] = hexadecimal(entry.id);
  object["cause"] = hexadecimal(entry.cause);
  object["received_at"] = parsers::to_rfc3339(entry.received_at);
  object["workspace"] = entry.workspace;
  if (entry.identity) object["identity"] = hexadecimal(*entry.identity);
  if (entry.identity) object["generation"] = entry.generation;
  object["kind"] = classifier::name_of(entry.event.kind);
  object["force"] = classifier::name_of(entry.event.force);
  object["level"] = classifier::name_of(entry.event.level);
  object["scope"] = classifier::name_of(entry.event.scope.reach);
  object["channel"] = classifier::name_of(entry.event.scope.channel);
  object["purpose"] = classifier::name_of(entry.event.scope.purpose);
  if (entry.event.until) object["until"] = parsers::to_rfc3339(*entry.event.until);
  for (const classifier::EntryId& id : entry.event.cancels) object["cancels"].push_back(hexadecimal(id));
  if (entry.event.subject != 0) object["subject"] = entry.event.subject;
  object["previous"] = hexadecimal(entry.previous);
  return object;
}

void print_for_people(const classifier::Entry& entry) {
  Context::print(std::to_string(entry.position.number) + "  " + parsers::to_rfc3339(entry.received_at) + "  " +
                 std::string(classifier::name_of(entry.event.kind)) + "  " +
                 std::string(classifier::name_of(entry.event.force)) + "  " + hexadecimal(entry.id));
}

std::atomic<bool> interrupted{false};

struct Options {
  std::vector<std::string> after; // NUMBER of the newest origin, or ORIGIN:NUMBER
  bool follow = false;
};

tl::unexpected<parsers::Error> refused(const std::string& text) {
  return parsers::failure(parsers::ErrorCode::invalid_argument, "not NUMBER or ORIGIN:NUMBER: " + text);
}

/// One --after: its origin and number.
parsers::Result<classifier::Position> read_position(const std::string& text, const classifier::Origin& newest) {
  classifier::Position position{newest, 0};
  const std::size_t colon = text.find(':');
  if (colon != std::string::npos) {
    const auto origin = admin::read_hexadecimal(std::string_view(text).substr(0, colon));
    if (!origin || origin->size() != position.origin.size()) return refused(text);
    std::ranges::copy(*origin, position.origin.begin());
  }
  const char* first = text.data() + (colon == std::string::npos ? 0 : colon + 1);
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(first, last, position.number);
  if (problem != std::errc() || end != last) return refused(text);
  return position;
}

parsers::Result<classifier::Positions> read_positions(const std::vector<std::string>& after,
                                                      const store::Store& store) {
  const auto head = store.head();
  if (!head) return tl::unexpected(head.error());
  classifier::Positions positions;
  for (const std::string& text : after) {
    const auto position = read_position(text, head->origin);
    if (!position) return tl::unexpected(position.error());
    positions[position->origin] = position->number;
  }
  return positions;
}

void print(const Context& context, const std::vector<classifier::Entry>& entries) {
  for (const classifier::Entry& entry : entries) {
    if (context.json) {
      Context::print_json(entry_json(entry));
    } else {
      print_for_people(entry);
    }
  }
}

Exit list(const Context& context, const Options& options) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  auto positions = read_positions(options.after, **store);
  if (!positions) return Context::fail(positions.error());
  if (options.follow) {
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, [](int) { interrupted = true; });
  }
  const auto is_over = [&options] { return !options.follow || interrupted; };
  while (!interrupted) {
    const auto entries = store::tail(**store, *positions, page, is_over);
    if (!entries) return Context::fail(entries.error());
    print(context, *entries);
    store::advance(*positions, *entries);
    if (entries->size() < page && std::fflush(stdout) != 0) return Exit::failed; // nobody reads any more
    if (entries->empty() && is_over()) break;
  }
  return Exit::done;
}

Exit show_head(const Context& context) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto head = (*store)->signed_head();
  if (!head) return Context::fail(head.error());
  const auto json = head_json(*head);
  if (context.json) {
    Context::print_json(json);
  } else {
    for (const auto& [name, value] : json.items()) {
      Context::print(name + ": " + (value.is_string() ? value.get<std::string>() : value.dump()));
    }
  }
  return Exit::done;
}

} // namespace

void add_ledger(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("ledger", "List the entries of the ledger, oldest first");
  auto options = std::make_shared<Options>();
  command
      ->add_option("--after", options->after,
                   "Only entries after NUMBER of the newest origin, or after ORIGIN:NUMBER; once for each origin")
      ->allow_extra_args(false);
  command->add_flag("--follow", options->follow, "Go on with entries as they come, until SIGINT or SIGTERM");
  CLI::App* head = command->add_subcommand("head", "The newest signed head, to be kept elsewhere (see verify --head)");
  command->callback([&context, choose, options, command] {
    if (!command->get_subcommands().empty()) return;
    choose([&context, options] { return list(context, *options); });
  });
  head->callback([&context, choose] { choose([&context] { return show_head(context); }); });
}

} // namespace relay
