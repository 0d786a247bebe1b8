#include "relay/processor.hpp"

#include <gtest/gtest.h>

#include "relay/clock.hpp"
#include "tests/admin/fake_store.hpp"
#include "tests/smtp/proof/signer_for_tests.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/spool_fixture.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;

/// A store that counts its maintenance and lets it fail.
class AilingStore : public admin::FakeStore {
 public:
  parsers::Result<void> maintain(parsers::Instant) override {
    ++maintained;
    if (failure_code) return parsers::failure(*failure_code, "the test says so");
    return {};
  }
  std::atomic<int> maintained = 0;
  std::optional<ErrorCode> failure_code;
};

class ProcessorTest : public testing::Test {
 protected:
  void start(std::optional<ErrorCode> failure_code) {
    store_.failure_code = failure_code;
    const auto keys = store::test::new_keys();
    reader_ = std::move(*store::SpoolReader::open(store::test::options_in(temporary_.path(), keys),
                                                  [](store::SpoolId) { return false; }));
    attempt_.emplace(*Attempt::open(temporary_.path() / "attempt"));
    ProcessorObserver observer;
    observer.message = [](const ProcessedMessage&) {};
    observer.failed = [this](const parsers::Error&) { ++failures_; };
    processor_.emplace(Processor::Parts{store_, *reader_, *attempt_}, PipelineSettings{}, observer);
    processor_->start();
  }
  template <class Condition>
  void wait_until(Condition condition) {
    while (!condition()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  Processor& processor() { return *processor_; }
  AilingStore& store() { return store_; }
  int failures() const { return failures_; }

 private:
  store::test::TemporaryDirectory temporary_;
  AilingStore store_;
  std::unique_ptr<store::SpoolReader> reader_;
  std::optional<Attempt> attempt_;
  std::atomic<int> failures_ = 0;
  std::optional<Processor> processor_;
};

TEST_F(ProcessorTest, MaintainsTheStoreAlsoWhenNoMailComes) {
  start(std::nullopt);
  wait_until([this] { return store().maintained >= 3; });
  processor().stop();
  EXPECT_EQ(processor().trouble(), std::nullopt);
}

TEST_F(ProcessorTest, EndsWhenTheStoreCannotBeTrusted) {
  start(ErrorCode::storage_failed);
  wait_until([this] { return processor().trouble().has_value(); });
  EXPECT_EQ(processor().trouble()->code, ErrorCode::storage_failed);
  EXPECT_EQ(failures(), 1);
  EXPECT_EQ(store().maintained, 1);
}

TEST_F(ProcessorTest, GoesOnWhenTheDiskIsOnlyFull) {
  start(ErrorCode::storage_full);
  wait_until([this] { return store().maintained >= 3; });
  processor().stop();
  EXPECT_EQ(processor().trouble(), std::nullopt);
  EXPECT_GE(failures(), 3);
}

/// Has no room for the first syncs that it is told to refuse.
class FullDisk : public store::test::WrappedDisk {
 public:
  parsers::Result<void> sync_data(int file) override {
    if (refused > 0) {
      --refused;
      return parsers::failure(ErrorCode::storage_full, "the test says so");
    }
    return WrappedDisk::sync_data(file);
  }
  std::atomic<int> refused = 0;

 protected:
  parsers::Result<void> before() override { return {}; }
};

/// More messages than one round holds, so that one is committed while the next is read.
TEST(ProcessorOverAStore, KeepsEveryMessageOnceAlsoWhenTheDiskWasFullForARound) {
  constexpr std::uint32_t messages = 1200;
  const store::test::TemporaryDirectory temporary;
  FullDisk disk;
  const auto store =
      std::move(*store::Store::create(temporary.path(), {"example.test"}, admin::FakeStore::start, disk));
  const auto options = store::test::options_in(temporary.path(), store->keys().spool_keys());
  const auto spool = std::move(*store::Spool::open(options));
  const auto reader = std::move(*store::SpoolReader::open(options, store::test::nothing_is_done()));
  std::vector<store::SpoolId> ids;
  for (std::uint32_t i = 0; i < messages; ++i)
    ids.push_back(*store::test::write_message(*spool, "Subject: " + std::to_string(i) + "\r\n\r\nstop\r\n"));
  auto attempt = std::move(*Attempt::open(temporary.path() / "attempt"));
  std::atomic<int> failures = 0;
  std::atomic<std::size_t> processed = 0;
  ProcessorObserver observer;
  observer.message = [&](const ProcessedMessage&) { ++processed; };
  observer.failed = [&](const parsers::Error&) { ++failures; };
  Processor processor({*store, *reader, attempt}, PipelineSettings{}, observer);
  disk.refused = 1;
  processor.start();
  while (processed < messages) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  processor.stop();
  EXPECT_EQ(failures, 1);
  EXPECT_EQ(processed, messages);
  EXPECT_EQ(std::filesystem::file_size(temporary.path() / "attempt"), 0U) << "nothing was left in hand";
  const auto kept = store->messages(0, 0, 2 * messages);
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->size(), messages);
  for (const store::SpoolId id : ids) EXPECT_EQ(store->is_done(id), true) << store::to_string(id);
}

/// Says what it is told to say, and nothing until then.
class ToldResolver : public smtp::TextResolver {
 public:
  smtp::TextAnswers ask(std::span<const std::string> names, std::chrono::milliseconds) override {
    asked += names.size();
    return answers;
  }
  smtp::TextAnswers answers;
  std::size_t asked = 0;
};

store::SpoolId write_just_now(store::Spool& spool, const std::string& octets) {
  auto message = spool.begin();
  EXPECT_TRUE(message && message->append(octets));
  parsers::Envelope envelope = store::test::envelope_of("ann");
  envelope.received_at = now();
  std::promise<parsers::Result<store::SpoolId>> stored;
  std::move(*message).commit(envelope, [&](parsers::Result<store::SpoolId> id) { stored.set_value(std::move(id)); });
  return *stored.get_future().get();
}

TEST(ProcessorOverAStore, LeavesAMessageThatWaitsForAKeyInTheSpool) {
  const store::test::TemporaryDirectory temporary;
  const auto store = std::move(*store::Store::create(temporary.path(), {"example.test"}, admin::FakeStore::start));
  const auto options = store::test::options_in(temporary.path(), store->keys().spool_keys());
  const auto spool = std::move(*store::Spool::open(options));
  const auto id =
      write_just_now(*spool, smtp::SignerForTests{}.sign("From: ann@shop.example\r\nSubject: x\r\n\r\nstop\r\n"));
  const auto other = write_just_now(*spool, "From: bob@shop.example\r\n\r\nstop\r\n");
  auto attempt = std::move(*Attempt::open(temporary.path() / "attempt"));
  ToldResolver resolver;
  std::vector<store::SpoolId> processed;
  ProcessorObserver observer;
  observer.message = [&](const ProcessedMessage& message) { processed.push_back(message.message->id); };
  {
    const auto reader = std::move(*store::SpoolReader::open(options, store::test::nothing_is_done()));
    Processor processor({*store, *reader, attempt, &resolver}, PipelineSettings{}, observer);
    EXPECT_EQ(processor.run_once(), 2u);
    EXPECT_EQ(processor.run_once(), 0u) << "its time has not come";
    EXPECT_EQ(processed, std::vector{other});
    EXPECT_EQ(store->is_done(id), false);
  }
  resolver.answers = smtp::SignerForTests::keys();
  const auto reader =
      std::move(*store::SpoolReader::open(options, [&](store::SpoolId done) { return *store->is_done(done); }));
  Processor processor({*store, *reader, attempt, &resolver}, PipelineSettings{}, observer);
  EXPECT_EQ(processor.run_once(), 1u) << "the next process claims it again";
  EXPECT_EQ(processed, (std::vector{other, id}));
  EXPECT_EQ(store->is_done(id), true);
  EXPECT_EQ(store->messages(0, 0, 10)->size(), 2u);
  EXPECT_EQ(resolver.asked, 2u) << "an unsigned message needs no key";
}

} // namespace
} // namespace relay
