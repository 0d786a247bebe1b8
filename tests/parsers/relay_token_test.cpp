#include "parsers/relay_token.hpp"

#include <set>

#include "parsers/ascii.hpp"
#include "parsers/base32.hpp"
#include "tests/parsers/truncations.hpp"

namespace parsers {
namespace {

using namespace std::chrono_literals;

TokenKey key_of(std::uint8_t id) {
  TokenKey key{id, {}, {}};
  key.admission.fill(static_cast<std::uint8_t>(id + 1));
  key.effect.fill(static_cast<std::uint8_t>(id + 101));
  return key;
}

constexpr TokenReference reference = 0x0123456789ABCDEF;

std::string mint(TokenPurpose purpose = TokenPurpose::bounce, std::uint16_t expiry_day = 20'000) {
  return mint_token(purpose, reference, expiry_day, "example.test", key_of(3));
}

TEST(RelayToken, CarriesWhatItWasMintedFor) {
  for (const TokenPurpose purpose :
       {TokenPurpose::forward, TokenPurpose::reply, TokenPurpose::bounce, TokenPurpose::unsubscribe}) {
    const std::string local_part = mint(purpose);
    EXPECT_LE(local_part.size(), 64U);
    EXPECT_EQ(local_part, to_lower(local_part));
    const auto token = read_token(local_part);
    ASSERT_TRUE(token);
    EXPECT_EQ(token->purpose, purpose);
    EXPECT_EQ(token->key_id, 3);
    EXPECT_EQ(token->expiry_day, 20'000);
    EXPECT_EQ(token->reference, reference);
    const std::array keys = {key_of(2), key_of(3)};
    EXPECT_TRUE(is_admitted(*token, "example.test", keys));
    EXPECT_TRUE(has_effect(*token, "example.test", keys));
    EXPECT_TRUE(has_effect(*token, "EXAMPLE.Test", keys));
  }
}

TEST(RelayToken, IsReadWithoutCase) {
  std::string upper = mint();
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const auto token = read_token(upper);
  ASSERT_TRUE(token);
  EXPECT_TRUE(has_effect(*token, "example.test", std::array{key_of(3)}));
}

TEST(RelayToken, HoldsForOneDomainPurposeAndKeyOnly) {
  const auto token = read_token(mint());
  ASSERT_TRUE(token);
  const std::array right = {key_of(3)};
  EXPECT_FALSE(is_admitted(*token, "other.test", right));
  EXPECT_FALSE(has_effect(*token, "other.test", right));
  EXPECT_FALSE(has_effect(*token, "example.test", std::array{key_of(4)}));
  EXPECT_FALSE(has_effect(*token, "example.test", {}));
  TokenKey stranger = key_of(4);
  stranger.id = 3;
  EXPECT_FALSE(is_admitted(*token, "example.test", std::array{stranger}));
  EXPECT_FALSE(has_effect(*token, "example.test", std::array{stranger}));
  std::string other_purpose = mint();
  other_purpose[0] = 'u';
  EXPECT_FALSE(has_effect(*read_token(other_purpose), "example.test", right));
}

TEST(RelayToken, GivesAdmissionWithoutTheEffectSecret) {
  const auto token = read_token(mint());
  TokenKey inbox = key_of(3);
  inbox.effect.fill(0);
  EXPECT_TRUE(is_admitted(*token, "example.test", std::array{inbox}));
  EXPECT_FALSE(has_effect(*token, "example.test", std::array{inbox}));
}

TEST(RelayToken, FailsForEveryChangedCharacter) {
  const std::string good = mint();
  const std::array keys = {key_of(3)};
  for (std::size_t i = 2; i < good.size(); ++i) {
    for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyz234567")) {
      if (c == good[i]) continue;
      std::string changed = good;
      changed[i] = c;
      const auto token = read_token(changed);
      if (!token) continue;
      EXPECT_FALSE(is_admitted(*token, "example.test", keys) && has_effect(*token, "example.test", keys)) << changed;
    }
  }
}

TEST(RelayToken, IsNothingForOtherLocalParts) {
  const std::string good = mint();
  test::for_each_truncation(good.substr(0, good.size() - 1),
                            [](std::string_view text) { EXPECT_EQ(read_token(text), std::nullopt); });
  for (const std::string& text :
       {good + "a", "x" + good.substr(1), "b_" + good.substr(2), good.substr(0, 5) + "1" + good.substr(6),
        "b-7" + good.substr(3), good.substr(0, good.size() - 1) + "7"})
    EXPECT_EQ(read_token(text), std::nullopt) << text;
}

TEST(RelayToken, HoldsThroughItsLastDay) {
  const RelayToken token{TokenPurpose::bounce, 0, 20'000, 1, {}, {}};
  const Instant day{std::chrono::sys_days{std::chrono::days{20'000}}};
  EXPECT_FALSE(token.has_expired(day));
  EXPECT_FALSE(token.has_expired(day + 24h - 1ms));
  EXPECT_TRUE(token.has_expired(day + 24h));
  EXPECT_FALSE((RelayToken{TokenPurpose::unsubscribe, 0, 0, 1, {}, {}}.has_expired(day)));
}

TEST(RelayToken, NamesItsPurposes) {
  std::set<std::string_view> names;
  for (const TokenPurpose purpose :
       {TokenPurpose::forward, TokenPurpose::reply, TokenPurpose::bounce, TokenPurpose::unsubscribe})
    names.insert(name_of(purpose));
  EXPECT_THAT(names, ::testing::ElementsAre("bounce", "forward", "reply", "unsubscribe"));
}

TEST(Base32, RoundTripsEveryLength) {
  std::vector<std::uint8_t> octets;
  for (std::uint8_t i = 0; i < 40; ++i) {
    EXPECT_EQ(decode_base32(encode_base32(octets)), octets);
    octets.push_back(static_cast<std::uint8_t>(i * 37 + 200));
  }
  EXPECT_EQ(encode_base32(std::vector<std::uint8_t>{'f', 'o', 'o', 'b', 'a'}), "mzxw6ytb"); // RFC 4648 section 10
}

TEST(Base32, HasOneSpelling) {
  EXPECT_EQ(decode_base32("mz"), std::nullopt); // spare bits are set
  EXPECT_NE(decode_base32("my"), std::nullopt);
  EXPECT_EQ(decode_base32("myy"), std::nullopt); // a character that carries no octet
  EXPECT_EQ(decode_base32("m1"), std::nullopt);
  EXPECT_EQ(decode_base32("my======"), std::nullopt);
}

} // namespace
} // namespace parsers
