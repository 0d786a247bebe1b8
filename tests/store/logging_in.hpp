// Users who log in, on a real store: passwords, codes, sessions.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "parsers/base32.hpp"
#include "store/account_requests.hpp"
#include "store/one_time_code.hpp"
#include "tests/store/store_fixture.hpp"

namespace store {

using classifier::EventKind;
using classifier::Reach;
using parsers::ErrorCode;
using parsers::Instant;
using std::chrono::minutes;
using std::chrono::seconds;

inline OneTimeSecret secret_of(const SecondFactorOffer& offer) {
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

} // namespace store
