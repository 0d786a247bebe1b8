// desist ledger: the entries as they were written; what an auditor reads.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "relay/commands/commands.hpp"

namespace relay {
namespace {

constexpr std::size_t page = 1000;

template <std::size_t Size>
std::string hex(const std::array<std::uint8_t, Size>& octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t octet : octets) {
    text += digits[octet >> 4];
    text += digits[octet & 15];
  }
  return text;
}

nlohmann::ordered_json entry_json(const classifier::Entry& entry) {
  nlohmann::ordered_json object;
  object["origin"] = hex(entry.position.origin);
  object["number"] = entry.position.number;
  object["id"] = hex(entry.id);
  object["cause"] = hex(entry.cause);
  object["received_at"] = parsers::to_rfc3339(entry.received_at);
  object["workspace"] = entry.workspace;
  if (entry.identity) object["identity"] = hex(*entry.identity);
  object["kind"] = classifier::name_of(entry.event.kind);
  object["force"] = classifier::name_of(entry.event.force);
  object["level"] = classifier::name_of(entry.event.level);
  object["scope"] = classifier::name_of(entry.event.scope.reach);
  object["channel"] = classifier::name_of(entry.event.scope.channel);
  object["purpose"] = classifier::name_of(entry.event.scope.purpose);
  if (entry.event.until) object["until"] = parsers::to_rfc3339(*entry.event.until);
  for (const classifier::EntryId& id : entry.event.cancels) object["cancels"].push_back(hex(id));
  if (entry.event.subject != 0) object["subject"] = entry.event.subject;
  object["previous"] = hex(entry.previous);
  return object;
}

void print_for_people(const classifier::Entry& entry) {
  Context::print(std::to_string(entry.position.number) + "  " + parsers::to_rfc3339(entry.received_at) + "  " +
                 std::string(classifier::name_of(entry.event.kind)) + "  " +
                 std::string(classifier::name_of(entry.event.force)) + "  " + hex(entry.id));
}

Exit list(const Context& context, std::uint64_t after) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto head = (*store)->head();
  if (!head) return Context::fail(head.error());
  classifier::Position position{head->origin, after};
  while (true) {
    const auto entries = (*store)->read_after(position, page);
    if (!entries) return Context::fail(entries.error());
    for (const classifier::Entry& entry : *entries) {
      if (context.json)
        Context::print_json(entry_json(entry));
      else
        print_for_people(entry);
    }
    if (entries->size() < page) return Exit::done;
    position = entries->back().position;
  }
}

} // namespace

void add_ledger(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("ledger", "List the entries of the ledger, oldest first");
  auto after = std::make_shared<std::uint64_t>(0);
  command->add_option("--after", *after, "Only entries with a greater number");
  command->callback([&context, choose, after] { choose([&context, after] { return list(context, *after); }); });
}

} // namespace relay
