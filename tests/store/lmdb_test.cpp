#include "store/lmdb.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>

#include "tests/store/spool_fixture.hpp"

namespace {
std::atomic<bool> sync_fails = false;
}

/// Stands before the C library's: liblmdb calls this one.
extern "C" int fdatasync(int file) {
  if (sync_fails) {
    errno = EIO;
    return -1;
  }
  return static_cast<int>(::syscall(SYS_fdatasync, file));
}

namespace store {
namespace {

using parsers::ErrorCode;
using test::TemporaryDirectory;

constexpr std::uint64_t small_map = 1u << 20;

class Lmdb : public ::testing::Test {
 protected:
  EnvironmentOptions options(Access access = Access::read_write, std::uint64_t map_octets = small_map) const {
    return {.directory = temporary_.path(), .access = access, .map_octets = map_octets};
  }
  void SetUp() override { open(); }
  void TearDown() override { sync_fails = false; }
  void open() {
    environment_.reset();
    auto opened = Environment::open_or_create(options());
    ASSERT_TRUE(opened) << to_string(opened.error());
    environment_ = std::move(*opened);
  }
  Environment& environment() { return *environment_; }
  void close() { environment_.reset(); }
  Result<void> put(std::string_view key, std::string_view value) {
    auto transaction = environment().write();
    if (!transaction) return tl::unexpected(transaction.error());
    if (auto done = transaction->put(Table::meta, key, value); !done) return done;
    return std::move(*transaction).commit();
  }
  std::optional<std::string> get(std::string_view key) {
    const auto transaction = environment().read();
    EXPECT_TRUE(transaction);
    const auto value = transaction->get(Table::meta, key);
    EXPECT_TRUE(value);
    return *value ? std::optional<std::string>(**value) : std::nullopt;
  }
  [[nodiscard]] const std::filesystem::path& directory() const { return temporary_.path(); }

 private:
  TemporaryDirectory temporary_;
  std::unique_ptr<Environment> environment_;
};

TEST_F(Lmdb, KeepsWhatWasCommittedAndForgetsWhatWasNot) {
  ASSERT_TRUE(put("a", "1"));
  {
    auto transaction = environment().write();
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(transaction->put(Table::meta, "b", "2"));
  }
  open();
  EXPECT_EQ(get("a"), "1");
  EXPECT_EQ(get("b"), std::nullopt);
}

TEST_F(Lmdb, AReaderSeesOneState) {
  ASSERT_TRUE(put("a", "1"));
  const auto reader = environment().read();
  ASSERT_TRUE(put("a", "2"));
  EXPECT_EQ(**reader->get(Table::meta, "a"), "1");
  EXPECT_EQ(get("a"), "2");
}

TEST_F(Lmdb, CursorsGoBothWays) {
  for (const char* key : {"a", "c", "e"}) ASSERT_TRUE(put(key, key));
  const auto transaction = environment().read();
  auto cursor = transaction->cursor(Table::meta);
  ASSERT_TRUE(cursor);
  EXPECT_EQ((**cursor->seek("b")).key, "c");
  EXPECT_EQ((**cursor->next()).key, "e");
  EXPECT_EQ(*cursor->next(), std::nullopt);
  EXPECT_EQ((**cursor->last()).key, "e");
  EXPECT_EQ((**cursor->previous()).key, "c");
  EXPECT_EQ((**cursor->first()).key, "a");
  EXPECT_EQ(*cursor->previous(), std::nullopt);
  EXPECT_EQ(*cursor->seek("f"), std::nullopt);
}

TEST_F(Lmdb, RemovesAndCounts) {
  ASSERT_TRUE(put("a", "1"));
  auto transaction = environment().write();
  EXPECT_EQ(*transaction->count(Table::meta), 1u);
  EXPECT_TRUE(*transaction->remove(Table::meta, "a"));
  EXPECT_FALSE(*transaction->remove(Table::meta, "a"));
  EXPECT_EQ(*transaction->count(Table::meta), 0u);
}

TEST_F(Lmdb, ReadTransactionsAreUsedAgain) {
  for (int i = 0; i < 5000; ++i) ASSERT_TRUE(environment().read()); // more than there are places for readers
}

TEST_F(Lmdb, AFullMapIsToldAndWorksAgainWithRoom) {
  const std::string large(100'000, 'x');
  int kept = 0;
  Result<void> outcome;
  while ((outcome = put("large" + std::to_string(kept), large))) ++kept;
  EXPECT_EQ(outcome.error().code, ErrorCode::storage_full);
  EXPECT_GT(kept, 2);
  EXPECT_EQ(get("large0"), large);
  {
    auto transaction = environment().write();
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(*transaction->remove(Table::meta, "large0"));
    ASSERT_TRUE(*transaction->remove(Table::meta, "large1"));
    ASSERT_TRUE(std::move(*transaction).commit());
  }
  ASSERT_TRUE(put("small", "1")); // the pages become free one commit later
  EXPECT_TRUE(put("again", large));
}

TEST_F(Lmdb, AFailedSyncIsLatchedUntilReopened) {
  ASSERT_TRUE(put("a", "1"));
  sync_fails = true;
  const auto failed = put("a", "2");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::storage_failed);
  sync_fails = false;
  const auto refused = put("a", "3");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::storage_failed);
  EXPECT_TRUE(environment().has_failed());
  open();
  EXPECT_EQ(get("a"), "1");
  EXPECT_TRUE(put("a", "4"));
}

TEST_F(Lmdb, AProcessOpensADirectoryOnce) {
  const auto again = Environment::open(options(Access::read_only));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::busy);
  close();
  EXPECT_TRUE(Environment::open(options(Access::read_only)));
}

