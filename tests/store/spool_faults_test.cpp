// Every call to the disk fails once, and the power is cut before every change.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/store/failing_disk.hpp"
#include "tests/store/spool_life.hpp"

namespace store {
namespace {

using namespace store::test;
using parsers::ErrorCode;
using testing::IsEmpty;

SpoolOptions small_options(const std::filesystem::path& directory, const SpoolKeys& keys) {
  auto options = options_in(directory, keys);
  options.segment_octets = 100'000;
  return options;
}

TEST(SpoolFaults, ALifeWithoutAnyDoesEverythingThatIsTested) {
  TemporaryDirectory directory;
  UnsyncedDisk disk;
  const auto options = small_options(directory.path(), new_keys());
  SpoolLife life(options, disk);
  life.live();
  const World world = life.world();
  EXPECT_EQ(world.sent.size(), 18u);
  EXPECT_FALSE(world.acknowledged.empty());
  EXPECT_FALSE(world.put_aside.empty());
  EXPECT_FALSE(world.removed.empty());
  EXPECT_THAT(faults_of(world, options, disk), IsEmpty());
}

void fail_every_call(ErrorCode code) {
  const auto keys = new_keys();
  UnsyncedDisk working;
  bool has_failed = true;
  std::uint64_t which = 0;
  while (has_failed) {
    TemporaryDirectory directory;
    const auto options = small_options(directory.path(), keys);
    FailingDisk disk(++which, code, working);
    SpoolLife life(options, disk);
    life.live();
    ASSERT_THAT(faults_of(life.world(), options, working), IsEmpty()) << "call " << which;
    has_failed = disk.has_failed();
  }
  EXPECT_GT(which, 100u);
}

TEST(SpoolFaults, AFailureOfAnyCallLosesAndDoublesNothing) { fail_every_call(ErrorCode::storage_failed); }

TEST(SpoolFaults, AFullDiskAtAnyCallLosesAndDoublesNothing) { fail_every_call(ErrorCode::storage_full); }

struct Cut {
  bool was_cut = false;
  std::vector<std::string> faults;
};

Cut cut_power_before(std::uint32_t which, const SpoolKeys& keys, Honesty honesty) {
  TemporaryDirectory directory;
  TemporaryDirectory after;
  World world_at_cut;
  SpoolLife* living = nullptr;
  PowerCutDisk disk(
      directory.path(), which, [&] { world_at_cut = living->world(); }, honesty);
  SpoolLife life(small_options(directory.path(), keys), disk);
  living = &life;
  life.live();
  Cut cut;
  cut.was_cut = disk.was_cut();
  disk.cut_now();
  disk.lay_out(after.path(), which);
  UnsyncedDisk working;
  cut.faults = faults_of(world_at_cut, small_options(after.path(), keys), working);
  return cut;
}

TEST(SpoolFaults, APowerCutBeforeAnyChangeLosesAndDoublesNothing) {
  const auto keys = new_keys();
  std::uint32_t which = 0;
  for (bool was_cut = true; was_cut;) {
    const Cut cut = cut_power_before(++which, keys, Honesty::keeps_promises);
    ASSERT_THAT(cut.faults, IsEmpty()) << "cut before change " << which;
    was_cut = cut.was_cut;
  }
  EXPECT_GT(which, 40u);
}

/// The control: a disk that does not do what it says must be found out, else the tests above prove nothing.
std::size_t cuts_with_faults(Honesty honesty) {
  const auto keys = new_keys();
  std::size_t found = 0;
  std::uint32_t which = 0;
  for (bool was_cut = true; was_cut;) {
    const Cut cut = cut_power_before(++which, keys, honesty);
    found += cut.faults.empty() ? 0 : 1;
    was_cut = cut.was_cut;
  }
  return found;
}

TEST(SpoolFaults, ADiskThatForgetsSyncedDataIsFoundOut) { EXPECT_GT(cuts_with_faults(Honesty::forgets_data), 10u); }

TEST(SpoolFaults, ADiskThatForgetsSyncedNamesIsFoundOut) { EXPECT_GT(cuts_with_faults(Honesty::forgets_names), 10u); }

} // namespace
} // namespace store
