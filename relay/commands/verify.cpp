// desist verify, desist rebuild: what was written is there, and what is made of it is what it makes.
#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>

#include "relay/apart.hpp"
#include "relay/commands/commands.hpp"
#include "relay/head_json.hpp"
#include "relay/progress.hpp"

namespace relay {
namespace {

std::atomic<bool> interrupted{false};

/// A progress line that ends with SIGINT.
class Watched {
 public:
  explicit Watched(std::string what) : what_(std::move(what)) {
    std::signal(SIGINT, [](int) { interrupted = true; });
  }
  bool show(std::uint64_t done, std::uint64_t total) {
    if (!progress_) progress_.emplace(what_, total);
    progress_->show(done);
    return !interrupted.load();
  }
  void finish() {
    if (progress_) progress_->finish();
  }

 private:
  std::string what_;
  std::optional<Progress> progress_;
};

/// The heads that were kept, one a line.
parsers::Result<std::vector<store::SignedHead>> read_heads(const std::vector<std::string>& paths) {
  std::vector<store::SignedHead> heads;
  for (const std::string& path : paths) {
    std::ifstream file(path);
    if (!file) return parsers::failure(parsers::ErrorCode::not_found, "cannot read " + path);
    for (std::string line; std::getline(file, line);) {
      if (line.empty()) continue;
      auto head = read_head(line);
      if (!head) return parsers::failure(head.error().code, path + ": " + head.error().context);
      heads.push_back(*head);
    }
    if (heads.empty()) return parsers::failure(parsers::ErrorCode::invalid_argument, path + ": no head is in it");
  }
  return heads;
}

parsers::Result<store::VerifyReport> verify_store(const store::Store& store,
                                                  const std::vector<store::SignedHead>& kept) {
  Watched watched("verify");
  auto report = store.verify([&](std::uint64_t done, std::uint64_t total) { return watched.show(done, total); });
  watched.finish();
  for (const store::SignedHead& head : kept) {
    if (!report) return report;
    const auto wrong = store.check_head(head);
    if (!wrong) return tl::unexpected(wrong.error());
    if (*wrong) report->faults.push_back(**wrong);
  }
  return report;
}

Exit verify(const Context& context, const std::vector<std::string>& head_files) {
  const auto kept = read_heads(head_files);
  if (!kept) return Context::fail(kept.error());
  auto store = context.open_store(store::Access::read_only);
  if (!store) return Context::fail(store.error());
  const auto report = verify_store(**store, *kept);
  if (!report) return Context::fail(report.error());
  if (context.json) {
    Context::print_json(nlohmann::ordered_json{{"entries", report->entries},
                                               {"heads", report->heads},
                                               {"kept_heads", kept->size()},
                                               {"faults", report->faults},
                                               {"interrupted", interrupted.load()}});
  } else {
    for (const std::string& fault : report->faults) Context::print(fault);
    Context::print(std::to_string(report->entries) + " entries, " + std::to_string(report->heads) + " signed heads, " +
                   std::to_string(report->faults.size()) + " faults" + (interrupted ? ", interrupted" : ""));
  }
  if (interrupted && report->faults.empty()) return Exit::failed;
  return report->faults.empty() ? Exit::done : Exit::no;
}

Exit rebuild(const Context& context) {
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  Watched watched("rebuild");
  const auto report =
      (*store)->rebuild([&](std::uint64_t done, std::uint64_t total) { return watched.show(done, total); });
  watched.finish();
  if (!report) return Context::fail(report.error());
  if (context.json) {
    Context::print_json(nlohmann::ordered_json{{"entries", report->entries},
                                               {"changed", report->changed},
                                               {"differences", report->differences},
                                               {"interrupted", !report->is_whole}});
  } else {
    for (const std::string& difference : report->differences) Context::print(difference);
    Context::print(std::to_string(report->entries) + " entries, " + std::to_string(report->changed) +
                   " rows put right" + (report->is_whole ? "" : ", interrupted: run it again"));
  }
  return report->is_whole ? Exit::done : Exit::failed;
}

} // namespace

void add_verify(CLI::App& app, Context& context, const Choose& choose) {
  CLI::App* command = app.add_subcommand("verify", "Check the ledger, its signed heads, and all that is made of it");
  auto heads = std::make_shared<std::vector<std::string>>();
  command->add_option("--head", *heads, "File with heads of `ledger head --json` that were kept elsewhere")
      ->allow_extra_args(false);
  command->callback([&context, choose, heads] {
    choose([&context, heads] { return run_apart("verifying", [&] { return verify(context, *heads); }); });
  });
}

void add_rebuild(CLI::App& app, Context& context, const Choose& choose) {
  app.add_subcommand("rebuild", "Make the address table and the indexes anew of the ledger's entries")
      ->callback([&context, choose] {
        choose([&context] { return run_apart("rebuilding", [&] { return rebuild(context); }); });
      });
}

} // namespace relay
