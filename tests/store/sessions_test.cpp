// Sessions: what opens one, how long it lives, what ends it.
#include "tests/store/logging_in.hpp"

namespace store {
namespace {

TEST_F(LoggingIn, GivesASessionThatTheSecretNames) {
  const NewSession made = logged_in(at(10));
  EXPECT_EQ(made.secret.size(), 64u);
  EXPECT_FALSE(made.session.awaits_code);
  const auto found = store().session(made.secret, at(10));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->user, ann_);
  EXPECT_EQ(found->network, "192.0.2.1");
  EXPECT_EQ(store().session(made.secret.substr(1), at(10)).error().code, ErrorCode::not_found);
  EXPECT_NE(logged_in(at(10)).secret, made.secret);
  EXPECT_EQ(store().sessions(ann_, at(10))->size(), 2u);
  EXPECT_EQ(count(EventKind::logged_in), 2u);
  reopen();
  EXPECT_TRUE(store().session(made.secret, at(10)));
  EXPECT_TRUE(faults().empty());
}

TEST_F(LoggingIn, EndsWhenItRestsAQuarterOfAnHour) {
  const NewSession made = logged_in(at(10));
  EXPECT_TRUE(store().use_session(made.secret, at(24)));
  EXPECT_TRUE(store().use_session(made.secret, at(38)));
  EXPECT_FALSE(store().use_session(made.secret, at(53)));
  EXPECT_FALSE(store().session(made.secret, at(9))) << "before it began, by a clock that went back";
}

TEST_F(LoggingIn, EndsAfterTwelveHoursHoweverBusy) {
  const NewSession made = logged_in(at(0));
  std::int64_t minute = 0;
  for (; minute < 12 * 60; minute += 10) ASSERT_TRUE(store().use_session(made.secret, at(minute))) << minute;
  EXPECT_FALSE(store().use_session(made.secret, at(minute)));
}

TEST_F(LoggingIn, IsEndedByNumberOrAltogether) {
  const NewSession first = logged_in(at(10));
  const NewSession second = logged_in(at(10));
  ASSERT_TRUE(store().perform(EndSessions{ann_, first.session.number, at(11)}));
  EXPECT_FALSE(store().session(first.secret, at(11)));
  EXPECT_TRUE(store().session(second.secret, at(11)));
  ASSERT_TRUE(store().perform(EndSessions{ann_, std::nullopt, at(11)}));
  EXPECT_FALSE(store().session(second.secret, at(11)));
  EXPECT_EQ(count(EventKind::sessions_ended), 2u);
}

TEST_F(LoggingIn, IsEndedByANewPasswordOtherRolesAndDisabling) {
  ASSERT_TRUE(store().create_user("bob@b.example", "a password", Role::owner, {}, at(2)));
  const auto ends = [&](const auto& change) {
    const NewSession made = logged_in(at(10));
    EXPECT_TRUE(change());
    return !store().session(made.secret, at(10));
  };
  EXPECT_TRUE(ends([&] { return store().set_password("ann@b.example", "right password", at(10)); }));
  EXPECT_TRUE(ends([&] {
    UserChange roles;
    roles.grants = {{Reach::workspace, 1, Role::viewer}};
    return store().perform(ChangeUser{"ann@b.example", roles, at(10)});
  }));
  EXPECT_TRUE(ends([&] { return store().disable_user("ann@b.example", at(10)); }));
}

TEST_F(LoggingIn, MakesRoomForMoreThanSixtyFourSessions) {
  const NewSession oldest = logged_in(at(10));
  for (int i = 0; i < 64; ++i) logged_in(at(11));
  EXPECT_FALSE(store().session(oldest.secret, at(11)));
  EXPECT_EQ(store().sessions(ann_, at(11))->size(), 64u);
}

TEST_F(LoggingIn, TellsOfANetworkThatTheUserNeverCameFrom) {
  const auto from = [&](const std::string& network, Instant now) {
    return store().perform(LogIn{"ann@b.example", "right password", network, "a browser", now}).has_value();
  };
  EXPECT_TRUE(from("192.0.2.1", at(0)));
  EXPECT_TRUE(from("192.0.2.200", at(1))) << "the same /24";
  EXPECT_EQ(count(EventKind::new_network), 0u) << "the first is no news";
  EXPECT_TRUE(from("198.51.100.1", at(2)));
  EXPECT_TRUE(from("2001:db8::1", at(3)));
  EXPECT_EQ(count(EventKind::new_network), 2u);
  EXPECT_TRUE(from("198.51.100.9", at(4)));
  EXPECT_TRUE(from("unix", at(5)));
  EXPECT_EQ(count(EventKind::new_network), 2u);
  for (int i = 1; i <= 20; ++i) EXPECT_TRUE(from("203.0." + std::to_string(i) + ".1", at(5 + i)));
  EXPECT_EQ(count(EventKind::new_network), 22u);
  EXPECT_TRUE(from("192.0.2.1", at(30)));
  EXPECT_EQ(count(EventKind::new_network), 23u) << "only the last sixteen are remembered";
  EXPECT_TRUE(faults().empty());
}

TEST_F(LoggingIn, WithASecondFactorCountsAsFromANetworkOnceTheCodeIsRight) {
  set_up_codes();
  const auto from = [&](const std::string& network, Instant now) {
    return store().perform(LogIn{"ann@b.example", "right password", network, "a browser", now})->secret;
  };
  ASSERT_TRUE(enter(from("192.0.2.1", at(10)), code_at(at(10)), at(10)));
  const std::string session = from("198.51.100.1", at(20));
  EXPECT_EQ(count(EventKind::new_network), 0u);
  ASSERT_TRUE(enter(session, code_at(at(20)), at(20)));
  EXPECT_EQ(count(EventKind::new_network), 1u);
}

} // namespace
} // namespace store
