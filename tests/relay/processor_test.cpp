#include "relay/processor.hpp"

#include <gtest/gtest.h>

#include "tests/admin/fake_store.hpp"
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

} // namespace
} // namespace relay
