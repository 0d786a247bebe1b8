#include "store/group_commit.hpp"

#include <functional>
#include <future>
#include <latch>
#include <new>
#include <thread>

#include "tests/store/spool_fixture.hpp"

namespace store {
namespace {

using parsers::ErrorCode;
using parsers::failure;
using test::TemporaryDirectory;
using enum GroupCommit::Weight;

class GroupCommitTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = Environment::open_or_create(
        {.directory = temporary_.path(), .access = Access::read_write, .map_octets = 4u << 20});
    ASSERT_TRUE(opened) << to_string(opened.error());
    environment_ = std::move(*opened);
    commits_.emplace(*environment_);
  }
  void TearDown() override {
    go_on();
    join();
  }

  /// Keeps the first transaction open until `go_on`, so that what is asked for meanwhile waits together.
  void hold_the_first() {
    std::promise<void> begun;
    start([this, &begun] {
      EXPECT_TRUE(commits_->commit(light, [&](WriteTransaction&) -> Result<void> {
        begun.set_value();
        held_.wait();
        return {};
      }));
    });
    begun.get_future().wait();
  }
  void go_on() {
    if (!held_.try_wait()) held_.count_down();
  }
  void ask(GroupCommit::Weight weight, GroupCommit::Change change, Result<void>* outcome = nullptr) {
    const std::size_t before = commits_->waiting();
    start([this, weight, change = std::move(change), outcome] {
      const auto done = commits_->commit(weight, change);
      if (outcome != nullptr)
        *outcome = done;
      else
        EXPECT_TRUE(done) << (done ? "" : to_string(done.error()));
    });
    while (commits_->waiting() == before) std::this_thread::yield();
  }
  void join() {
    while (auto caller = take_caller()) caller->join(); // each may have begun further ones
  }
  /// Writes a row of that name and notes it; `sees` is a row that must not be durable by then: it shares a transaction.
  GroupCommit::Change note(const std::string& name, const std::string& shares_with = "") {
    return [this, name, shares_with](WriteTransaction& transaction) -> Result<void> {
      order_ += name;
      if (!shares_with.empty()) {
        EXPECT_FALSE(is_durable(shares_with)) << name;
        EXPECT_TRUE(transaction.get(Table::meta, shares_with)->has_value()) << name;
      }
      return transaction.put(Table::meta, name, name);
    };
  }
  bool is_durable(const std::string& name) {
    const auto transaction = environment_->read();
    return transaction->get(Table::meta, name)->has_value();
  }
  const std::string& order() const { return order_; }
  GroupCommit& commits() { return *commits_; }

 private:
  void start(std::function<void()> work) {
    const std::lock_guard lock(callers_mutex_);
    callers_.emplace_back(std::move(work));
  }
  std::optional<std::thread> take_caller() {
    const std::lock_guard lock(callers_mutex_);
    if (callers_.empty()) return std::nullopt;
    std::thread caller = std::move(callers_.front());
    callers_.erase(callers_.begin());
    return caller;
  }

  TemporaryDirectory temporary_;
  std::unique_ptr<Environment> environment_;
  std::optional<GroupCommit> commits_;
  std::latch held_{1};
  std::mutex callers_mutex_;
  std::vector<std::thread> callers_;
  std::string order_; // of the leader at a time
};

TEST_F(GroupCommitTest, WhatArrivesWhileACommitRunsSharesTheNext) {
  hold_the_first();
  ask(light, note("a"));
  ask(light, note("b", "a"));
  ask(light, note("c", "b"));
  go_on();
  join();
  EXPECT_EQ(order(), "abc");
  for (const char* name : {"a", "b", "c"}) EXPECT_TRUE(is_durable(name));
}

TEST_F(GroupCommitTest, AFailedChangeLeavesNothingAndDisturbsNobody) {
  hold_the_first();
  Result<void> refused;
  ask(light, note("a"));
  ask(
      light,
      [this](WriteTransaction& transaction) -> Result<void> {
        EXPECT_TRUE(note("half")(transaction));
        return failure(ErrorCode::already_exists, "as it were");
      },
      &refused);
  ask(light, note("b"));
  go_on();
  join();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::already_exists);
  EXPECT_TRUE(is_durable("a"));
  EXPECT_FALSE(is_durable("half"));
  EXPECT_TRUE(is_durable("b"));
}

TEST_F(GroupCommitTest, ManyFailuresStillEndForEverybody) {
  hold_the_first();
  std::vector<Result<void>> refused(10);
  for (int i = 0; i < 10; ++i) {
    ask(
        light, [](WriteTransaction&) -> Result<void> { return failure(ErrorCode::not_found, ""); },
        &refused[static_cast<std::size_t>(i)]);
    ask(light, note(std::string(1, static_cast<char>('a' + i))));
  }
  go_on();
  join();
  for (const auto& outcome : refused) EXPECT_EQ(outcome.error().code, ErrorCode::not_found);
  for (char name = 'a'; name < 'a' + 10; ++name) EXPECT_TRUE(is_durable(std::string(1, name)));
}

TEST_F(GroupCommitTest, AChangeWithoutMemoryIsTheOnlyOneRefused) {
  hold_the_first();
  Result<void> refused;
  ask(light, note("a"));
  ask(
      light, [](WriteTransaction&) -> Result<void> { throw std::bad_alloc(); }, &refused);
  ask(light, note("b"));
  go_on();
  join();
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
  EXPECT_TRUE(is_durable("a"));
  EXPECT_TRUE(is_durable("b"));
  EXPECT_TRUE(commits().commit(light, note("c"))); // nobody waits for a leader that is gone
}

TEST_F(GroupCommitTest, WhatIsTooLargeIsTheOnlyOneRefused) {
  hold_the_first();
  Result<void> refused;
  ask(light, note("a"));
  ask(
      light,
      [](WriteTransaction& transaction) { return transaction.put(Table::meta, "large", std::string(5u << 20, 'x')); },
      &refused);
  ask(light, note("b"));
  go_on();
  join();
  EXPECT_EQ(refused.error().code, ErrorCode::storage_full);
  EXPECT_TRUE(is_durable("a"));
  EXPECT_TRUE(is_durable("b"));
}

TEST_F(GroupCommitTest, ALightChangeNeverWaitsForTwoHeavyOnes) {
  hold_the_first();
  ask(heavy, [this](WriteTransaction& transaction) -> Result<void> {
    ask(light, note("c")); // arrives while a heavy one runs
    return note("A")(transaction);
  });
  ask(heavy, note("B"));
  ask(light, note("a"));
  ask(light, note("b"));
  go_on();
  join();
  EXPECT_EQ(order(), "abAcB");
}

TEST_F(GroupCommitTest, AHeavyChangeHasItsTurnHoweverManyLightOnesCome) {
  hold_the_first();
  ask(light, [this](WriteTransaction& transaction) -> Result<void> {
    ask(light, note("b"));
    return note("a")(transaction);
  });
  ask(heavy, [this](WriteTransaction& transaction) -> Result<void> {
    ask(light, note("c"));
    return note("A")(transaction);
  });
  ask(heavy, note("B"));
  go_on();
  join();
  EXPECT_EQ(order(), "aAbcB");
}

} // namespace
} // namespace store
