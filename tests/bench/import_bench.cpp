// How the store bears a large list: time, memory and octets of an import; look-ups by hash beside std::unordered_map
// and Redis; commits beside the imported rows, alone, and while another import runs.
//   import_bench [rows (default 10 million)] [directory]
// Above 20 million rows the comparisons are left out: they would not fit into memory.
#include <fcntl.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <random>
#include <thread>
#include <unordered_map>

#include "store/address_table.hpp"
#include "store/lmdb_store.hpp"
#include "tests/bench/redis_server.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using classifier::IdentityHash;
using store::LookUpKey;

constexpr std::size_t keys_asked = 8;
constexpr std::size_t questions = 100'000;
constexpr std::uint64_t most_compared = 20'000'000;

struct FirstOctets { // a hash is its own hash
  std::size_t operator()(const IdentityHash& hash) const {
    std::size_t first = 0;
    std::memcpy(&first, hash.data(), sizeof first);
    return first;
  }
};
using Map = std::unordered_map<IdentityHash, std::uint32_t, FirstOctets>;

std::string_view octets_of(const IdentityHash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

template <class Value>
Value must(parsers::Result<Value> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", parsers::to_string(result.error()).c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<Value>) return std::move(*result);
}

/// Of /proc/self/status, in MB.
double memory(const char* name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name)) return std::strtod(line.c_str() + std::strlen(name) + 1, nullptr) / 1024;
  return 0;
}

class Times {
 public:
  template <class Work>
  void measure(Work work) {
    const auto begin = Clock::now();
    work();
    add(Clock::now() - begin);
  }
  void add(Clock::duration time) { nanoseconds_.push_back(std::chrono::duration<double, std::nano>(time).count()); }
  void print(const char* name) {
    std::sort(nanoseconds_.begin(), nanoseconds_.end());
    std::printf("%-44s median %9.2f us  p99 %9.2f us  max %9.2f us  (%zu)\n", name, at(0.5), at(0.99), at(1),
                nanoseconds_.size());
    std::fflush(stdout);
  }

 private:
  [[nodiscard]] double at(double part) const {
    return nanoseconds_[static_cast<std::size_t>(part * static_cast<double>(nanoseconds_.size() - 1))] / 1000;
  }
  std::vector<double> nanoseconds_;
};

/// Peak of the memory that is not the mapped file.
class AnonymousPeak {
 public:
  AnonymousPeak() : thread_([this] { run(); }) {}
  ~AnonymousPeak() {
    stops_ = true;
    thread_.join();
  }
  AnonymousPeak(const AnonymousPeak&) = delete;
  AnonymousPeak& operator=(const AnonymousPeak&) = delete;
  [[nodiscard]] double megabytes() const { return peak_; }

 private:
  void run() {
    for (; !stops_; std::this_thread::sleep_for(std::chrono::milliseconds(20))) {
      peak_ = std::max(peak_.load(), memory("RssAnon:"));
    }
  }
  std::atomic<double> peak_ = 0;
  std::atomic<bool> stops_ = false;
  std::thread thread_;
};

std::string name_of(std::uint64_t number) {
  return "person" + std::to_string(number) + "@host" + std::to_string(number % 997) + ".example";
}

store::ImportRequest request_of(const std::string& source) {
  store::ImportRequest request;
  request.scope.workspace = 1;
  request.scope.channel = classifier::Channel::all;
  request.scope.purpose.kind = classifier::Purpose::Kind::all;
  request.source = source;
  return request;
}

/// Normalises, hashes and sorts `rows` names from `first` on, with two threads.
void fill(store::ListImport& import, std::uint64_t first, std::uint64_t rows) {
  std::vector<std::thread> threads;
  for (std::uint64_t part = 0; part < 2; ++part) {
    threads.emplace_back([&, part] {
      const auto writer = import.rows();
      for (std::uint64_t i = first + part; i < first + rows; i += 2) {
        must(writer->add(*parsers::parse_identity(name_of(i)), classifier::ImportReason::unstated));
      }
      must(writer->finish());
    });
  }
  for (std::thread& thread : threads) thread.join();
  must(import.finish_reading(store::chain_digest(std::to_string(first)), {.lines = rows}));
}

