#include "admin/watch.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace admin {
namespace {

using classifier::EventKind;

parsers::Instant minute(int number) {
  return parsers::Instant(std::chrono::days(20'000)) + std::chrono::minutes(number);
}

classifier::Entry entry_of(EventKind kind, std::uint64_t source, parsers::Instant at, std::uint64_t subject = 0) {
  classifier::Entry entry;
  entry.received_at = at;
  entry.event.kind = kind;
  entry.event.source = source;
  entry.event.subject = subject;
  return entry;
}

TEST(Watch, TellsOfEachLoginFromANewNetwork) {
  Watch watch;
  const auto seen = watch.see(entry_of(EventKind::new_network, 7, minute(0)));
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->concern, Concern::new_network);
  EXPECT_FALSE(watch.see(entry_of(EventKind::logged_in, 7, minute(0))));
}

TEST(Watch, TellsOnceAnHourOfManyLiftsByOneActor) {
  Watch watch;
  int told = 0;
  for (int i = 0; i < 40; ++i) {
    const auto seen = watch.see(entry_of(EventKind::lifted, 7, minute(0)));
    if (!seen) continue;
    ++told;
    EXPECT_EQ(i, 19);
    EXPECT_EQ(seen->concern, Concern::many_lifts);
    EXPECT_EQ(seen->count, 20u);
  }
  EXPECT_EQ(told, 1);
  for (int i = 0; i < 19; ++i) EXPECT_FALSE(watch.see(entry_of(EventKind::lifted, 8, minute(0)))) << "another actor";
  for (int i = 0; i < 19; ++i) EXPECT_FALSE(watch.see(entry_of(EventKind::lifted, 7, minute(60)))) << "another hour";
  EXPECT_TRUE(watch.see(entry_of(EventKind::lifted, 7, minute(60))));
}

TEST(Watch, CountsFailedLoginsOfOneSourceAndOfAll) {
  Watch watch;
  EXPECT_FALSE(watch.see(entry_of(EventKind::login_failed, 1, minute(0), 99)));
  const auto one = watch.see(entry_of(EventKind::login_failed, 1, minute(0), 1));
  ASSERT_TRUE(one);
  EXPECT_EQ(one->concern, Concern::many_failed_logins);
  std::optional<Suspicion> all;
  for (std::uint64_t source = 2; source < 10 && !all; ++source)
    all = watch.see(entry_of(EventKind::login_failed, source, minute(0), 60));
  ASSERT_TRUE(all);
  EXPECT_EQ(all->concern, Concern::failed_everywhere);
  EXPECT_GE(all->count, 500u);
}

TEST(Watch, TellsOfAllWithTheNextFailureWhenOneSourcePassedBothLimits) {
  Watch watch;
  for (std::uint64_t source = 1; source <= 8; ++source)
    EXPECT_FALSE(watch.see(entry_of(EventKind::login_failed, source, minute(0), 60)));
  const auto one = watch.see(entry_of(EventKind::login_failed, 9, minute(0), 150));
  ASSERT_TRUE(one);
  EXPECT_EQ(one->concern, Concern::many_failed_logins);
  const auto all = watch.see(entry_of(EventKind::login_failed, 10, minute(1), 1));
  ASSERT_TRUE(all);
  EXPECT_EQ(all->concern, Concern::failed_everywhere);
  EXPECT_EQ(all->count, 631u);
  EXPECT_FALSE(watch.see(entry_of(EventKind::login_failed, 10, minute(2), 1)));
}

TEST(Watch, ForgetsOldHoursFirstWhenThereAreTooManySources) {
  Watch watch;
  for (std::uint64_t source = 1; source <= 30'000; ++source)
    EXPECT_FALSE(watch.see(entry_of(EventKind::lifted, source, minute(0))));
  for (int i = 0; i < 19; ++i) EXPECT_FALSE(watch.see(entry_of(EventKind::lifted, 7, minute(600))));
  EXPECT_TRUE(watch.see(entry_of(EventKind::lifted, 7, minute(600))));
}

} // namespace
} // namespace admin
