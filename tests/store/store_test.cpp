#include "store/store.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <latch>
#include <thread>

#include "store/meta.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using parsers::ErrorCode;

// -- making and opening -----------------------------------------------------------------------------------------------

using StoreOpening = StoreTest;

TEST_F(StoreOpening, AStoreIsMadeOnce) {
  for (int i = 0; i < 2; ++i) { // while it is open, and after
    const auto again = create_store(directory(), {"relay.example"}, at(0), test_options());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::already_exists);
    close();
  }
}

TEST_F(StoreOpening, HasItsDirectories) {
  for (const char* name : {"keys/master", "keys/inbox", "store/data.mdb", "vault", "spool", "writer"}) {
    EXPECT_TRUE(std::filesystem::exists(directory() / name)) << name;
  }
}

TEST_F(StoreOpening, SaysThatThereIsNone) {
  EXPECT_EQ(open_store(directory() / "none", test_options()).error().code, ErrorCode::not_found);
  std::filesystem::create_directories(directory() / "half" / "store");
  EXPECT_EQ(open_store(directory() / "half", test_options()).error().code, ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(directory() / "half" / "store" / "data.mdb"));
}

TEST_F(StoreOpening, RefusesANewerSchema) {
  close();
  {
    const auto environment =
        Environment::open({.directory = directory() / "store", .access = Access::read_write, .map_octets = 1u << 28});
    auto transaction = (*environment)->write();
    ASSERT_TRUE(write_schema(*transaction, schema_version + 1, at(0)));
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  for (const Access access : {Access::read_only, Access::read_write}) {
    const auto opened = open_store(directory(), test_options(access));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::newer_format);
  }
  EXPECT_EQ(create_store(directory(), {"relay.example"}, at(0), test_options()).error().code,
            ErrorCode::already_exists);
}

TEST_F(StoreOpening, RefusesDamagedFiles) {
  close();
  std::ofstream(directory() / "store" / "data.mdb", std::ios::binary | std::ios::trunc) << std::string(65'536, 'x');
  EXPECT_EQ(open_store(directory(), test_options()).error().code, ErrorCode::corrupt);
}

TEST_F(StoreOpening, RefusesToWorkWithoutItsKeys) {
  close();
  std::filesystem::remove(directory() / "keys" / "master");
  EXPECT_EQ(open_store(directory(), test_options()).error().code, ErrorCode::not_found);
}

TEST_F(StoreOpening, AReaderChangesNothing) {
  commit({draft("a@b.example", 1)});
  reopen(Access::read_only);
  EXPECT_EQ(states("a@b.example").size(), 1u);
  EXPECT_EQ(store().commit(std::vector{draft("a@b.example", 2)}).error().code, ErrorCode::storage_read_only);
  EXPECT_EQ(store().create_workspace("w", at(0)).error().code, ErrorCode::storage_read_only);
}

TEST(StoreMaking, AnAttemptThatFailedAnywhereCanBeMadeAgain) {
  int failures = 0;
  for (std::uint32_t call = 1;; ++call) {
    const TemporaryDirectory place;
    test::FailingDisk disk(call, ErrorCode::storage_failed);
    StoreOptions options = test_options();
    options.disk = &disk;
    const auto made = create_store(place.path() / "data", {"relay.example"}, at(0), options);
    if (made) break;
    ++failures;
    EXPECT_EQ(made.error().code, ErrorCode::storage_failed) << call;
    const auto again = create_store(place.path() / "data", {"relay.example"}, at(0), test_options());
    if (again) {
      EXPECT_TRUE((*again)->verify({})->faults.empty()) << call;
    } else {
      EXPECT_EQ(again.error().code, ErrorCode::already_exists) << call; // only the last syncs failed
      EXPECT_TRUE(open_store(place.path() / "data", test_options())) << call;
    }
  }
  EXPECT_GE(failures, 12);
}

TEST(StoreMaking, ACrashBetweenKeysAndLedgerIsMadeGood) {
  const TemporaryDirectory place;
  const auto keys = KeyRing::create(place.path() / "keys", {"relay.example"});
  ASSERT_TRUE(keys);
  const auto other = create_store(place.path(), {"other.example"}, at(0), test_options());
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::already_exists);
  const auto made = create_store(place.path(), {"relay.example"}, at(0), test_options());
  ASSERT_TRUE(made) << to_string(made.error());
  EXPECT_EQ((*made)->keys().hash_text("a"), keys->hash_text("a"));
}

