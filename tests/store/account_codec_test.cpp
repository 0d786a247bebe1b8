#include "store/account_codec.hpp"

#include <gtest/gtest.h>

#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

UserRow user_with_everything() {
  UserRow row;
  row.user.email = "ann@b.example";
  row.user.name = "Ann";
  row.user.grants = {{classifier::Reach::agency, 7, Role::admin}, {classifier::Reach::workspace, 1, Role::viewer}};
  row.user.disabled = true;
  row.user.created_at = at(1);
  row.password_hash = "$argon2id$";
  row.second_factor.emplace();
  row.second_factor->is_confirmed = true;
  row.second_factor->last_step = 42;
  row.second_factor->recovery.resize(10);
  return row;
}

ApiKeyRow key_with_everything() {
  ApiKeyRow row;
  row.key.terms = {"mailer", {1, 2}, {"check", "lift"}, {"192.0.2.0/24"}, at(9), 60};
  row.key.prefix = "dsk_Ab3d";
  row.key.used_at = at(5);
  row.key.previous_until = at(6);
  row.previous.emplace();
  return row;
}

Session session_with_everything() { return {9, 4, true, at(1), at(2), at(3), "192.0.2.1", "a browser"}; }

template <class Value, class Decode, class Encode>
void expect_only_the_whole(const Value& value, Decode decode, Encode encode) {
  const std::string octets = encode(value);
  const auto read = decode(octets);
  ASSERT_TRUE(read);
  EXPECT_EQ(encode(*read), octets);
  for (std::size_t length = 0; length < octets.size(); ++length) {
    EXPECT_FALSE(decode(std::string_view(octets).substr(0, length))) << length;
  }
  EXPECT_FALSE(decode(octets + '\0'));
}

TEST(AccountRows, AreReadWholeOrNotAtAll) {
  expect_only_the_whole(user_with_everything(), decode_user, encode_user);
  expect_only_the_whole(key_with_everything(), decode_api_key, encode_api_key);
  expect_only_the_whole(session_with_everything(), decode_session, encode_session);
}

TEST(AccountRows, AUserKeepsGrantsAndSecondFactor) {
  const auto read = decode_user(encode_user(user_with_everything()));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->user.grants, user_with_everything().user.grants);
  EXPECT_TRUE(read->user.has_second_factor);
  EXPECT_EQ(read->second_factor->last_step, 42u);
  EXPECT_EQ(read->second_factor->recovery.size(), 10u);
}

} // namespace
} // namespace store
