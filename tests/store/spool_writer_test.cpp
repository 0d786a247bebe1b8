// What the writing end promises: shared syncs, nothing acknowledged too early, failures that stay or pass.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <condition_variable>
#include <set>
#include <thread>

#include "tests/store/failing_disk.hpp"
#include "tests/store/spool_fixture.hpp"

namespace store {
namespace {

using namespace store::test;
using parsers::ErrorCode;

bool is_segment(int file) {
  char name[4096] = {};
  const auto length = ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), name, sizeof name - 1);
  return length > 0 && std::string_view(name, static_cast<std::size_t>(length)).ends_with(".segment");
}

/// Syncs of segments wait at a gate, fail when told so, and are counted.
class GatedDisk final : public WrappedDisk {
 public:
  void close() { set_open(false); }
  void open_gate() { set_open(true); }
  void wait_for_a_sync_at_the_gate() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ > 0; });
  }
  [[nodiscard]] int syncs() const { return syncs_; }
  std::atomic<bool> fails_syncs = false;
  std::atomic<bool> is_full = false;
  std::atomic<std::uint64_t> free = 1ull << 40;

  Result<void> sync_data(int file) override {
    if (!is_segment(file)) return {};
    std::unique_lock lock(mutex_);
    ++syncs_;
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return is_open_; });
    --waiting_;
    if (fails_syncs) return parsers::failure(ErrorCode::storage_failed, "the test says so");
    return {};
  }
  Result<void> write_at(int file, std::string_view octets, std::uint64_t offset) override {
    if (is_full && is_segment(file)) return parsers::failure(ErrorCode::storage_full, "the test says so");
    return WrappedDisk::write_at(file, octets, offset);
  }
  Result<std::uint64_t> free_octets(const std::filesystem::path&) override { return free.load(); }

 private:
  void set_open(bool open) {
    const std::lock_guard lock(mutex_);
    is_open_ = open;
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_open_ = true;
  int waiting_ = 0;
  std::atomic<int> syncs_ = 0;
};

struct SpoolWriterTest : testing::Test {
  TemporaryDirectory directory;
  SpoolOptions options = options_in(directory.path(), new_keys());
  GatedDisk disk;
  std::unique_ptr<Spool> spool;
  std::unique_ptr<SpoolReader> reader;

  void SetUp() override {
    spool = must(Spool::open(options, disk));
    reader = must(SpoolReader::open(options, nothing_is_done(), disk));
  }
  void TearDown() override { disk.open_gate(); }
  void reopen() {
    spool.reset();
    spool = must(Spool::open(options, disk));
  }
  std::future<Result<SpoolId>> commit(std::string_view octets) {
    auto message = must(spool->begin());
    EXPECT_TRUE(message.append(octets));
    return commit(std::move(message));
  }
  static std::future<Result<SpoolId>> commit(IncomingMessage message) {
    auto promise = std::make_shared<std::promise<Result<SpoolId>>>();
    auto future = promise->get_future();
    std::move(message).commit(envelope_of("x"), [promise](Result<SpoolId> id) { promise->set_value(std::move(id)); });
    return future;
  }
  static bool is_ready(const std::future<Result<SpoolId>>& answer) {
    return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  }
};

TEST_F(SpoolWriterTest, MessagesThatComeDuringASyncShareTheNextOne) {
  must(commit("first").get());
  const int before = disk.syncs();
  disk.close();
  std::vector<std::future<Result<SpoolId>>> answers;
  answers.push_back(commit("alone"));
  disk.wait_for_a_sync_at_the_gate();
  for (std::uint32_t i = 0; i < 20; ++i) answers.push_back(commit(octets_of(i, 2000)));
  disk.open_gate();
  for (auto& answer : answers) EXPECT_TRUE(answer.get());
  EXPECT_EQ(disk.syncs() - before, 2);
}

