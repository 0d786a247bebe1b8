#include "admin/pages/sessions.hpp"

#include <gtest/gtest.h>

#include <set>

namespace admin {
namespace {

constexpr parsers::Instant start{std::chrono::hours{1000}};

TEST(Sessions, KnowTheirUserByTheCookie) {
  Sessions sessions;
  const std::string cookie = sessions.open(7, start);
  EXPECT_EQ(sessions.use(cookie, start), 7u);
  EXPECT_FALSE(sessions.use(cookie.substr(1), start));
  EXPECT_FALSE(sessions.use("", start));
}

TEST(Sessions, AreNeverTheSameTwice) {
  Sessions sessions;
  std::set<std::string> cookies;
  for (int i = 0; i < 100; ++i) cookies.insert(sessions.open(7, start));
  EXPECT_EQ(cookies.size(), 100u);
}

TEST(Sessions, EndWhenTheyRestTooLong) {
  Sessions sessions;
  const std::string cookie = sessions.open(7, start);
  EXPECT_TRUE(sessions.use(cookie, start + Sessions::idle_limit - std::chrono::milliseconds{1}));
  EXPECT_FALSE(sessions.use(cookie, start + 2 * Sessions::idle_limit));
  EXPECT_FALSE(sessions.use(cookie, start)) << "an ended session does not come back";
}

TEST(Sessions, EndAfterTwelveHoursHoweverBusy) {
  Sessions sessions;
  const std::string cookie = sessions.open(7, start);
  auto now = start;
  for (; now < start + Sessions::total_limit; now += std::chrono::minutes{10}) EXPECT_TRUE(sessions.use(cookie, now));
  EXPECT_FALSE(sessions.use(cookie, now));
}

TEST(Sessions, EndWhenTheClockRunsBackBehindThem) {
  Sessions sessions;
  const std::string cookie = sessions.open(7, start);
  EXPECT_FALSE(sessions.use(cookie, start - std::chrono::hours{1}));
}

TEST(Sessions, EndAtLogout) {
  Sessions sessions;
  const std::string cookie = sessions.open(7, start);
  sessions.close(cookie);
  EXPECT_FALSE(sessions.use(cookie, start));
}

TEST(Sessions, MakeRoomForNewOnesAtTheCostOfTheLongestUnused) {
  Sessions sessions;
  const std::string oldest = sessions.open(1, start);
  const std::string kept = sessions.open(2, start + std::chrono::milliseconds{1});
  for (std::size_t i = 2; i <= Sessions::most_sessions; ++i) sessions.open(3, start + std::chrono::seconds{1});
  EXPECT_FALSE(sessions.use(oldest, start + std::chrono::seconds{2}));
  EXPECT_TRUE(sessions.use(kept, start + std::chrono::seconds{2}));
}

TEST(FormTokens, BelongToOneCookieAndOneProcess) {
  const FormTokens tokens, others;
  const std::string token = tokens.token_for("cookie");
  EXPECT_TRUE(tokens.is_good(token, "cookie"));
  EXPECT_FALSE(tokens.is_good(token, "another"));
  EXPECT_FALSE(tokens.is_good("", "cookie"));
  EXPECT_FALSE(others.is_good(token, "cookie"));
}

} // namespace
} // namespace admin
