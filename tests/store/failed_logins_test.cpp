// Failed logins are counted, forgotten in time, and lock nobody out.
#include "tests/store/logging_in.hpp"

namespace store {
namespace {

TEST_F(LoggingIn, CountsFailuresOfAnHourInOneEntry) {
  for (int i = 0; i < 7; ++i) EXPECT_FALSE(log_in(at(10), "wrong"));
  ASSERT_TRUE(store().maintain(at(11)));
  EXPECT_EQ(count(EventKind::login_failed), 0u) << "the hour is not over";
  ASSERT_TRUE(store().maintain(at(70)));
  ASSERT_TRUE(store().maintain(at(71)));
  ASSERT_EQ(count(EventKind::login_failed), 1u);
  const auto all = entries();
  const auto entry = std::ranges::find_if(
      all, [](const classifier::Entry& candidate) { return candidate.event.kind == EventKind::login_failed; });
  EXPECT_EQ(entry->event.subject, 7u);
  EXPECT_EQ(entry->event.source, store().keys().source("192.0.2.1"));
  EXPECT_EQ(store().failed_logins()->at(0).network, "192.0.2.1");
  EXPECT_TRUE(faults().empty());
}

TEST_F(LoggingIn, ForgetsWhereFailuresCameFromAfterHalfAYear) {
  EXPECT_FALSE(log_in(at(10), "wrong"));
  ASSERT_TRUE(store().maintain(at(100)));
  ASSERT_TRUE(store().maintain(at(182 * 24 * 60)));
  EXPECT_EQ(store().failed_logins()->size(), 1u);
  ASSERT_TRUE(store().maintain(at(184 * 24 * 60)));
  EXPECT_TRUE(store().failed_logins()->empty());
  EXPECT_EQ(count(EventKind::login_failed), 1u);
}

TEST_F(LoggingIn, LocksNobodyOutAfterTenThousandWrongPasswords) {
  for (int i = 0; i < 10'000; ++i) ASSERT_FALSE(log_in(at(10) + seconds(i), "wrong"));
  EXPECT_TRUE(log_in(at(10) + seconds(10'000)));
  ASSERT_TRUE(store().maintain(at(10) + seconds(20'000)));
  EXPECT_LE(count(EventKind::login_failed), 4u) << "one an hour and source";
}

} // namespace
} // namespace store