TEST_F(SpoolWriterTest, NothingIsAcknowledgedOrHandedOutBeforeItsSyncReturned) {
  must(commit("first").get());
  EXPECT_EQ(claim_all(*reader).size(), 1u);
  disk.close();
  auto answer = commit("second");
  disk.wait_for_a_sync_at_the_gate();
  EXPECT_FALSE(is_ready(answer));
  EXPECT_TRUE(claim_all(*reader).empty());
  EXPECT_FALSE(reader->wait(std::chrono::milliseconds(0)));
  disk.open_gate();
  EXPECT_TRUE(answer.get());
  EXPECT_TRUE(reader->wait(std::chrono::seconds(10)));
  EXPECT_EQ(claim_all(*reader).size(), 1u);
}

TEST_F(SpoolWriterTest, WakesAReaderThatWaits) {
  std::thread waiting([&] {
    while (!reader->wait(std::chrono::seconds(60))) {
    }
  });
  must(commit("something").get());
  waiting.join();
  EXPECT_EQ(claim_all(*reader).size(), 1u);
}

TEST_F(SpoolWriterTest, AFailedSyncIsLatchedUntilReopened) {
  must(commit("kept").get());
  auto begun_before = must(spool->begin());
  disk.fails_syncs = true;
  const auto failed = commit("in doubt").get();
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::storage_failed);
  disk.fails_syncs = false;
  const auto begun = spool->begin();
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().code, ErrorCode::storage_failed);
  const auto late = commit(std::move(begun_before)).get();
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::storage_failed);
  reopen();
  EXPECT_TRUE(commit("again").get());
}

TEST_F(SpoolWriterTest, AFullDiskPassesByItself) {
  must(commit("before").get());
  disk.is_full = true;
  const auto refused = commit("during").get();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::storage_full);
  disk.is_full = false;
  EXPECT_TRUE(commit("after").get());
  const auto messages = claim_all(*reader);
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(messages[0].octets, "before");
  EXPECT_EQ(messages[1].octets, "after");
}

