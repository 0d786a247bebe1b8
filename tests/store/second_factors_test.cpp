// Codes of an app and recovery codes: once each, also from several at a time.
#include <cctype>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "tests/store/logging_in.hpp"

namespace store {
namespace {

TEST_F(LoggingIn, WithASecondFactorOpensNothingBeforeTheCode) {
  set_up_codes();
  const NewSession made = logged_in(at(10));
  EXPECT_TRUE(made.session.awaits_code);
  EXPECT_EQ(count(EventKind::logged_in), 0u);
  const auto entered = enter(made.secret, code_at(at(10)), at(10));
  ASSERT_TRUE(entered) << to_string(entered.error());
  EXPECT_FALSE(entered->session.awaits_code);
  EXPECT_NE(entered->secret, made.secret) << "a new id at each login";
  EXPECT_FALSE(store().session(made.secret, at(10)));
  EXPECT_TRUE(has_fresh_code(*store().session(entered->secret, at(10)), at(14)));
  EXPECT_FALSE(has_fresh_code(*store().session(entered->secret, at(10)), at(15)));
  EXPECT_EQ(count(EventKind::logged_in), 1u);
}

TEST_F(LoggingIn, WaitsTenMinutesForTheCode) {
  set_up_codes();
  const NewSession made = logged_in(at(10));
  EXPECT_EQ(enter(made.secret, code_at(at(20)), at(20)).error().code, ErrorCode::permission_denied);
}

TEST_F(LoggingIn, TakesACodeOnce) {
  set_up_codes();
  const NewSession one = logged_in(at(10));
  const NewSession other = logged_in(at(10));
  const std::string code = code_at(at(10));
  EXPECT_TRUE(enter(one.secret, code, at(10)));
  EXPECT_EQ(enter(other.secret, code, at(10)).error().code, ErrorCode::permission_denied);
  EXPECT_EQ(store().perform(EnterCode{other.secret, code_at(at(2)), at(10)}).error().code, ErrorCode::permission_denied)
      << "the one that set it up";
}

TEST_F(LoggingIn, TakesACodeOnceThoughSeveralPresentItTogether) {
  set_up_codes();
  std::vector<NewSession> waiting;
  for (int i = 0; i < 4; ++i) waiting.push_back(logged_in(at(10)));
  std::atomic<int> taken = 0;
  {
    std::vector<std::jthread> threads;
    for (const NewSession& one : waiting) {
      threads.emplace_back([&, secret = one.secret] {
        if (enter(secret, code_at(at(10)), at(10))) ++taken;
      });
    }
  }
  EXPECT_EQ(taken, 1);
}

TEST_F(LoggingIn, RemembersAUsedCodeWhenOpenedAgain) {
  set_up_codes();
  const NewSession one = logged_in(at(10));
  ASSERT_TRUE(enter(one.secret, code_at(at(10)), at(10)));
  reopen();
  EXPECT_FALSE(enter(logged_in(at(10)).secret, code_at(at(10)), at(10)));
}

TEST_F(LoggingIn, LooksAtNoCodeForAQuarterOfAnHourAfterFiveFalseOnes) {
  set_up_codes();
  const NewSession made = logged_in(at(10));
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(enter(made.secret, wrong_code_at(at(10)), at(10)).error().code, ErrorCode::permission_denied);
  }
  EXPECT_EQ(enter(made.secret, code_at(at(10)), at(10)).error().code, ErrorCode::busy);
  EXPECT_EQ(enter(logged_in(at(24)).secret, code_at(at(24)), at(24)).error().code, ErrorCode::busy);
  EXPECT_TRUE(enter(logged_in(at(26)).secret, code_at(at(26)), at(26))) << "nobody is locked out";
}

TEST_F(LoggingIn, TakesEachRecoveryCodeOnceAlsoThen) {
  set_up_codes();
  ASSERT_EQ(recovery_.size(), 10u);
  EXPECT_EQ(std::set<std::string>(recovery_.begin(), recovery_.end()).size(), 10u);
  const NewSession made = logged_in(at(10));
  for (int i = 0; i < 9; ++i) EXPECT_FALSE(enter(made.secret, wrong_code_at(at(10)), at(10)));
  const auto entered = enter(made.secret, recovery_[3], at(10));
  ASSERT_TRUE(entered) << to_string(entered.error());
  EXPECT_EQ(count(EventKind::recovery_code_used), 1u);
  EXPECT_FALSE(enter(logged_in(at(10)).secret, recovery_[3], at(10)));
  std::string shouted = recovery_[4];
  std::ranges::transform(shouted, shouted.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
  EXPECT_TRUE(enter(logged_in(at(10)).secret, shouted, at(10)));
}

TEST_F(LoggingIn, IsRenewedByAFreshCode) {
  set_up_codes();
  const auto first = enter(logged_in(at(10)).secret, code_at(at(10)), at(10));
  const auto renewed = enter(first->secret, code_at(at(20)), at(20));
  ASSERT_TRUE(renewed) << to_string(renewed.error());
  EXPECT_TRUE(has_fresh_code(renewed->session, at(21)));
  EXPECT_EQ(renewed->session.opened_at, at(10)) << "the twelve hours go on";
  EXPECT_EQ(count(EventKind::code_entered), 1u);
}

TEST_F(LoggingIn, SetsUpNoSecondFactorWithoutARightCode) {
  EXPECT_EQ(store().perform(ConfirmSecondFactor{ann_, "123456", at(2)}).error().code, ErrorCode::not_found);
  const auto offer = store().perform(BeginSecondFactor{ann_, at(2)});
  ASSERT_TRUE(offer);
  secret_ = secret_of(*offer);
  EXPECT_EQ(store().perform(ConfirmSecondFactor{ann_, wrong_code_at(at(2)), at(2)}).error().code,
            ErrorCode::permission_denied);
  EXPECT_FALSE(store().user(ann_)->has_second_factor);
  EXPECT_FALSE(logged_in(at(3)).session.awaits_code);
  EXPECT_TRUE(store().perform(ConfirmSecondFactor{ann_, code_at(at(4)), at(4)}));
  EXPECT_EQ(store().perform(BeginSecondFactor{ann_, at(5)}).error().code, ErrorCode::already_exists);
}

TEST_F(LoggingIn, RemovesASecondFactorByCodeOrByTheMachine) {
  set_up_codes();
  const Occasion by_ann(at(5), {Actor::Kind::user, ann_});
  EXPECT_EQ(store().perform(RemoveSecondFactor{ann_, "", by_ann}).error().code, ErrorCode::permission_denied);
  EXPECT_TRUE(store().perform(RemoveSecondFactor{ann_, code_at(at(5)), by_ann}));
  EXPECT_FALSE(store().user(ann_)->has_second_factor);
  set_up_codes();
  EXPECT_TRUE(store().perform(RemoveSecondFactor{ann_, "", at(6)}));
  EXPECT_EQ(count(EventKind::second_factor_removed), 2u);
}

TEST_F(LoggingIn, HoldsNoSecretInTheClear) {
  set_up_codes();
  close();
  std::ifstream file(directory() / "store" / "data.mdb", std::ios::binary);
  const std::string octets((std::istreambuf_iterator<char>(file)), {});
  ASSERT_FALSE(octets.empty());
  EXPECT_EQ(octets.find(std::string(secret_.begin(), secret_.end())), std::string::npos);
  EXPECT_EQ(octets.find(text_of(secret_)), std::string::npos);
  for (const std::string& code : recovery_) EXPECT_EQ(octets.find(code), std::string::npos);
}

TEST_F(LoggingIn, WithoutASessionIsForPasswordsAlone) {
  const auto head = *store().head();
  const auto user = store().verify_password(" Ann@B.example ", "right password");
  ASSERT_TRUE(user) << to_string(user.error());
  EXPECT_EQ(user->id, ann_);
  EXPECT_EQ(store().verify_password("ann@b.example", "wrong").error().code, ErrorCode::permission_denied);
  EXPECT_EQ(store().verify_password("nobody@b.example", "x").error().code, ErrorCode::permission_denied);
  EXPECT_EQ(store().verify_password("", "").error().code, ErrorCode::permission_denied);
  EXPECT_EQ(*store().head(), head) << "looking is no entry";
  set_up_codes();
  EXPECT_EQ(store().verify_password("ann@b.example", "right password").error().code, ErrorCode::permission_denied);
}

TEST_F(LoggingIn, WithoutASessionIsRefusedToTheDisabled) {
  ASSERT_TRUE(store().create_user("bob@b.example", "another password", Role::viewer, {}, at(2)));
  ASSERT_TRUE(store().verify_password("bob@b.example", "another password"));
  ASSERT_TRUE(store().disable_user("bob@b.example", at(3)));
  EXPECT_EQ(store().verify_password("bob@b.example", "another password").error().code, ErrorCode::permission_denied);
}

} // namespace
} // namespace store
