// Codes on pages: at login, before a lift, and how a second factor comes and goes.
#include "tests/admin/browser.hpp"

namespace admin {
namespace {

class AccountPages : public PagesTest {
 protected:
  store::User& admin_user() { return store_.all_users.at(1); }
  Browser admin_with_code() {
    admin_user().has_second_factor = true;
    Browser browser(server_->port());
    EXPECT_EQ(browser.log_in("admin@shop.example", "battery+staple").field("Location"), "/code");
    browser.get("/code");
    EXPECT_EQ(browser.post("/code", "code=123456").field("Location"), "/messages");
    return browser;
  }
};

TEST_F(AccountPages, AskForTheCodeAfterThePasswordAndOpenNothingBefore) {
  admin_user().has_second_factor = true;
  Browser browser(server_->port());
  browser.log_in("admin@shop.example", "battery+staple");
  for (const char* page : {"/messages", "/suppressions", "/look-up", "/account"}) {
    EXPECT_EQ(browser.get(page).field("Location"), "/code") << page;
  }
  const std::string cookie = browser.cookie_;
  browser.get("/code");
  EXPECT_EQ(browser.post("/code", "code=000000").status, 403u);
  EXPECT_EQ(browser.post("/code", "code=123456").status, 303u);
  EXPECT_NE(browser.cookie_, cookie);
  EXPECT_EQ(browser.get("/messages").status, 200u);
}

TEST_F(AccountPages, LiftWithAFreshCodeOnly) {
  Browser browser = admin_with_code();
  browser.get("/look-up");
  browser.post("/suppressions", suppress_form("a%40b.example"));
  advance(std::chrono::minutes{6});
  browser.get("/look-up?to=a%40b.example");
  EXPECT_EQ(browser.post("/suppressions/lift", suppress_form("a%40b.example")).status, 403u);
  EXPECT_EQ(browser.post("/suppressions/lift", suppress_form("a%40b.example", "&code=000000")).status, 403u);
  EXPECT_EQ(store_.committed.size(), 1u);
  const std::string cookie = browser.cookie_;
  browser.get("/look-up?to=a%40b.example");
  EXPECT_EQ(browser.post("/suppressions/lift", suppress_form("a%40b.example", "&code=123456")).status, 303u);
  EXPECT_NE(browser.cookie_, cookie) << "the session goes on under another id";
  ASSERT_EQ(store_.committed.size(), 2u);
  EXPECT_EQ(store::actor_of(store_.committed[1].event.source), (store::Actor{store::Actor::Kind::user, 2}));
}

TEST_F(AccountPages, LiftAtOnceWithTheCodeOfTheLogin) {
  Browser browser = admin_with_code();
  browser.get("/look-up");
  browser.post("/suppressions", suppress_form("a%40b.example"));
  EXPECT_EQ(browser.post("/suppressions/lift", suppress_form("a%40b.example")).status, 303u);
}

TEST_F(AccountPages, LiftNothingWithoutASecondFactor) {
  Browser browser = owner();
  browser.get("/look-up");
  browser.post("/suppressions", suppress_form("a%40b.example"));
  const HttpAnswer answer = browser.post("/suppressions/lift", suppress_form("a%40b.example", "&code=123456"));
  EXPECT_EQ(answer.status, 403u);
  EXPECT_NE(answer.body.find("Set one up under your account"), std::string::npos);
}

TEST_F(AccountPages, LetAnAgentSuppressAndNotLift) {
  admin_user().grants = store::grants_of(store::Role::agent, {1});
  Browser browser = admin_with_code();
  browser.get("/look-up");
  EXPECT_EQ(browser.post("/suppressions", suppress_form("a%40b.example")).status, 303u);
  EXPECT_EQ(browser.post("/suppressions/lift", suppress_form("a%40b.example")).status, 403u);
}

TEST_F(AccountPages, HoldEachRoleInItsWorkspaceOnly) {
  admin_user().grants = {{classifier::Reach::workspace, 1, store::Role::viewer},
                         {classifier::Reach::workspace, 2, store::Role::admin}};
  Browser browser = admin();
  browser.get("/look-up");
  const std::string form = "target=a%40b.example&reach=workspace&channel=email&purpose=marketing&reason=x&once=1";
  EXPECT_EQ(browser.post("/suppressions", form + "&workspace=default").status, 403u);
  EXPECT_EQ(browser.post("/suppressions", form + "&workspace=other").status, 303u);
}

TEST_F(AccountPages, SetUpASecondFactorAndShowItsRecoveryCodes) {
  Browser browser = owner();
  browser.get("/account");
  const std::string page = browser.post("/account/second-factor", "").body;
  EXPECT_NE(page.find("<svg class=\"code\""), std::string::npos);
  EXPECT_NE(page.find("JBSWY3DP"), std::string::npos);
  EXPECT_EQ(browser.post("/account/second-factor/confirm", "code=000000").status, 403u);
  EXPECT_NE(browser.post("/account/second-factor/confirm", "code=123456").body.find("aaaa-bbbb-cccc-dddd"),
            std::string::npos);
  browser.get("/account");
  EXPECT_EQ(browser.post("/account/second-factor/remove", "code=000000").status, 403u);
  EXPECT_EQ(browser.post("/account/second-factor/remove", "code=123456").status, 303u);
}

TEST_F(AccountPages, EndOneSessionOrAll) {
  Browser here = owner(), there = owner();
  const std::string page = here.get("/account").body;
  EXPECT_NE(page.find("This one"), std::string::npos);
  EXPECT_EQ(here.post("/account/sessions/end", "number=2").status, 303u);
  EXPECT_EQ(there.get("/messages").status, 303u);
  EXPECT_EQ(here.get("/messages").status, 200u);
  EXPECT_EQ(here.post("/account/sessions/end", "number=x").status, 400u);
  EXPECT_EQ(here.post("/account/sessions/end", "").status, 303u);
  EXPECT_EQ(here.get("/messages").status, 303u);
}

TEST_F(AccountPages, TakeNoFormWithoutItsToken) {
  Browser browser = owner();
  browser.get("/account");
  browser.token_ = std::string(32, '0');
  for (const char* form : {"/account/second-factor", "/account/second-factor/confirm", "/account/second-factor/remove",
                           "/account/sessions/end"}) {
    EXPECT_EQ(browser.post(form, "code=123456").status, 403u) << form;
  }
  EXPECT_EQ(browser.get("/account").status, 200u);
}

} // namespace
} // namespace admin
