// desist verify: the chain, the table and the kept messages are what was written.
#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <nlohmann/json.hpp>

#include "relay/commands/commands.hpp"
#include "relay/progress.hpp"

namespace relay {
namespace {

std::atomic<bool> interrupted{false};

Exit verify(const Context& context) {
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  std::signal(SIGINT, [](int) { interrupted = true; });
  std::optional<Progress> progress;
  const auto report = (*store)->verify([&progress](std::uint64_t done, std::uint64_t total) {
    if (!progress) progress.emplace("verify", total);
    progress->show(done);
    return !interrupted.load();
  });
  if (progress) progress->finish();
  if (!report) return Context::fail(report.error());
  if (context.json) {
    Context::print_json(nlohmann::ordered_json{{"entries", report->entries}, {"faults", report->faults}});
  } else {
    for (const std::string& fault : report->faults) Context::print(fault);
    Context::print(std::to_string(report->entries) + " entries, " + std::to_string(report->faults.size()) + " faults");
  }
  return report->faults.empty() ? Exit::done : Exit::no;
}

} // namespace

void add_verify(CLI::App& app, Context& context, const Choose& choose) {
  app.add_subcommand("verify", "Check every entry of the ledger, its chain and the address table")
      ->callback([&context, choose] { choose([&context] { return verify(context); }); });
}

} // namespace relay
