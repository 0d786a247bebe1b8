// A process that writes is killed in the middle of it, again and again; one that reads lives beside it.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <random>
#include <set>
#include <thread>

#include "tests/store/spool_fixture.hpp"

namespace store {
namespace {

using namespace store::test;

struct Report {
  SpoolId id;
  std::uint32_t seed = 0;
};

std::size_t length_of(std::uint32_t seed) { return seed % 11 == 0 ? 70'000 + seed % 100'000 : seed % 5000; }

/// The life of the child: writes until it is killed, and reports every message that it may acknowledge.
[[noreturn]] void write_until_killed(const SpoolOptions& options, int pipe, std::uint32_t first_seed) {
  auto spool = Spool::open(options);
  if (!spool) ::_exit(1);
  std::vector<std::thread> threads;
  for (std::uint32_t thread = 0; thread < 3; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::uint32_t seed = first_seed + thread;; seed += 3) {
        auto message = (*spool)->begin();
        if (!message || !message->append(octets_of(seed, length_of(seed)))) ::_exit(1);
        std::promise<void> answered;
        std::move(*message).commit(envelope_of(std::to_string(seed)), [&](const Result<SpoolId>& id) {
          const Report report{id.value_or(SpoolId{}), seed};
          if (!id || ::write(pipe, &report, sizeof report) != sizeof report) ::_exit(1);
          answered.set_value();
        });
        answered.get_future().wait();
      }
    });
  }
  for (;;) ::pause();
}

std::map<SpoolId, std::uint32_t> kill_after(const SpoolOptions& options, std::uint32_t first_seed,
                                            std::chrono::microseconds life) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(options, ends[1], first_seed);
  }
  ::close(ends[1]);
  std::map<SpoolId, std::uint32_t> acknowledged;
  Report report;
  const auto until = std::chrono::steady_clock::now() + life;
  bool is_killed = false;
  while (::read(ends[0], &report, sizeof report) == sizeof report) {
    acknowledged.emplace(report.id, report.seed);
    if (is_killed || std::chrono::steady_clock::now() < until) continue;
    ::kill(child, SIGKILL);
    is_killed = true;
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child failed";
  return acknowledged;
}

TEST(SpoolKill, WhatWasAcknowledgedIsThereExactlyOnce) {
  TemporaryDirectory directory;
  const auto options = options_in(directory.path(), new_keys());
  std::mt19937 chance(20261121);
  std::set<SpoolId> done;
  std::set<std::uint32_t> seeds;
  std::size_t all_acknowledged = 0;
  std::unique_ptr<SpoolReader> reader;
  for (std::uint32_t life = 0; life < 20; ++life) {
    if (life % 5 == 0) {
      reader.reset(); // every fifth writer meets a new reader
      reader = must(SpoolReader::open(options, [&](SpoolId id) { return done.contains(id); }));
    }
    const auto acknowledged = kill_after(options, life * 1'000'000, std::chrono::microseconds(chance() % 40'000));
    if (life % 2 == 1) must(Spool::open(options));
    for (const auto& message : claim_all(*reader)) {
      const auto seed = static_cast<std::uint32_t>(std::stoul(message.envelope.reverse_path.address));
      EXPECT_EQ(message.octets, octets_of(seed, length_of(seed)));
      EXPECT_TRUE(seeds.insert(seed).second) << seed << " came twice";
      EXPECT_TRUE(done.insert(message.id).second);
      must(reader->release(std::vector{message.id}));
    }
    for (const auto& [id, seed] : acknowledged) {
      EXPECT_TRUE(done.contains(id)) << to_string(id) << " was acknowledged in life " << life << " and is gone";
    }
    all_acknowledged += acknowledged.size();
  }
  EXPECT_GE(all_acknowledged, 20u);
  EXPECT_TRUE(std::filesystem::is_empty(options.directory / "quarantine"));
}

} // namespace
} // namespace store
