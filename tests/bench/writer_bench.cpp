// What one durable commit costs: directly, through the writer's socket, and beside an append with fdatasync of 4 KiB;
// by one caller and by several at once. Run with --benchmark_enable_random_interleaving=true --benchmark_repetitions=9.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "store/lmdb_store.hpp"
#include "store/remote_store.hpp"
#include "store/writer_client.hpp"
#include "store/writer_service.hpp"

namespace {

using store::Draft;

constexpr std::size_t appended_octets = 4096;

std::unique_ptr<store::Store> checked(store::Result<std::unique_ptr<store::Store>> opened) {
  if (!opened) std::abort();
  return std::move(*opened);
}

/// Two stores alike: one is open for writing here, the other in a process of its own.
class Places {
 public:
  Places() {
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directory(directory_);
    for (const char* name : {"here", "there"}) {
      checked(store::create_store(directory_ / name, {"relay.example"}, parsers::Instant{}, {}));
    }
    service_ = ::fork(); // before there are threads
    if (service_ == 0) serve();
    direct_ = checked(store::open_only_writer(directory_ / "here", std::chrono::seconds(1)));
    while (!store::WriterClient(store::writer_socket(directory_ / "there")).is_answered()) ::usleep(1000);
    remote_ = checked(store::open_remote_store(directory_ / "there"));
    log_ = ::open((directory_ / "log").c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
  }
  ~Places() {
    ::kill(service_, SIGKILL);
    ::waitpid(service_, nullptr, 0);
    direct_.reset();
    remote_.reset();
    ::close(log_);
    std::filesystem::remove_all(directory_);
  }

  store::Store& direct() { return *direct_; }
  store::Store& remote() { return *remote_; }
  int log() const { return log_; }

 private:
  [[noreturn]] void serve() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // with the bench, however that ends
    const auto store = checked(store::open_only_writer(directory_ / "there", std::chrono::seconds(1)));
    store::WriterServiceOptions options;
    options.socket = store::writer_socket(directory_ / "there");
    const auto service = store::WriterService::start(options, *store);
    for (;;) ::pause();
  }

  std::filesystem::path directory_{"writer_bench.data"};
  pid_t service_ = 0;
  std::unique_ptr<store::Store> direct_, remote_;
  int log_ = -1;
};

Places& places() {
  static Places places;
  return places;
}

Draft next_draft() {
  static std::atomic<std::uint64_t> next = 0;
  const std::uint64_t number = next++;
  Draft draft;
  draft.identity = *parsers::parse_identity("person" + std::to_string(number) + "@shop.example");
  draft.event.kind = classifier::EventKind::opt_out;
  draft.event.force = classifier::Force::in_force;
  draft.event.scope.workspace = 1;
  draft.cause = places().direct().keys().cause(std::to_string(number));
  return draft;
}

void commit_to(store::Store& store, benchmark::State& state) {
  for (auto _ : state) {
    if (!store.commit(std::vector{next_draft()})) state.SkipWithError("commit");
  }
  state.SetItemsProcessed(state.iterations());
}

void append_and_sync(benchmark::State& state) {
  const std::string octets(appended_octets, 'x');
  for (auto _ : state) {
    if (::write(places().log(), octets.data(), octets.size()) < 0 || ::fdatasync(places().log()) != 0) {
      state.SkipWithError("append");
    }
  }
}
BENCHMARK(append_and_sync)->UseRealTime()->MinTime(0.3);

void commit_directly(benchmark::State& state) { commit_to(places().direct(), state); }
BENCHMARK(commit_directly)->Threads(1)->Threads(4)->Threads(16)->UseRealTime()->MinTime(0.3);

void commit_through_the_socket(benchmark::State& state) { commit_to(places().remote(), state); }
BENCHMARK(commit_through_the_socket)->Threads(1)->Threads(4)->Threads(16)->UseRealTime()->MinTime(0.3);

void refused_through_the_socket(benchmark::State& state) { // the way there and back alone
  for (auto _ : state) benchmark::DoNotOptimize(places().remote().create_workspace("no name!", parsers::Instant{}));
}
BENCHMARK(refused_through_the_socket)->UseRealTime();

} // namespace

int main(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  places();
  benchmark::RunSpecifiedBenchmarks();
}