TEST_F(Lmdb, AReaderDoesNotWrite) {
  close();
  const auto environment = Environment::open(options(Access::read_only));
  ASSERT_TRUE(environment);
  EXPECT_EQ((*environment)->write().error().code, ErrorCode::storage_read_only);
}

TEST_F(Lmdb, SaysWhatIsWrongWithADirectory) {
  EXPECT_EQ(Environment::open({.directory = directory() / "none"}).error().code, ErrorCode::not_found);
  std::ofstream(directory() / "file") << "x";
  EXPECT_EQ(Environment::open({.directory = directory() / "file"}).error().code, ErrorCode::invalid_argument);
  std::filesystem::create_directory(directory() / "empty");
  EXPECT_EQ(Environment::open({.directory = directory() / "empty"}).error().code, ErrorCode::not_found);
}

TEST_F(Lmdb, NoticesAFileThatIsTooShortOrOfSomethingElse) {
  ASSERT_TRUE(put("large", std::string(200'000, 'x')));
  close();
  const auto data = directory() / "data.mdb";
  std::filesystem::resize_file(data, std::filesystem::file_size(data) / 2);
  EXPECT_EQ(Environment::open(options()).error().code, ErrorCode::corrupt);
  std::ofstream(data, std::ios::binary | std::ios::trunc) << std::string(100'000, 'x');
  EXPECT_EQ(Environment::open(options()).error().code, ErrorCode::corrupt);
}

/// Runs `work` in another process, which ends with its answer.
template <class Work>
int in_child(Work work) {
  const pid_t child = ::fork();
  if (child == 0) std::_Exit(work());
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(Lmdb, AnotherProcessReadsWhileThisOneWrites) {
  close();
  ASSERT_EQ(in_child([&] {
              auto writer = Environment::open(options());
              auto transaction = (*writer)->write();
              if (!transaction->put(Table::meta, "a", "1") || !std::move(*transaction).commit()) return 1;
              return in_child([&] { return Environment::open(options(Access::read_only)) ? 0 : 2; });
            }),
            0);
  open();
  EXPECT_EQ(get("a"), "1");
}

TEST_F(Lmdb, ADeadReaderIsCleared) {
  const int ended = in_child([&] {
    const auto reader = Environment::open(options(Access::read_only));
    if (!reader) return 1;
    const auto transaction = (*reader)->read();
    if (!transaction) return 2;
    ::kill(::getpid(), SIGKILL);
    return 0;
  });
  ASSERT_EQ(ended, 128 + SIGKILL);
  EXPECT_EQ(*environment().clear_dead_readers(), 1u);
  EXPECT_EQ(*environment().clear_dead_readers(), 0u);
}

/// Mounts `path` over itself for reading, in a name space of this process.
bool make_read_only(const std::filesystem::path& path) {
  const char* const name = path.c_str();
  return ::mount(name, name, nullptr, MS_BIND, nullptr) == 0 &&
         ::mount(nullptr, name, nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) == 0;
}

TEST_F(Lmdb, AReaderWhoCannotSayWhatItReadsIsRefused) {
  constexpr int cannot_mount = 250;
  ASSERT_TRUE(put("a", "1"));
  close();
  const auto lock = directory() / "lock.mdb";
  const int code = in_child([&] {
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
      return cannot_mount;
    }
    if (!make_read_only(directory())) return cannot_mount;
    const auto opened = Environment::open(options(Access::read_only));
    return opened ? 254 : static_cast<int>(opened.error().code);
  });
  if (code == cannot_mount) GTEST_SKIP() << "needs the right to mount";
  EXPECT_EQ(code, static_cast<int>(ErrorCode::storage_read_only));
  // As the unit of the web role has it: all for reading but the lock.
  EXPECT_EQ(in_child([&] {
              if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
                  ::mount(lock.c_str(), lock.c_str(), nullptr, MS_BIND, nullptr) != 0 ||
                  !make_read_only(directory() / "data.mdb")) {
                return cannot_mount;
              }
              const auto opened = Environment::open(options(Access::read_only));
              if (!opened) return static_cast<int>(opened.error().code);
              const auto transaction = (*opened)->read();
              return transaction && transaction->get(Table::meta, "a")->has_value() ? 0 : 254;
            }),
            0);
}

TEST_F(Lmdb, AnOrdinaryUserIsToldThatADirectoryIsNotTheirs) {
  close();
  std::filesystem::permissions(directory() / "data.mdb", std::filesystem::perms::none);
  std::filesystem::permissions(directory(), std::filesystem::perms::all);
  const int code = in_child([&] {
    constexpr uid_t nobody = 65534;
    if (::geteuid() == 0 && ::setuid(nobody) != 0) return 255;
    const auto opened = Environment::open(options());
    return opened ? 254 : static_cast<int>(opened.error().code);
  });
  EXPECT_EQ(code, static_cast<int>(ErrorCode::permission_denied));
}

} // namespace
} // namespace store
