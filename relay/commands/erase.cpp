// desist erase, retention: what is forgotten about people, at once when they ask for it, and by itself when its time is
// over.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/progress.hpp"
#include "store/erasure_journal.hpp"

namespace relay {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;

struct EraseOptions {
  std::vector<std::string> who;
  std::string workspace;
  std::string journal;
  bool now = false;
};

ordered_json report_json(const std::string& who, const store::ErasureReport& report) {
  return {{"erased", who},
          {"messages", report.destroyed},
          {"redacted", report.redacted},
          {"addresses", report.identities},
          {"consents", report.consents},
          {"complete", report.is_complete}};
}

void print(const Context& context, const std::string& who, const store::ErasureReport& report) {
  if (context.json) return Context::print_json(report_json(who, report));
  Context::print(who + "  erased: " + std::to_string(report.destroyed) + " messages, " +
                 std::to_string(report.redacted) + " redacted, " + std::to_string(report.consents) + " consents; " +
                 (report.is_complete ? "complete" : "complete within 24 hours"));
}

Exit erase(const Context& context, const EraseOptions& options) {
  std::vector<parsers::Identity> people;
  for (const std::string& who : options.who) {
    auto identity = parsers::parse_identity(who);
    if (!identity) return Context::fail(identity.error());
    people.push_back(std::move(*identity));
  }
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  store::ErasureRequest request{.person = {},
                                .workspace = 0,
                                .at = now(),
                                .turn = options.now ? store::Turn::at_once : store::Turn::within_a_day};
  if (!options.workspace.empty()) {
    const auto workspace = (*store)->find_workspace(options.workspace);
    if (!workspace) return Context::fail(workspace.error());
    request.workspace = workspace->id;
  }
  for (const parsers::Identity& identity : people) {
    request.person = store::person_of(identity, (*store)->keys());
    if (!options.journal.empty()) {
      if (auto noted = store::append_erasure(options.journal, request); !noted) return Context::fail(noted.error());
    }
    const auto report = (*store)->erase(request);
    if (!report) return Context::fail(report.error());
    print(context, text_of(identity), *report);
  }
  return Exit::done;
}

struct RetentionOptions {
  unsigned messages = 90;
  unsigned excerpts = 400;
  bool dry_run = false;
};

Exit retain(const Context& context, const RetentionOptions& options) {
  const store::RetentionPolicy policy{.messages = std::chrono::days(options.messages),
                                      .excerpts = std::chrono::days(options.excerpts)};
  if (policy.excerpts < policy.messages)
    return Context::fail({ErrorCode::invalid_argument, "conclusions are kept as long as their message at least"});
  auto store = context.open_store(options.dry_run ? store::Access::read_only : store::Access::read_write);
  if (!store) return Context::fail(store.error());
  Progress progress("retention", 0);
  const auto show = [&](std::uint64_t done, std::uint64_t) {
    progress.show(done);
    return true;
  };
  const auto report =
      options.dry_run ? (*store)->retention_due(policy, now()) : (*store)->apply_retention(policy, now(), show);
  if (report && !options.dry_run) {
    if (auto finished = (*store)->finish_erasures(now()); !finished) return Context::fail(finished.error());
  }
  progress.finish();
  if (!report) return Context::fail(report.error());
  if (context.json) {
    Context::print_json(ordered_json{{"dry_run", options.dry_run},
                                     {"seen", report->seen},
                                     {"octets", report->octets},
                                     {"messages", report->messages},
                                     {"proofs", report->proofs},
                                     {"sends", report->sends},
                                     {"segments", report->segments}});
    return Exit::done;
  }
  Context::print(std::to_string(report->octets) + " messages " + (options.dry_run ? "would lose" : "lost") +
                 " their octets, " + std::to_string(report->messages) + (options.dry_run ? " would go" : " went") +
                 " wholly, " + std::to_string(report->proofs) + " stay as proofs");
  return Exit::done;
}

} // namespace

void add_erase(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command =
      app.add_subcommand("erase", "Forget people: their messages, words and addresses; they stay denied");
  auto options = std::make_shared<EraseOptions>();
  command->add_option("WHO", options->who, "Addresses, numbers, platform ids")->required();
  command->add_option("--workspace", options->workspace, "Only in this workspace (default: everywhere)");
  command->add_option("--journal", options->journal, "Note it in this erasure journal too, beside backups elsewhere");
  command->add_flag("--now", options->now, "Destroy the keys at once, not within 24 hours");
  command->callback([&context, choose, options] { choose([&context, options] { return erase(context, *options); }); });
}

void add_retention(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("retention", "Let go of what has had its time; the gateway does so daily");
  auto options = std::make_shared<RetentionOptions>();
  command->add_flag("--dry-run", options->dry_run, "Only say what would go");
  command->add_option("--messages", options->messages, "Days that messages are kept")->capture_default_str();
  command->add_option("--excerpts", options->excerpts, "Days that conclusions are kept")->capture_default_str();
  command->callback([&context, choose, options] { choose([&context, options] { return retain(context, *options); }); });
}

} // namespace relay