TEST(StoreMaking, AReadOnlyPlaceIsTold) {
  const TemporaryDirectory place;
  std::filesystem::permissions(place.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec |
                                                 std::filesystem::perms::others_read |
                                                 std::filesystem::perms::others_exec);
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t nobody = 65534;
    if (::geteuid() == 0 && ::setuid(nobody) != 0) std::_Exit(255);
    const auto made = create_store(place.path() / "data", {"relay.example"}, at(0), test_options());
    std::_Exit(made ? 254 : static_cast<int>(made.error().code));
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), static_cast<int>(ErrorCode::permission_denied));
}

// -- all or nothing, several at once ----------------------------------------------------------------------------------

using StoreWriting = StoreTest;

TEST_F(StoreWriting, ABadDraftRefusesTheWholeCall) {
  Draft both = draft("a@b.example", 1);
  both.domain_rule = "@b.example";
  Draft stream = draft("c@b.example", 2);
  stream.event.scope.purpose = {classifier::Purpose::Kind::stream, ""};
  for (const Draft& bad : {both, stream}) {
    EXPECT_EQ(store().commit(std::vector{draft("x@y.example", 3), bad}).error().code, ErrorCode::invalid_argument);
    const std::vector messages{message({1, 1}, "octets", {bad})};
    EXPECT_EQ(store().commit({}, messages).error().code, ErrorCode::invalid_argument);
  }
  EXPECT_EQ(store().head()->number, 1u);
  EXPECT_FALSE(*store().is_done({1, 1}));
}

TEST_F(StoreWriting, AFullStoreTakesNothingAndAnswersOn) {
  close();
  const TemporaryDirectory place;
  StoreOptions options = test_options();
  options.map_octets = 2u << 20;
  const auto small = create_store(place.path(), {"relay.example"}, at(0), options);
  ASSERT_TRUE(small);
  std::uint64_t number = 0;
  Result<std::vector<EntryReceipt>> outcome;
  do {
    std::vector<Draft> drafts;
    for (int i = 0; i < 100; ++i, ++number)
      drafts.push_back(draft("n" + std::to_string(number) + "@b.example", number));
    outcome = (*small)->commit(drafts);
  } while (outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::storage_full);
  EXPECT_TRUE((*small)->verify({})->faults.empty());
  EXPECT_EQ((*small)->head()->number, number - 100 + 1);
  EXPECT_EQ((*small)->states_of(identity("n0@b.example"))->states.size(), 1u);
}

TEST_F(StoreWriting, ThreadsWriteAndReadAtOnce) {
  constexpr int threads = 4;
  constexpr std::uint64_t each = 25;
  std::latch together(threads);
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread) {
    running.emplace_back([&, thread] {
      together.arrive_and_wait();
      for (std::uint64_t i = 0; i < each; ++i) {
        const std::uint64_t number = static_cast<std::uint64_t>(thread) * each + i;
        EXPECT_TRUE(store().commit(std::vector{draft("shared@b.example", number)}));
        EXPECT_FALSE(states("shared@b.example").empty());
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  EXPECT_EQ(store().head()->number, threads * each + 1);
  EXPECT_EQ(states("shared@b.example")[0].state.facts.size(), threads * each);
  EXPECT_TRUE(faults().empty());
}

TEST_F(StoreWriting, AnotherProcessReadsWhatThisOneWrites) {
  close();
  const pid_t reader = ::fork();
  if (reader == 0) {
    const auto opened = open_store(directory(), test_options(Access::read_only));
    if (!opened) std::_Exit(1);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (std::uint64_t seen = 0; seen < 51;) {
      const auto head = (*opened)->head();
      if (!head || head->number < seen || std::chrono::steady_clock::now() > deadline) std::_Exit(2);
      seen = head->number;
    }
    std::_Exit((*opened)->states_of(identity("n49@b.example"))->states.size() == 1 ? 0 : 3);
  }
  reopen();
  for (std::uint64_t i = 0; i < 50; ++i) commit({draft("n" + std::to_string(i) + "@b.example", i)});
  int status = 0;
  ASSERT_EQ(::waitpid(reader, &status, 0), reader);
  EXPECT_EQ(status, 0);
}

} // namespace
} // namespace store