TEST_F(SpoolWriterTest, AMessageThatLostAPieceIsNotAcknowledged) {
  auto message = must(spool->begin());
  ASSERT_TRUE(message.append(octets_of(1, 150'000)));
  disk.is_full = true;
  ASSERT_FALSE(commit("takes the pieces along").get());
  disk.is_full = false;
  const auto refused = commit(std::move(message)).get();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::storage_full);
  EXPECT_TRUE(claim_all(*reader).empty());
  EXPECT_TRUE(std::filesystem::is_empty(options.directory / "quarantine"));
}

TEST_F(SpoolWriterTest, AMessageIsGivenUpWithoutWaitingForTheDisk) {
  must(commit("first").get());
  disk.close();
  auto answer = commit("at the gate");
  disk.wait_for_a_sync_at_the_gate();
  {
    auto given_up = must(spool->begin());
    ASSERT_TRUE(given_up.append(octets_of(1, 200'000)));
  }
  disk.open_gate();
  EXPECT_TRUE(answer.get());
  EXPECT_EQ(claim_all(*reader).size(), 2u);
}

TEST_F(SpoolWriterTest, AMessageMayBeGivenUpWhereAnotherIsFinished) {
  auto given_up = std::make_shared<IncomingMessage>(must(spool->begin()));
  ASSERT_TRUE(given_up->append(octets_of(1, 200'000)));
  auto message = must(spool->begin());
  std::promise<void> finished;
  std::move(message).commit(envelope_of("x"), [&](const Result<SpoolId>&) {
    given_up.reset();
    finished.set_value();
  });
  finished.get_future().wait();
  EXPECT_EQ(claim_all(*reader).size(), 1u);
}

TEST_F(SpoolWriterTest, RefusesNewMessagesWhileTheDiskIsLow) {
  spool.reset();
  options.least_free_octets = 1000;
  spool = must(Spool::open(options, disk));
  disk.free = 999;
  const auto refused = spool->begin();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::storage_full);
  disk.free = 1000;
  while (!spool->begin()) std::this_thread::yield(); // asked again soon
}

TEST_F(SpoolWriterTest, RefusesOctetsBeyondTheLimit) {
  spool.reset();
  options.message_octets = 100'000;
  spool = must(Spool::open(options, disk));
  auto message = must(spool->begin());
  EXPECT_TRUE(message.append(octets_of(1, 99'999)));
  EXPECT_TRUE(message.append("x"));
  EXPECT_EQ(message.size(), 100'000u);
  const auto beyond = message.append("y");
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().code, ErrorCode::too_large);
  EXPECT_TRUE(commit(std::move(message)).get());
}

TEST_F(SpoolWriterTest, RefusesAnEnvelopeThatNoConversationCanMake) {
  auto message = must(spool->begin());
  auto envelope = envelope_of("x");
  envelope.helo.assign(300'000, 'h');
  std::promise<Result<SpoolId>> answer;
  std::move(message).commit(envelope, [&](Result<SpoolId> id) { answer.set_value(std::move(id)); });
  const auto refused = answer.get_future().get();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
}

TEST_F(SpoolWriterTest, RefusesAKeyThatIsNone) {
  spool.reset();
  options.keys.public_key.fill(0);
  const auto refused = Spool::open(options, disk);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
}

TEST_F(SpoolWriterTest, NeitherOctetsNorEnvelopeStandInTheClear) {
  const std::string secret = "a line that nobody else may read";
  must(commit(secret).get());
  reopen();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(options.directory)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string octets{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(octets.find(secret), std::string::npos);
    EXPECT_EQ(octets.find("mail.example"), std::string::npos);
  }
}

TEST_F(SpoolWriterTest, AnOldSegmentGoesAlthoughNoMailComes) {
  spool.reset();
  options.segment_age = std::chrono::milliseconds(1);
  spool = must(Spool::open(options, disk));
  const auto id = must(commit("the only one").get());
  std::vector<std::uint32_t> removed;
  while (removed.empty()) {
    (void)reader->wait(std::chrono::milliseconds(10));
    std::vector<SpoolId> ids;
    for (const auto& message : claim_all(*reader)) ids.push_back(message.id);
    removed = must(reader->release(ids));
  }
  EXPECT_EQ(removed, std::vector{id.segment});
}

TEST_F(SpoolWriterTest, TakesMessagesOfManyThreads) {
  constexpr std::uint32_t threads = 8, each = 50;
  std::vector<std::thread> writers;
  for (std::uint32_t thread = 0; thread < threads; ++thread) {
    writers.emplace_back([&, thread] {
      for (std::uint32_t i = 0; i < each; ++i) {
        const auto seed = thread * each + i;
        auto message = must(spool->begin());
        const auto octets = octets_of(seed, seed % 7 == 0 ? 100'000 : seed);
        for (std::size_t done = 0; done < octets.size(); done += 1000) {
          EXPECT_TRUE(message.append(std::string_view(octets).substr(done, 1000)));
        }
        std::promise<Result<SpoolId>> answer;
        std::move(message).commit(envelope_of(std::to_string(seed)),
                                  [&](Result<SpoolId> id) { answer.set_value(std::move(id)); });
        EXPECT_TRUE(answer.get_future().get());
      }
    });
  }
  std::set<std::string> names;
  while (names.size() < threads * each) {
    (void)reader->wait(std::chrono::milliseconds(100));
    std::vector<SpoolId> ids;
    for (const auto& message : must(reader->claim(10, 1 << 20))) {
      const auto& address = message.envelope.reverse_path.address;
      const auto seed = static_cast<std::uint32_t>(std::stoul(address));
      EXPECT_EQ(message.octets, octets_of(seed, seed % 7 == 0 ? 100'000 : seed));
      EXPECT_TRUE(names.insert(address).second);
      ids.push_back(message.id);
    }
    must(reader->release(ids));
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(spool->depth().messages, 0u);
}

} // namespace
} // namespace store
