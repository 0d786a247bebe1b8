#include "admin/pages/login_throttle.hpp"

#include <gtest/gtest.h>

namespace admin {
namespace {

constexpr parsers::Instant start{std::chrono::hours{1000}};
constexpr std::chrono::milliseconds at_once{0};

NetworkAddress source(const char* text) { return *NetworkAddress::parse(text); }

TEST(LoginThrottle, SlowsOneAccountDownAfterFiveTriesFromAnywhere) {
  LoginThrottle throttle;
  for (int i = 1; i <= 5; ++i) {
    EXPECT_EQ(throttle.count_try("a@b.example", source(("192.0.2." + std::to_string(i)).c_str()), start), at_once);
  }
  EXPECT_EQ(throttle.count_try("a@b.example", source("192.0.2.9"), start), std::chrono::seconds{1});
  EXPECT_EQ(throttle.count_try(" A@B.example", source("192.0.2.9"), start), std::chrono::seconds{2});
}

TEST(LoginThrottle, NeverDelaysMoreThanEightSecondsAndNeverLocks) {
  LoginThrottle throttle;
  for (int i = 0; i < 10'000; ++i) {
    EXPECT_LE(throttle.count_try("a@b.example", source("192.0.2.1"), start), LoginThrottle::longest_delay);
  }
}

TEST(LoginThrottle, SlowsTenThousandWrongLoginsToADayAndLocksNobodyOut) {
  LoginThrottle throttle;
  auto now = start;
  for (int i = 0; i < 10'000; ++i) now += throttle.count_try("a@b.example", source("192.0.2.1"), now);
  EXPECT_GE(now - start, std::chrono::hours{22});
  EXPECT_LE(throttle.count_try("a@b.example", source("192.0.2.2"), now), LoginThrottle::longest_delay)
      << "the owner waits a little, from wherever they come";
  throttle.succeeded("a@b.example", source("192.0.2.2"));
  EXPECT_EQ(throttle.count_try("a@b.example", source("192.0.2.2"), now), at_once);
}

TEST(LoginThrottle, SlowsOneSourceDownAfterTwentyTriesForAnyone) {
  LoginThrottle throttle;
  for (int i = 0; i < 20; ++i) throttle.count_try(std::to_string(i), source("192.0.2.1"), start);
  EXPECT_GT(throttle.count_try("another", source("192.0.2.1"), start), at_once);
}

TEST(LoginThrottle, ForgetsAfterAQuarterOfAnHour) {
  LoginThrottle throttle;
  for (int i = 0; i < 9; ++i) throttle.count_try("a@b.example", std::nullopt, start);
  EXPECT_EQ(throttle.count_try("a@b.example", std::nullopt, start + LoginThrottle::window), at_once);
}

TEST(LoginThrottle, StartsAnewAfterARightPassword) {
  LoginThrottle throttle;
  for (int i = 0; i < 9; ++i) throttle.count_try("a@b.example", std::nullopt, start);
  throttle.succeeded("a@b.example", std::nullopt);
  EXPECT_EQ(throttle.count_try("a@b.example", std::nullopt, start), at_once);
}

TEST(LoginThrottle, GivesASourceBackOnlyTheTryThatWasRight) {
  LoginThrottle throttle;
  const auto attacker = source("192.0.2.1");
  for (int i = 0; i < 25; ++i) {
    throttle.count_try(std::to_string(i), attacker, start);
    throttle.count_try("own@b.example", attacker, start);
    throttle.succeeded("own@b.example", attacker);
  }
  EXPECT_GT(throttle.count_try("own@b.example", attacker, start), at_once);
}

} // namespace
} // namespace admin
