#include "store/vault.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "store/sealing.hpp"
#include "tests/store/failing_disk.hpp"
#include "tests/store/spool_fixture.hpp"

namespace store {
namespace {

using namespace store::test;
using parsers::ErrorCode;

struct VaultedMessage {
  VaultPlace place;
  VaultKey key{};
};

/// Under a fresh key.
Result<VaultedMessage> keep(Vault& vault, std::string_view octets) {
  VaultedMessage message{.place = {}, .key = random_secret()};
  const auto place = vault.append(octets, message.key);
  if (!place) return tl::unexpected(place.error());
  message.place = *place;
  return message;
}

struct VaultTest : testing::Test {
  TemporaryDirectory directory;
  std::filesystem::path path = directory.path() / "vault";
  std::unique_ptr<Vault> vault = must(Vault::open(path));
};

TEST_F(VaultTest, ReadsWhatWasAppendedBeforeAndAfterItsSync) {
  const auto one = must(keep(*vault, octets_of(1, 5000)));
  const auto two = must(keep(*vault, ""));
  EXPECT_EQ(must(vault->read(one.place, one.key)), octets_of(1, 5000));
  EXPECT_EQ(must(vault->read(two.place, two.key)), "");
  ASSERT_TRUE(vault->sync());
  EXPECT_EQ(must(vault->read(one.place, one.key)), octets_of(1, 5000));
  EXPECT_EQ(must(vault->read(two.place, two.key)), "");
}

TEST_F(VaultTest, RemovesSegmentsThatNothingNeedsAndNotTheOneThatIsWritten) {
  const auto one = must(keep(*vault, "one"));
  ASSERT_TRUE(vault->sync());
  auto second = must(Vault::open(path));
  const auto two = must(keep(*second, "two"));
  ASSERT_TRUE(second->sync());
  auto third = must(Vault::open(path));
  must(keep(*third, "three"));
  ASSERT_TRUE(third->sync());
  const auto end = must(third->segment_to_come());
  EXPECT_EQ(end, 3u);
  EXPECT_EQ(must(third->remove_segments(end, {two.place.segment})), 1u);
  EXPECT_FALSE(third->read(one.place, one.key));
  EXPECT_EQ(must(third->read(two.place, two.key)), "two");
  EXPECT_EQ(must(third->remove_segments(end, {})), 1u);
  EXPECT_EQ(must(third->remove_segments(end, {})), 0u);
}

TEST_F(VaultTest, AnotherProcessReadsWhatWasSynced) {
  const auto one = must(keep(*vault, "octets"));
  ASSERT_TRUE(vault->sync());
  auto other = must(Vault::open(path));
  EXPECT_EQ(must(other->read(one.place, one.key)), "octets");
}

TEST_F(VaultTest, ANewWriterTakesANewSegment) {
  const auto one = must(keep(*vault, "one"));
  ASSERT_TRUE(vault->sync());
  auto other = must(Vault::open(path));
  const auto two = must(keep(*other, "two"));
  ASSERT_TRUE(other->sync());
  EXPECT_GT(two.place.segment, one.place.segment);
  EXPECT_EQ(must(vault->read(two.place, two.key)), "two");
  EXPECT_EQ(must(vault->read(one.place, one.key)), "one");
}

TEST_F(VaultTest, FindsEveryChangedOctet) {
  const auto one = must(keep(*vault, "some octets that are kept"));
  must(keep(*vault, "and others"));
  ASSERT_TRUE(vault->sync());
  const auto file = path / "0000000001.vault";
  for (std::uint32_t i = 0; i < one.place.length; ++i) {
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekg(static_cast<std::streamoff>(one.place.offset + i));
    const int octet = stream.get();
    stream.seekp(static_cast<std::streamoff>(one.place.offset + i));
    stream.put(static_cast<char>(octet ^ 1)).flush();
    const auto read = vault->read(one.place, one.key);
    ASSERT_FALSE(read) << i;
    EXPECT_EQ(read.error().code, ErrorCode::corrupt);
    stream.seekp(static_cast<std::streamoff>(one.place.offset + i));
    stream.put(static_cast<char>(octet)).flush();
  }
  EXPECT_TRUE(vault->read(one.place, one.key));
}

TEST_F(VaultTest, OpensARecordOnlyAtItsPlaceAndWithItsKey) {
  const auto one = must(keep(*vault, "the same length"));
  const auto two = must(keep(*vault, "the same_length"));
  ASSERT_TRUE(vault->sync());
  EXPECT_FALSE(vault->read(two.place, one.key));
  auto moved = one.place;
  ++moved.offset;
  EXPECT_FALSE(vault->read(moved, one.key));
  auto shorter = one.place;
  --shorter.length;
  EXPECT_FALSE(vault->read(shorter, one.key));
  auto beyond = one.place;
  beyond.offset = 1ull << 40;
  EXPECT_FALSE(vault->read(beyond, one.key));
  auto endless = one.place;
  endless.length = 0xffffffff;
  const auto refused = vault->read(endless, one.key);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::corrupt);
  auto elsewhere = one.place;
  elsewhere.segment = 99;
  const auto missing = vault->read(elsewhere, one.key);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  // The octets of one place copied to another do not open either.
  std::fstream stream(path / "0000000001.vault", std::ios::binary | std::ios::in | std::ios::out);
  std::string octets(one.place.length, '\0');
  stream.seekg(static_cast<std::streamoff>(one.place.offset)).read(octets.data(), one.place.length);
  stream.seekp(static_cast<std::streamoff>(two.place.offset)).write(octets.data(), one.place.length).flush();
  EXPECT_FALSE(vault->read(two.place, one.key));
}

TEST_F(VaultTest, WritesWhatIsLargerThanItsBuffer) {
  std::vector<VaultedMessage> messages;
  for (std::uint32_t i = 0; i < 6; ++i) messages.push_back(must(keep(*vault, octets_of(i, 4'000'000))));
  for (std::uint32_t i = 0; i < 6; ++i) {
    EXPECT_EQ(must(vault->read(messages[i].place, messages[i].key)), octets_of(i, 4'000'000));
  }
  ASSERT_TRUE(vault->sync());
  EXPECT_EQ(must(vault->read(messages[0].place, messages[0].key)), octets_of(0, 4'000'000));
}

using Promised = std::map<std::string, VaultedMessage>;

/// Two batches, each one sync; `promised` always says which of the records may be relied on.
void keep_two_batches(const std::filesystem::path& path, Disk& disk, Promised& promised) {
  auto vault = Vault::open(path, disk);
  if (!vault) return;
  for (int batch = 0; batch < 2; ++batch) {
    Promised appended;
    for (int i = 0; i < 3; ++i) {
      const auto text = std::to_string(batch) + "-" + std::to_string(i);
      if (const auto message = keep(**vault, text)) appended.emplace(text, *message);
    }
    if ((*vault)->sync()) promised.merge(appended);
  }
}

std::size_t lost(const std::filesystem::path& path, const Promised& promised) {
  auto vault = must(Vault::open(path));
  std::size_t count = 0;
  for (const auto& [text, message] : promised) {
    const auto read = vault->read(message.place, message.key);
    count += read && *read == text ? 0 : 1;
  }
  return count;
}

TEST(VaultFaults, AFailureOfAnyCallLosesNothingThatWasPromised) {
  UnsyncedDisk working;
  for (const auto code : {ErrorCode::storage_failed, ErrorCode::storage_full}) {
    bool has_failed = true;
    for (std::uint64_t which = 1; has_failed; ++which) {
      TemporaryDirectory directory;
      FailingDisk disk(which, code, working);
      Promised promised;
      keep_two_batches(directory.path() / "vault", disk, promised);
      EXPECT_EQ(lost(directory.path() / "vault", promised), 0u) << which;
      has_failed = disk.has_failed();
    }
  }
}

std::size_t lost_by_power_cuts(Honesty honesty) {
  std::size_t count = 0;
  bool was_cut = true;
  for (std::uint32_t which = 1; was_cut; ++which) {
    TemporaryDirectory directory;
    TemporaryDirectory after;
    Promised promised, promised_at_cut;
    PowerCutDisk disk(
        directory.path(), which, [&] { promised_at_cut = promised; }, honesty);
    keep_two_batches(directory.path() / "vault", disk, promised);
    was_cut = disk.was_cut();
    disk.cut_now();
    disk.lay_out(after.path(), which);
    count += lost(after.path() / "vault", promised_at_cut);
  }
  return count;
}

TEST(VaultFaults, APowerCutLosesNothingThatWasPromised) {
  EXPECT_EQ(lost_by_power_cuts(Honesty::keeps_promises), 0u);
  EXPECT_GT(lost_by_power_cuts(Honesty::forgets_data), 0u);
  EXPECT_GT(lost_by_power_cuts(Honesty::forgets_names), 0u);
}

TEST(VaultFaults, AFailureIsLatchedAndAFullDiskIsNot) {
  TemporaryDirectory directory;
  UnsyncedDisk working;
  // The calls before the first write: directory, two syncs, list, creating, sync.
  for (const auto code : {ErrorCode::storage_failed, ErrorCode::storage_full}) {
    FailingDisk disk(7, code, working);
    auto vault = must(Vault::open(directory.path() / "vault", disk));
    must(keep(*vault, "lost"));
    const auto failed = vault->sync();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, code);
    const auto again = keep(*vault, "again");
    EXPECT_EQ(again.has_value(), code == ErrorCode::storage_full);
    EXPECT_EQ(vault->sync().has_value(), code == ErrorCode::storage_full);
    if (!again) continue;
    EXPECT_EQ(must(vault->read(again->place, again->key)), "again");
  }
}

} // namespace
} // namespace store
