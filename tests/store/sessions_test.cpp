// Logging in, codes, sessions, failed logins and who may be taken away: over a real store.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <thread>

#include "parsers/base32.hpp"
#include "store/account_requests.hpp"
#include "store/one_time_code.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {
namespace {

using classifier::EventKind;
using classifier::Reach;
using parsers::ErrorCode;
using parsers::Instant;
using std::chrono::minutes;
using std::chrono::seconds;

OneTimeSecret secret_of(const SecondFactorOffer& offer) {
  OneTimeSecret secret{};
  std::string text = offer.secret;
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::ranges::copy(*parsers::decode_base32(text), secret.begin());
  return secret;
}

class LoggingIn : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    ASSERT_TRUE(store().create_workspace("default", at(0)));
    ann_ = store().create_user("ann@b.example", "right password", Role::owner, {}, at(1))->id;
  }
  Result<NewSession> log_in(Instant now, const std::string& password = "right password") {
    return store().perform(LogIn{"ann@b.example", password, "192.0.2.1", "a browser", now});
  }
  NewSession logged_in(Instant now) {
    auto made = log_in(now);
    EXPECT_TRUE(made) << (made ? "" : to_string(made.error()));
    return made ? *made : NewSession{};
  }
  Result<NewSession> enter(const std::string& session, const std::string& code, Instant now) {
    return store().perform(EnterCode{session, code, now});
  }
  void set_up_codes() {
    const auto offer = store().perform(BeginSecondFactor{ann_, at(2)});
    ASSERT_TRUE(offer) << to_string(offer.error());
    secret_ = secret_of(*offer);
    const auto codes = store().perform(ConfirmSecondFactor{ann_, code_at(at(2)), at(2)});
    ASSERT_TRUE(codes) << to_string(codes.error());
    recovery_ = *codes;
  }
  [[nodiscard]] std::string code_at(Instant now) const { return one_time_code(secret_, one_time_step_of(now)); }
  [[nodiscard]] std::string wrong_code_at(Instant now) const {
    const auto is_right = [&](const std::string& code) { return accepted_step(secret_, code, now, 0).has_value(); };
    return !is_right("000000") ? "000000" : !is_right("000001") ? "000001" : "000002";
  }
  std::vector<classifier::Entry> entries() { return *store().read_after({}, 1000); }
  std::size_t count(EventKind kind) {
    const auto all = entries();
    return static_cast<std::size_t>(
        std::ranges::count_if(all, [&](const classifier::Entry& entry) { return entry.event.kind == kind; }));
  }

  std::uint32_t ann_ = 0;
  OneTimeSecret secret_{};
  std::vector<std::string> recovery_;
};

// -- sessions ---------------------------------------------------------------------------------------------------------

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

// -- codes ------------------------------------------------------------------------------------------------------------

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

// -- failed logins ----------------------------------------------------------------------------------------------------

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

// -- who may be taken away --------------------------------------------------------------------------------------------

class Owners : public LoggingIn {};

TEST_F(Owners, AreNeverNone) {
  UserChange lesser;
  lesser.grants = {{Reach::workspace, 1, Role::owner}};
  EXPECT_EQ(store().disable_user("ann@b.example", at(2)).error().code, ErrorCode::permission_denied);
  EXPECT_EQ(store().perform(ChangeUser{"ann@b.example", lesser, at(2)}).error().code, ErrorCode::permission_denied);
  ASSERT_TRUE(store().create_user("bob@b.example", "a password", Role::owner, {}, at(2)));
  EXPECT_TRUE(store().disable_user("ann@b.example", at(3)));
  EXPECT_EQ(store().disable_user("bob@b.example", at(3)).error().code, ErrorCode::permission_denied)
      << "a disabled owner is none";
}

TEST_F(Owners, ChangesOfRolesAreEntriesOfEachRole) {
  UserChange roles;
  roles.grants = {{Reach::global, 0, Role::owner}, {Reach::workspace, 1, Role::agent}, {Reach::agency, 7, Role::admin}};
  ASSERT_TRUE(store().perform(ChangeUser{"ann@b.example", roles, Occasion(at(2), {Actor::Kind::user, 9})}));
  const auto all = entries();
  ASSERT_EQ(count(EventKind::role_given), 3u); // one of them when she was made
  const classifier::Entry& last = all.back();
  EXPECT_EQ(last.event.scope.reach, Reach::agency);
  EXPECT_EQ(last.event.scope.agency, 7u);
  EXPECT_EQ(role_subject_of(last.event.subject)->user, ann_);
  EXPECT_EQ(role_subject_of(last.event.subject)->role, Role::admin);
  EXPECT_EQ(actor_of(last.event.source), (Actor{Actor::Kind::user, 9}));
  roles.grants = {{Reach::global, 0, Role::owner}};
  ASSERT_TRUE(store().perform(ChangeUser{"ann@b.example", roles, at(3)}));
  EXPECT_EQ(count(EventKind::role_taken), 2u);
}

TEST_F(Owners, MayBeRenamed) {
  UserChange names;
  names.email = "Anna@B.example";
  names.name = "Anna";
  const auto renamed = store().perform(ChangeUser{"ann@b.example", names, at(2)});
  ASSERT_TRUE(renamed) << to_string(renamed.error());
  EXPECT_EQ(renamed->email, "anna@b.example");
  EXPECT_FALSE(log_in(at(3)));
  EXPECT_TRUE(store().perform(LogIn{"anna@b.example", "right password", "", "", at(3)}));
  EXPECT_EQ(store().find_user("ANNA@b.example")->name, "Anna");
  EXPECT_TRUE(faults().empty());
  ASSERT_TRUE(store().create_user("bob@b.example", "a password", Role::viewer, {}, at(2)));
  EXPECT_EQ(store().perform(ChangeUser{"bob@b.example", names, at(2)}).error().code, ErrorCode::already_exists);
}

TEST_F(Owners, RolesAreInPlacesThatAreThere) {
  const auto code_of = [&](std::vector<Grant> grants) {
    UserChange roles;
    roles.grants = std::move(grants);
    const auto done = store().perform(ChangeUser{"ann@b.example", roles, at(2)});
    return done ? ErrorCode::internal : done.error().code;
  };
  EXPECT_EQ(code_of({}), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of({{Reach::workspace, 9, Role::owner}}), ErrorCode::not_found);
  EXPECT_EQ(code_of({{Reach::global, 1, Role::owner}}), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of({{Reach::agency, 0, Role::owner}}), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of({{Reach::global, 0, Role::owner}, {Reach::global, 0, Role::viewer}}), ErrorCode::invalid_argument);
}

// -- keys -------------------------------------------------------------------------------------------------------------

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

TEST(Actors, ReadBackFromASource) {
  for (const Actor actor : {Actor{}, Actor{Actor::Kind::user, 7}, Actor{Actor::Kind::api_key, 0xffffffff}}) {
    EXPECT_EQ(actor_of(source_of(actor)), actor);
    EXPECT_NE(source_of(actor), 0u);
  }
  EXPECT_EQ(actor_of(0), std::nullopt);
  EXPECT_EQ(actor_of(~std::uint64_t{0}), std::nullopt);
}

} // namespace
} // namespace store