class Bench {
 public:
  Bench(std::uint64_t rows, std::filesystem::path directory) : rows_(rows), directory_(std::move(directory)) {
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
    store_ = must(store::create_store(directory_ / "data", {"relay.example"}, parsers::Instant{}, {}));
    static_cast<void>(must(store_->create_workspace("default", parsers::Instant{})));
  }
  ~Bench() {
    store_.reset();
    std::filesystem::remove_all(directory_);
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  void import() {
    const AnonymousPeak peak;
    const auto begin = Clock::now();
    const auto import = must(store_->begin_import(request_of("bench")));
    fill(*import, 0, rows_);
    const double read = seconds_since(begin);
    Times pieces;
    for (bool more = true; more;) pieces.measure([&] { more = must(import->commit_piece()); });
    const double all = seconds_since(begin);
    std::printf("import of %llu rows: %.1f s (%.0f rows/s), of it reading and sorting %.1f s\n",
                static_cast<unsigned long long>(rows_), all, static_cast<double>(rows_) / all, read);
    std::printf("processor time so far: %.1f s\n", static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
    std::printf("memory: %.0f MB anonymous at most, VmHWM %.0f MB with the mapped file\n", peak.megabytes(),
                memory("VmHWM:"));
    pieces.print("a piece");
    print_sizes();
  }

  void look_up() {
    store_->prepare_look_ups();
    const auto begin = Clock::now();
    static_cast<store::LmdbStore&>(*store_).wait_for_filter();
    std::printf("filter built in %.1f s\n", seconds_since(begin));
    const auto unknown = make_questions([this](std::uint64_t i) { return (std::uint64_t{1} << 40) + i; });
    const auto known = make_questions([this](std::uint64_t) { return chance_() % rows_; });
    Map map;
    std::unique_ptr<bench::RedisServer> redis;
    if (rows_ <= most_compared) {
      redis = std::make_unique<bench::RedisServer>(directory_);
      fill_others(map, *redis);
    }
    for (const auto& [name, asked] : {std::pair("not suppressed", &unknown), std::pair("suppressed", &known)}) {
      compare(name, *asked, map, redis.get());
    }
    Times clock;
    for (std::size_t i = 0; i < questions; ++i) clock.measure([] {});
    clock.print("the clock itself");
    Times normalising;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < questions; ++i) {
      const std::string name = name_of((std::uint64_t{1} << 41) + ++number);
      normalising.measure([&] {
        const auto keys = store::look_up_keys(*parsers::parse_identity(name), store_->keys());
        if (keys.empty()) std::abort();
      });
    }
    normalising.print("normalising and hashing an address");
  }

  void commit_batches() {
    for (const std::size_t batch : {std::size_t{1'000}, std::size_t{5'000}}) {
      const auto begin = Clock::now();
      constexpr std::size_t batches = 10;
      for (std::size_t i = 0; i < batches; ++i) commit(batch);
      std::printf("%.0f facts/s durable in batches of %zu\n",
                  static_cast<double>(batch * batches) / seconds_since(begin), batch);
    }
  }

  void commit_single() {
    Times commits;
    Times appends;
    const auto path = directory_ / "appended";
    const store::FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    const std::string page(4096, 'x');
    for (int round = 0; round < 10; ++round) {
      for (int i = 0; i < 50; ++i) commits.measure([&] { commit(1); });
      for (int i = 0; i < 50; ++i) {
        appends.measure([&] {
          if (::write(file.get(), page.data(), page.size()) != 4096 || ::fdatasync(file.get()) != 0) std::abort();
        });
      }
    }
    commits.print("single ledger commit, idle store");
    appends.print("append of 4 KiB + fdatasync");
  }

  void commit_beside_import() {
    std::atomic<int> phase = 0;
    std::thread other([&] {
      const auto import = must(store_->begin_import(request_of("beside")));
      fill(*import, std::uint64_t{1} << 42, std::min<std::uint64_t>(rows_, 10'000'000));
      phase = 1;
      while (must(import->commit_piece())) {
      }
      phase = 2;
    });
    Times reading;
    Times committing;
    for (int now = phase; now < 2; now = phase) {
      const auto begin = Clock::now();
      commit(1);
      (now == 0 ? reading : committing).add(Clock::now() - begin);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    other.join();
    reading.print("single commit while a list is read");
    committing.print("single commit while pieces are committed");
  }

 private:
  using Question = std::array<LookUpKey, keys_asked>;

  void print_sizes() {
    // The only other way to the environment is the store's own, so close it for a moment.
    store_.reset();
    {
      const auto environment = must(store::Environment::open({.directory = directory_ / "data" / "store"}));
      const auto transaction = must(environment->read());
      for (const auto table : {store::Table::addresses, store::Table::import_blocks}) {
        const auto size = must(transaction.size(table));
        std::printf("table %s: %llu rows, %.1f octets for each row of the list\n", store::name_of(table).data(),
                    static_cast<unsigned long long>(size.rows),
                    static_cast<double>(size.octets) / static_cast<double>(rows_));
      }
    }
    store_ = must(store::open_store(directory_ / "data", {}));
  }

  [[nodiscard]] IdentityHash hash_of(std::uint64_t number) const { return store_->keys().hash_text(name_of(number)); }

  std::vector<Question> make_questions(const std::function<std::uint64_t(std::uint64_t)>& number_of) {
    std::vector<Question> made(questions);
    for (std::uint64_t i = 0; i < questions; ++i) {
      made[i][0].hash = hash_of(number_of(i));
      for (std::size_t key = 1; key < keys_asked; ++key) {
        made[i][key] = {classifier::KeyKind::parent_domain, hash_of((std::uint64_t{1} << 43) + chance_())};
      }
    }
    return made;
  }

  void fill_others(Map& map, bench::RedisServer& redis) {
    map.reserve(rows_);
    std::string commands;
    for (std::uint64_t i = 0; i < rows_; ++i) {
      const IdentityHash hash = hash_of(i);
      map.emplace(hash, static_cast<std::uint32_t>(i));
      bench::RedisServer::append_command(commands, "SADD", octets_of(hash));
      if (i % 1000 == 999 || i + 1 == rows_) {
        redis.ask(commands, i % 1000 + 1);
        commands.clear();
      }
    }
  }

  /// In turn, so that what else the machine does meets all of them.
  void compare(const std::string& name, const std::vector<Question>& asked, const Map& map, bench::RedisServer* redis) {
    Times ours, maps, servers;
    std::uint64_t found = 0;
    constexpr std::size_t rounds = 10;
    for (std::size_t round = 0; round < rounds; ++round) {
      const std::size_t begin = round * questions / rounds;
      const std::size_t end = begin + questions / rounds;
      for (std::size_t i = begin; i < end; ++i) {
        ours.measure([&] { found += must(store_->states_at(asked[i])).states.size(); });
      }
      for (std::size_t i = begin; i < end && redis != nullptr; ++i) {
        maps.measure([&] {
          for (const LookUpKey& key : asked[i]) found += map.count(key.hash);
        });
      }
      for (std::size_t i = begin; i < begin + 2000 && redis != nullptr; ++i) {
        std::string commands;
        for (const LookUpKey& key : asked[i])
          bench::RedisServer::append_command(commands, "SISMEMBER", octets_of(key.hash));
        servers.measure([&] { found += redis->ask(commands, keys_asked); });
      }
    }
    std::printf("%s, %zu keys asked (%llu found):\n", name.c_str(), keys_asked, static_cast<unsigned long long>(found));
    ours.print("  Desist, states_at");
    if (redis == nullptr) return;
    maps.print("  std::unordered_map");
    servers.print("  Redis SISMEMBER, Unix socket, pipelined");
  }

  void commit(std::size_t count) {
    std::vector<store::Draft> drafts(count);
    for (store::Draft& draft : drafts) {
      draft.identity = *parsers::parse_identity(name_of((std::uint64_t{1} << 44) + ++committed_));
      draft.event.kind = classifier::EventKind::opt_out;
      draft.event.force = classifier::Force::in_force;
      draft.event.scope.workspace = 1;
      draft.cause = store_->keys().cause(std::to_string(committed_));
    }
    static_cast<void>(must(store_->commit(drafts)));
  }

  std::uint64_t rows_;
  std::filesystem::path directory_;
  std::unique_ptr<store::Store> store_;
  std::mt19937_64 chance_{1};
  std::uint64_t committed_ = 0;
};

} // namespace

int main(int count, char** arguments) {
  const std::uint64_t rows = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 10'000'000;
  Bench bench(rows, count > 2 ? arguments[2] : "import_bench.data");
  bench.import();
  bench.look_up();
  bench.commit_single();
  bench.commit_batches();
  bench.commit_beside_import();
}
