// The filter may say "nothing there" only where that is so: also beside writers, in this process and in others.
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "store/address_table.hpp"
#include "store/block_filter.hpp"
#include "store/look_up_filter.hpp"
#include "store/octets.hpp"
#include "tests/store/import_fixture.hpp"

namespace store {
namespace {

using classifier::IdentityHash;

IdentityHash hash_of(std::mt19937_64& chance) {
  IdentityHash hash;
  for (std::uint8_t& octet : hash) octet = static_cast<std::uint8_t>(chance());
  return hash;
}

TEST(BlockFilter, FindsEveryKeyThatWasAdded) {
  for (const std::uint64_t room : {std::uint64_t{1}, std::uint64_t{100'000}, std::uint64_t{3'000'000}}) {
    auto filter = BlockFilter::make(room);
    ASSERT_TRUE(filter);
    std::mt19937_64 chance(room);
    for (int i = 0; i < 100'000; ++i) filter->add(view_of(hash_of(chance)));
    chance.seed(room);
    for (int i = 0; i < 100'000; ++i) ASSERT_TRUE(filter->may_contain(hash_of(chance)));
  }
}

TEST(BlockFilter, SeldomFindsAKeyThatWasNot) {
  auto filter = BlockFilter::make(1'000'000);
  std::mt19937_64 chance(1);
  for (std::uint64_t i = 0; i < filter->room(); ++i) filter->add(view_of(hash_of(chance)));
  int false_alarms = 0;
  for (int i = 0; i < 100'000; ++i) false_alarms += filter->may_contain(hash_of(chance)) ? 1 : 0;
  EXPECT_LT(false_alarms, 300); // 130 are expected
}

TEST(BlockFilter, HoldsKeysAtBothEndsOfTheHashes) {
  auto filter = BlockFilter::make(1000);
  IdentityHash least{};
  IdentityHash greatest;
  greatest.fill(0xff);
  filter->add(view_of(least));
  filter->add(view_of(greatest));
  EXPECT_TRUE(filter->may_contain(least));
  EXPECT_TRUE(filter->may_contain(greatest));
}

class Filter : public ImportTest {
 protected:
  LmdbStore& lmdb_store() { return static_cast<LmdbStore&>(store()); }
  void build() {
    store().prepare_look_ups();
    lmdb_store().wait_for_filter();
  }
  bool is_known(std::string_view who) { return !states(who).empty(); }
  bool head_is_right(std::string_view who) { return store().states_of(identity(who))->position == *store().head(); }
};

TEST_F(Filter, KnowsWhatWasThereBefore) {
  commit({draft("a@b.example", 1), draft("@d.example", 2)});
  import({{ "i@b.example" }});
  build();
  EXPECT_TRUE(is_known("a@b.example"));
  EXPECT_TRUE(is_known("anybody@d.example"));
  EXPECT_TRUE(is_known("i@b.example"));
  EXPECT_FALSE(is_known("c@b.example"));
  EXPECT_TRUE(head_is_right("c@b.example"));
  EXPECT_TRUE(head_is_right("a@b.example"));
}

TEST_F(Filter, KnowsEachCommitAsSoonAsItIsDone) {
  build();
  for (std::uint64_t i = 0; i < 200; ++i) {
    const std::string who = "n" + std::to_string(i) + "@b.example";
    EXPECT_FALSE(is_known(who));
    EXPECT_TRUE(head_is_right(who));
    commit({draft(who, 100 + i)});
    EXPECT_TRUE(is_known(who)) << i;
    EXPECT_TRUE(head_is_right("nobody@b.example"));
  }
}

TEST_F(Filter, KnowsARowAsSoonAsItsPieceIsCommitted) {
  build();
  import(many_contacts(30'000));
  for (const std::size_t i : {0u, 1u, 15'000u, 29'999u}) EXPECT_TRUE(is_known("n" + std::to_string(i) + "@b.example"));
  EXPECT_FALSE(is_known("n30000@b.example"));
}

TEST_F(Filter, CatchesUpWithMoreThanALookUpMayWaitFor) {
  build();
  import(many_contacts(250'000));
  std::mt19937 chance(1);
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(is_known("n" + std::to_string(chance() % 250'000) + "@b.example"));
  EXPECT_FALSE(is_known("nobody@b.example"));
}

TEST_F(Filter, AnswersWhileItIsBuilt) {
  import(many_contacts(300'000));
  store().prepare_look_ups();
  std::mt19937 chance(1);
  for (int i = 0; i < 2000; ++i) ASSERT_TRUE(is_known("n" + std::to_string(chance() % 300'000) + "@b.example"));
}

TEST_F(Filter, EndsWithTheStoreWhileItIsBuilt) {
  import(many_contacts(100'000));
  for (int i = 0; i < 20; ++i) {
    store().prepare_look_ups();
    reopen();
  }
}

TEST_F(Filter, WorksInAStoreThatIsReadOnly) {
  commit({draft("a@b.example", 1)});
  reopen(Access::read_only);
  build();
  EXPECT_TRUE(is_known("a@b.example"));
  EXPECT_FALSE(is_known("c@b.example"));
}

/// The writer says by a pipe that a commit is durable; from then on this process must know it.
TEST_F(Filter, KnowsEachCommitOfAnotherProcess) {
  constexpr std::uint64_t commits = 300;
  int announcements[2];
  ASSERT_EQ(::pipe(announcements), 0);
  close();
  const pid_t writer = ::fork();
  if (writer == 0) {
    const auto opened = open_store(directory(), test_options());
    char go = 0;
    if (!opened) ::_exit(1);
    for (std::uint64_t i = 0; i < commits; ++i) {
      const std::vector<Draft> drafts{draft("n" + std::to_string(i) + "@b.example", 100 + i)};
      if (!(*opened)->commit(drafts) || ::write(announcements[1], &go, 1) != 1) ::_exit(1);
    }
    const auto imported = import_list(**opened, many_contacts(20'000, "i"));
    ::_exit(imported && ::write(announcements[1], &go, 1) == 1 ? 0 : 1);
  }
  ::close(announcements[1]);
  reopen(Access::read_only);
  build();
  char announced = 0;
  for (std::uint64_t i = 0; i < commits; ++i) {
    ASSERT_EQ(::read(announcements[0], &announced, 1), 1);
    ASSERT_TRUE(is_known("n" + std::to_string(i) + "@b.example")) << i;
    ASSERT_FALSE(is_known("nobody" + std::to_string(i) + "@b.example"));
  }
  ASSERT_EQ(::read(announcements[0], &announced, 1), 1);
  for (int i = 0; i < 20'000; i += 100) ASSERT_TRUE(is_known("i" + std::to_string(i) + "@b.example"));
  ::close(announcements[0]);
  int status = 0;
  ::waitpid(writer, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

TEST_F(Filter, ManyThreadsAskWhileOneCommits) {
  build();
  constexpr std::uint64_t commits = 200;
  std::atomic<std::uint64_t> done = 0;
  std::atomic<int> missed = 0;
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&, reader] {
      std::mt19937_64 chance(static_cast<std::uint64_t>(reader));
      while (done < commits) {
        const std::uint64_t known = done;
        if (known == 0) continue;
        const std::string who = "n" + std::to_string(chance() % known) + "@b.example";
        if (store().states_of(identity(who))->states.empty()) ++missed;
      }
    });
  }
  for (std::uint64_t i = 0; i < commits; ++i) {
    commit({draft("n" + std::to_string(i) + "@b.example", 100 + i)});
    done = i + 1;
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(missed, 0);
}

/// Directly, so that each way of asking is seen.
class LookUpFilterTest : public ImportTest {
 protected:
  void SetUp() override {
    ImportTest::SetUp();
    commit({draft("a@b.example", 1)});
    keys_ = {{classifier::KeyKind::strict, store().keys().hash_text("a@b.example")},
             {classifier::KeyKind::domain, store().keys().hash_text("nobody@b.example")}};
    close();
    ring_ = *KeyRing::open(directory() / "keys");
    environment_ = std::move(*Environment::open({.directory = directory() / "store", .access = Access::read_write}));
    filter_ = std::make_unique<LookUpFilter>(*environment_, *ring_);
  }
  void TearDown() override {
    filter_.reset();
    environment_.reset();
  }
  void change_something() {
    auto transaction = environment_->write();
    ASSERT_TRUE(transaction->put(Table::meta, "test", std::to_string(environment_->last_number())));
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  std::vector<LookUpKey> keys_;
  std::optional<KeyRing> ring_;
  std::unique_ptr<Environment> environment_;
  std::unique_ptr<LookUpFilter> filter_;
};

TEST_F(LookUpFilterTest, SaysNothingBeforeItIsBuilt) {
  EXPECT_FALSE(filter_->ask(environment_->last_number(), keys_));
  const auto transaction = environment_->read();
  EXPECT_FALSE(filter_->catch_up(*transaction));
}

TEST_F(LookUpFilterTest, SaysNothingOfAStateThatItHasNotSeen) {
  filter_->start();
  filter_->wait_until_built();
  const auto answer = filter_->ask(environment_->last_number(), keys_);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->perhaps, 1);
  EXPECT_TRUE(answer->position);
  change_something();
  EXPECT_FALSE(filter_->ask(environment_->last_number(), keys_));
  EXPECT_TRUE(filter_->ask(environment_->last_number() - 1, keys_));
  const auto transaction = environment_->read();
  EXPECT_TRUE(filter_->catch_up(*transaction));
  EXPECT_TRUE(filter_->ask(environment_->last_number(), keys_));
  EXPECT_FALSE(filter_->ask(environment_->last_number() - 1, keys_)->position); // right, but not known for that state
}

TEST_F(LookUpFilterTest, StartsAgainFromTheTable) {
  filter_->start();
  filter_->wait_until_built();
  filter_->start_again();
  std::optional<LookUpFilter::Answer> answer;
  while (!answer) answer = filter_->ask(environment_->last_number(), keys_);
  EXPECT_EQ(answer->perhaps, 1);
}

TEST_F(LookUpFilterTest, IsNotBuiltOverALedgerThatCannotBeRead) {
  auto transaction = environment_->write();
  ASSERT_TRUE(transaction->put(Table::addresses, "short", "x"));
  ASSERT_TRUE(std::move(*transaction).commit());
  filter_->start();
  filter_->wait_until_built();
  EXPECT_FALSE(filter_->ask(environment_->last_number(), keys_));
}

TEST_F(LookUpFilterTest, GivesUpWhenAnEntryCannotBeRead) {
  filter_->start();
  filter_->wait_until_built();
  {
    auto transaction = environment_->write();
    auto head = head_of(*transaction);
    ++head->last.number;
    ASSERT_TRUE(transaction->put(Table::entries, entry_key(head->ordinal, head->last.number), "no entry"));
    OctetWriter row;
    row.array(head->last.origin).number(head->last.number).array(head->digest);
    ASSERT_TRUE(transaction->put(Table::origins, OctetWriter().number(head->ordinal).view(), row.view()));
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  const auto transaction = environment_->read();
  EXPECT_FALSE(filter_->catch_up(*transaction));
  EXPECT_FALSE(filter_->ask(environment_->last_number() - 1, keys_));
}

} // namespace
} // namespace store
