#include "admin/api/key_limits.hpp"

#include "tests/admin/running_server.hpp"

namespace admin {
namespace {

constexpr parsers::Instant start{std::chrono::hours{1000}};
constexpr KeyLimit three_a_minute{"key", 3, std::chrono::minutes(1)};

TEST(KeyLimits, AllowTheQuotaInAWindowAndTellWhenItEnds) {
  KeyLimits limits;
  for (std::uint32_t left = 3; left-- > 0;) {
    const LimitStanding standing = limits.count(1, three_a_minute, start);
    EXPECT_TRUE(standing.is_within);
    EXPECT_EQ(standing.left, left);
  }
  const LimitStanding over = limits.count(1, three_a_minute, start + std::chrono::seconds(20));
  EXPECT_FALSE(over.is_within);
  EXPECT_EQ(over.until_reset, std::chrono::seconds(40));
  EXPECT_TRUE(limits.count(1, three_a_minute, start + std::chrono::seconds(60)).is_within);
}

TEST(KeyLimits, AreApartForEachKeyAndPolicy) {
  KeyLimits limits;
  for (int i = 0; i < 4; ++i) limits.count(1, three_a_minute, start);
  EXPECT_TRUE(limits.count(2, three_a_minute, start).is_within);
  EXPECT_TRUE(limits.count(1, {"lift", 1, std::chrono::hours(1)}, start).is_within);
}

TEST(KeyLimits, BeginAnewWhenTheClockWentBack) {
  KeyLimits limits;
  for (int i = 0; i < 4; ++i) limits.count(1, three_a_minute, start);
  EXPECT_TRUE(limits.count(1, three_a_minute, start - std::chrono::hours(1)).is_within);
}

TEST(KeyLimits, AreWrittenAsTheDraftHasThem) {
  EXPECT_EQ(policy_field(three_a_minute), "\"key\";q=3;w=60");
  EXPECT_EQ(standing_field(three_a_minute, {true, 2, std::chrono::seconds(59)}), "\"key\";r=2;t=59");
}

TEST(KeyLimits, TellAUseOnceAnHour) {
  KeyLimits limits;
  EXPECT_TRUE(limits.is_use_new(1, start));
  EXPECT_FALSE(limits.is_use_new(1, start + std::chrono::minutes(59)));
  EXPECT_TRUE(limits.is_use_new(2, start));
  EXPECT_TRUE(limits.is_use_new(1, start + std::chrono::minutes(60)));
}

class LimitedKeys : public RunningServer {
 protected:
  HttpAnswer check() { return ask(get("/v1/check?to=a%40b.example", bearer())); }
  store::KeyTerms& terms() { return store_.keys_by_secret[secret].terms; }
};

TEST_F(LimitedKeys, AreToldToComeBackLater) {
  terms().requests_a_minute = 2;
  start();
  EXPECT_EQ(check().field("RateLimit"), "\"key\";r=1;t=60");
  EXPECT_EQ(check().status, 200u);
  const HttpAnswer refused = check();
  EXPECT_EQ(refused.status, 429u);
  EXPECT_EQ(refused.field("Retry-After"), "60");
  EXPECT_EQ(refused.field("RateLimit-Policy"), "\"key\";q=2;w=60");
  advance(std::chrono::minutes(1));
  EXPECT_EQ(check().status, 200u);
}

TEST_F(LimitedKeys, WithoutALimitSayNothingOfOne) {
  start();
  EXPECT_EQ(check().field("RateLimit"), "");
}

TEST_F(LimitedKeys, AreGoodFromTheirNetworksOnly) {
  terms().networks = {"192.0.2.0/24", "2001:db8::/32"};
  start();
  EXPECT_EQ(check().status, 403u);
  terms().networks.emplace_back("127.0.0.0/8");
  EXPECT_EQ(check().status, 200u);
}

TEST_F(LimitedKeys, WithoutTheScopeAreRefused) {
  terms().scopes = {"write", "read", "lift", "admin", "audit"};
  start();
  EXPECT_EQ(check().status, 403u);
}

TEST_F(LimitedKeys, NoteTheirUseOnceAnHour) {
  start();
  for (int i = 0; i < 3; ++i) check();
  EXPECT_EQ(store_.key_uses, 1u);
  advance(std::chrono::hours(1));
  check();
  EXPECT_EQ(store_.key_uses, 2u);
}

} // namespace
} // namespace admin
