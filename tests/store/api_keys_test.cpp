// API keys: their terms, their end, their rotation.
#include "tests/store/logging_in.hpp"

namespace store {
namespace {

class Keys : public LoggingIn {
 protected:
  NewApiKey made(const std::function<void(KeyTerms&)>& with = [](KeyTerms&) {}) {
    KeyTerms terms;
    terms.name = "mailer";
    terms.workspaces = {1};
    terms.scopes = {"check"};
    with(terms);
    auto key = store().perform(CreateKey{terms, at(10)});
    EXPECT_TRUE(key) << (key ? "" : to_string(key.error()));
    return key ? *key : NewApiKey{};
  }
  bool is_good(const std::string& secret, Instant now) { return store().authenticate_key(secret, now).has_value(); }
};

TEST_F(Keys, ExpireAtTheirInstant) {
  const NewApiKey key = made([](KeyTerms& terms) { terms.expires_at = at(20); });
  EXPECT_TRUE(is_good(key.secret, at(20) - seconds(1)));
  EXPECT_FALSE(is_good(key.secret, at(20)));
}

TEST_F(Keys, LiveTwiceForATimeWhenTheyAreRotated) {
  const NewApiKey first = made();
  const auto second = store().perform(RotateKey{first.key.id, at(30), at(20)});
  ASSERT_TRUE(second) << to_string(second.error());
  EXPECT_EQ(second->key.id, first.key.id);
  EXPECT_TRUE(is_good(first.secret, at(29)));
  EXPECT_TRUE(is_good(second->secret, at(29)));
  EXPECT_FALSE(is_good(first.secret, at(30)));
  EXPECT_TRUE(is_good(second->secret, at(30)));
  EXPECT_EQ(count(EventKind::key_rotated), 1u);
  const auto third = store().perform(RotateKey{first.key.id, at(40), at(21)});
  EXPECT_FALSE(is_good(first.secret, at(22))) << "two are good, never three";
  EXPECT_TRUE(is_good(second->secret, at(22)));
  EXPECT_TRUE(is_good(third->secret, at(22)));
  EXPECT_TRUE(faults().empty());
}

TEST_F(Keys, AreRevokedWithBothSecrets) {
  const NewApiKey first = made();
  const auto second = store().perform(RotateKey{first.key.id, at(30), at(20)});
  ASSERT_TRUE(store().revoke_key(first.key.id, at(21)));
  EXPECT_FALSE(is_good(first.secret, at(21)));
  EXPECT_FALSE(is_good(second->secret, at(21)));
  EXPECT_EQ(store().perform(RotateKey{first.key.id, at(30), at(22)}).error().code, ErrorCode::invalid_argument);
}

TEST_F(Keys, RememberTheHourOfTheirLastUse) {
  const NewApiKey key = made();
  EXPECT_FALSE(store().api_keys()->at(0).used_at);
  ASSERT_TRUE(store().perform(NoteKeyUse{key.key.id, at(75)}));
  const auto head = *store().head();
  EXPECT_EQ(store().api_keys()->at(0).used_at, std::chrono::floor<std::chrono::hours>(at(75)));
  EXPECT_EQ(*store().head(), head) << "using a key is no entry";
}

TEST_F(Keys, HaveTermsThatCanBeMeant) {
  const auto code_of = [&](const std::function<void(KeyTerms&)>& with) {
    KeyTerms terms;
    terms.name = "mailer";
    terms.workspaces = {1};
    terms.scopes = {"check"};
    with(terms);
    const auto key = store().perform(CreateKey{terms, at(10)});
    return key ? ErrorCode::internal : key.error().code;
  };
  EXPECT_EQ(code_of([](KeyTerms& terms) { terms.networks = {"nowhere"}; }), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of([](KeyTerms& terms) { terms.networks.assign(65, "192.0.2.0/24"); }), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of([](KeyTerms& terms) { terms.expires_at = at(10); }), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of([](KeyTerms& terms) { terms.scopes = {"everything"}; }), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of([](KeyTerms& terms) { terms.networks = {"192.0.2.0/24", "2001:db8::/32"}; }), ErrorCode::internal);
}

} // namespace
} // namespace store
