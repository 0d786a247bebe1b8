// desist rekey: every stored hash of an identity is made anew by a fresh key, while the gateway runs.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>

#include "relay/clock.hpp"
#include "relay/commands/commands.hpp"
#include "relay/progress.hpp"

namespace relay {
namespace {

constexpr std::size_t fewest_rows = 256;
constexpr std::size_t most_rows = 65'536;
constexpr std::chrono::milliseconds step_time{20}; // others who write wait for one step at most

std::atomic<bool> interrupted{false};

/// So many that a step takes about as long as it should.
std::size_t rows_after(std::size_t rows, std::chrono::duration<double> taken) {
  const double fits = static_cast<double>(rows) * (std::chrono::duration<double>(step_time) / taken);
  return static_cast<std::size_t>(
      std::clamp<double>(fits, fewest_rows, std::min<double>(most_rows, 2.0 * static_cast<double>(rows))));
}

Result<store::RekeyProgress> move_rows(store::Store& store, store::RekeyProgress progress) {
  const std::uint64_t total = progress.left;
  Progress shown("rekey", total);
  std::size_t rows = fewest_rows;
  while (!progress.is_finished && !interrupted) {
    const auto begun = std::chrono::steady_clock::now();
    const auto next = store.continue_rekey(rows);
    if (!next) return next;
    rows = rows_after(rows, std::chrono::steady_clock::now() - begun);
    progress = *next;
    shown.show(total - std::min(total, progress.left));
  }
  shown.finish();
  return progress;
}

Exit rekey(const Context& context) {
  std::signal(SIGINT, [](int) { interrupted = true; });
  auto store = context.open_store(store::Access::read_write);
  if (!store) return Context::fail(store.error());
  const auto begun = (*store)->begin_rekey(now());
  if (!begun) return Context::fail(begun.error());
  const auto ended = move_rows(**store, *begun);
  if (!ended) return Context::fail(ended.error());
  if (context.json) {
    Context::print_json(nlohmann::ordered_json{
        {"generation", ended->generation}, {"left", ended->left}, {"interrupted", !ended->is_finished}});
  } else if (ended->is_finished) {
    Context::print("identities stand under generation " + std::to_string(ended->generation) +
                   " of the index keys; back up the directory keys/");
  } else {
    Context::print("about " + std::to_string(ended->left) + " rows are left, interrupted: run it again");
  }
  return ended->is_finished ? Exit::done : Exit::failed;
}

} // namespace

void add_rekey(CLI::App& app, Context& context, const Choose& choose) {
  app.add_subcommand("rekey", "Hash every identity anew by a fresh key, or go on with it; answers stay the same")
      ->callback([&context, choose] { choose([&context] { return rekey(context); }); });
}

} // namespace relay
