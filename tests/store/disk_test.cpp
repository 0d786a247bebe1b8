#include "store/disk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include "tests/store/spool_fixture.hpp"

namespace store {
namespace {

using namespace store::test;
using parsers::ErrorCode;
using testing::ElementsAre;

struct DiskTest : testing::Test {
  TemporaryDirectory directory;
  Disk& disk = system_disk();
};

TEST_F(DiskTest, ReadsLessAtTheEndOfAFile) {
  const auto file = must(disk.open(directory.path() / "a", OpenFor::creating));
  ASSERT_TRUE(disk.write_at(file.get(), "0123456789", 5));
  EXPECT_EQ(must(disk.read_at(file.get(), 10, 100)), "56789");
  EXPECT_EQ(must(disk.read_at(file.get(), 100, 10)), "");
  EXPECT_EQ(must(disk.size_of(file.get())), 15u);
  ASSERT_TRUE(disk.truncate(file.get(), 7));
  EXPECT_EQ(must(disk.read_at(file.get(), 5, 100)), "01");
}

TEST_F(DiskTest, CreatesForItsOwnerAlone) {
  const auto path = directory.path() / "a";
  must(disk.open(path, OpenFor::creating));
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600u);
  ASSERT_TRUE(disk.create_directory(directory.path() / "d"));
  ASSERT_EQ(::stat((directory.path() / "d").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0700u);
}

TEST_F(DiskTest, NamesWhatIsMissingAndWhatIsThere) {
  const auto path = directory.path() / "a";
  EXPECT_EQ(disk.open(path, OpenFor::reading).error().code, ErrorCode::not_found);
  EXPECT_EQ(disk.open(path, OpenFor::writing).error().code, ErrorCode::not_found);
  EXPECT_EQ(disk.remove(path).error().code, ErrorCode::not_found);
  must(disk.open(path, OpenFor::creating));
  EXPECT_EQ(disk.open(path, OpenFor::creating).error().code, ErrorCode::already_exists);
  EXPECT_EQ(disk.create_directory(path).error().code, ErrorCode::already_exists);
  EXPECT_TRUE(disk.create_directory(directory.path()));
  EXPECT_EQ(disk.sync_data(-1).error().code, ErrorCode::storage_failed);
  EXPECT_NE(disk.list(path / "b").error().context.find(path.string()), std::string::npos);
}

TEST_F(DiskTest, ListsNamesInOrder) {
  for (const auto* name : {"b", "c", "a"}) must(disk.open(directory.path() / name, OpenFor::creating));
  EXPECT_THAT(must(disk.list(directory.path())), ElementsAre("a", "b", "c"));
  ASSERT_TRUE(disk.rename(directory.path() / "c", directory.path() / "a"));
  ASSERT_TRUE(disk.remove(directory.path() / "b"));
  ASSERT_TRUE(disk.sync_directory(directory.path()));
  EXPECT_THAT(must(disk.list(directory.path())), ElementsAre("a"));
}

TEST_F(DiskTest, AFullDiskIsStorageFull) {
  const FileDescriptor full = must(disk.open("/dev/full", OpenFor::writing));
  const auto refused = disk.write_at(full.get(), "x", 0);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::storage_full);
}

TEST_F(DiskTest, SeesFreeSpaceAndPreallocates) {
  EXPECT_GT(must(disk.free_octets(directory.path())), 0u);
  const auto file = must(disk.open(directory.path() / "a", OpenFor::creating));
  ASSERT_TRUE(disk.preallocate(file.get(), 100'000));
  EXPECT_EQ(must(disk.size_of(file.get())), 100'000u);
}

TEST(FileDescriptor, ClosesOnceAndMoves) {
  TemporaryDirectory directory;
  FileDescriptor one = must(system_disk().open(directory.path() / "a", OpenFor::creating));
  const int number = one.get();
  FileDescriptor two = std::move(one);
  EXPECT_EQ(two.get(), number);
  FileDescriptor three;
  EXPECT_FALSE(three.is_open());
  three = std::move(two);
  EXPECT_TRUE(system_disk().size_of(number));
  three = FileDescriptor();
  EXPECT_FALSE(system_disk().size_of(number));
}

} // namespace
} // namespace store
