// How fast the store takes batches of messages with their entries, single writes, and look-ups.
// STORE_BENCH_PREFILL=1000000 puts that many identities in first.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "store/lmdb_store.hpp"

namespace {

using store::Draft;
using store::NewMessage;

constexpr std::size_t message_octets = 4096;

class Bench {
 public:
  Bench() : directory_(std::filesystem::path("store_bench.data")) {
    std::filesystem::remove_all(directory_);
    auto made = store::create_store(directory_, {"relay.example"}, parsers::Instant{}, {});
    if (!made) std::abort();
    store_ = std::move(*made);
    const char* prefill = std::getenv("STORE_BENCH_PREFILL");
    prefilled_ = prefill == nullptr ? 0 : std::strtoull(prefill, nullptr, 10);
    for (std::uint64_t number = 0; number < prefilled_; number += 10'000) commit_drafts(10'000);
  }
  ~Bench() {
    store_.reset();
    std::filesystem::remove_all(directory_);
  }

  store::Store& get() { return *store_; }
  std::uint64_t identities() const { return next_; }
  static parsers::Identity identity(std::uint64_t number) {
    return *parsers::parse_identity("person" + std::to_string(number) + "@host" + std::to_string(number % 997) +
                                    ".example");
  }
  Draft next_draft() {
    Draft draft;
    draft.identity = identity(next_);
    draft.event.kind = classifier::EventKind::opt_out;
    draft.event.force = classifier::Force::in_force;
    draft.event.scope.workspace = 1;
    draft.cause = store_->keys().cause(std::to_string(next_++));
    return draft;
  }
  void commit_drafts(std::size_t count) {
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < count; ++i) drafts.push_back(next_draft());
    if (!store_->commit(drafts)) std::abort();
  }
  std::vector<NewMessage> next_messages(std::size_t count, const std::string& octets) {
    std::vector<NewMessage> messages(count);
    for (NewMessage& message : messages) {
      message.spool_id = {1, static_cast<std::uint32_t>(next_)};
      message.workspace = 1;
      message.octets = octets;
      message.conclusions = std::string(600, '{');
      message.drafts.push_back(next_draft());
    }
    return messages;
  }

 private:
  std::filesystem::path directory_;
  std::unique_ptr<store::Store> store_;
  std::uint64_t prefilled_ = 0;
  std::uint64_t next_ = 0;
};

Bench& bench() {
  static Bench bench;
  return bench;
}

void commit_messages(benchmark::State& state) {
  const std::string octets(message_octets, 'x');
  const auto count = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    const auto messages = bench().next_messages(count, octets);
    state.ResumeTiming();
    if (!bench().get().commit({}, messages)) state.SkipWithError("commit");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(commit_messages)->Arg(1)->Arg(50)->Arg(500)->UseRealTime()->MinTime(3);

void commit_drafts(benchmark::State& state) {
  for (auto _ : state) bench().commit_drafts(static_cast<std::size_t>(state.range(0)));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(commit_drafts)->Arg(1)->Arg(500)->UseRealTime()->MinTime(3);

void look_up_known(benchmark::State& state) {
  std::mt19937_64 chance(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(bench().get().states_of(Bench::identity(chance() % bench().identities())));
  }
}
BENCHMARK(look_up_known);

void look_up_unknown(benchmark::State& state) {
  std::mt19937_64 chance(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(bench().get().states_of(Bench::identity((std::uint64_t{1} << 40) + chance() % 1'000'000)));
  }
}
BENCHMARK(look_up_unknown);

void make_identity(benchmark::State& state) { // what of the look-ups is not the store's
  std::uint64_t number = 0;
  for (auto _ : state) benchmark::DoNotOptimize(Bench::identity(++number));
}
BENCHMARK(make_identity);

void verify(benchmark::State& state) {
  std::uint64_t entries = 0;
  for (auto _ : state) entries = bench().get().verify({})->entries;
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(entries));
}
BENCHMARK(verify)->Iterations(1)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
