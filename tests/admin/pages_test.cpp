#include "tests/admin/browser.hpp"

namespace admin {
namespace {

TEST_F(PagesTest, SendStrangersToTheLogin) {
  for (const char* page : {"/messages", "/messages/1", "/suppressions", "/look-up?to=a@b.example"}) {
    const HttpAnswer answer = ask(get(page));
    EXPECT_EQ(answer.status, 303u) << page;
    EXPECT_EQ(answer.field("Location"), "/login");
    EXPECT_TRUE(answer.body.empty());
  }
}

TEST_F(PagesTest, LogInWithTheRightPasswordOnly) {
  Browser browser(server_->port());
  EXPECT_EQ(browser.log_in("owner@shop.example", "wrong").status, 403u);
  EXPECT_EQ(browser.log_in("nobody@shop.example", "correct+horse").status, 403u);
  EXPECT_EQ(browser.get("/messages").status, 303u);
  const HttpAnswer answer = browser.log_in("owner@shop.example", "correct+horse");
  EXPECT_EQ(answer.status, 303u);
  EXPECT_EQ(browser.get("/messages").status, 200u);
}

TEST_F(PagesTest, SayTheSameOfAnUnknownUserAsOfAWrongPassword) {
  Browser one(server_->port()), other(server_->port());
  const std::string wrong = one.log_in("owner@shop.example", "wrong").body;
  const std::string unknown = other.log_in("nobody@shop.example", "wrong").body;
  const auto notice = [](const std::string& body) { return body.substr(body.find("role=\"alert\""), 120); };
  EXPECT_EQ(notice(wrong), notice(unknown));
}

TEST_F(PagesTest, GiveANewIdAtEachLogin) {
  Browser browser = owner();
  const std::string before = browser.cookie_;
  EXPECT_EQ(before.size(), 64u);
  browser.cookie_.clear();
  browser.log_in("owner@shop.example", "correct+horse");
  EXPECT_NE(browser.cookie_, before);
  EXPECT_NE(browser.cookie_, browser.login_cookie_);
}

TEST_F(PagesTest, LeaveTheSessionOfWhoComesByALinkFromElsewhere) {
  const HttpAnswer form = ask(get("/login")); // a browser keeps SameSite=Strict cookies back then
  EXPECT_TRUE(form.field("Set-Cookie").starts_with("desist_login="));
}

TEST_F(PagesTest, SetCookiesThatScriptsAndOtherSitesDoNotGet) {
  Browser browser(server_->port());
  const std::string before = browser.get("/login").field("Set-Cookie");
  const std::string after =
      browser.post("/login", "email=owner@shop.example&password=correct+horse").field("Set-Cookie");
  EXPECT_TRUE(after.starts_with("desist_session=")) << after;
  for (const std::string& cookie : {before, after}) {
    EXPECT_NE(cookie.find("; Path=/; HttpOnly; SameSite=Strict"), std::string::npos);
    EXPECT_EQ(cookie.find("Secure"), std::string::npos) << "a browser drops it over plain HTTP";
  }
}

TEST_F(PagesTest, EndASessionAtLogout) {
  Browser browser = owner();
  const std::string cookie = browser.cookie_;
  browser.get("/messages");
  EXPECT_EQ(browser.post("/logout", "").status, 303u);
  browser.cookie_ = cookie;
  EXPECT_EQ(browser.get("/messages").status, 303u);
}

TEST_F(PagesTest, EndASessionThatRests) {
  Browser browser = owner();
  advance(std::chrono::minutes{14});
  EXPECT_EQ(browser.get("/messages").status, 200u);
  advance(std::chrono::minutes{15});
  EXPECT_EQ(browser.get("/messages").status, 303u);
}

TEST_F(PagesTest, EndTheSessionOfADisabledUserAtOnce) {
  Browser browser = owner();
  ASSERT_TRUE(store_.disable_user("owner@shop.example", FakeStore::start));
  EXPECT_EQ(browser.get("/messages").status, 303u);
}

TEST_F(PagesTest, TakeNoFormWithoutItsToken) {
  Browser browser = owner();
  browser.get("/look-up");
  browser.token_ = std::string(32, '0');
  EXPECT_EQ(browser.post("/suppressions", suppress_form("a%40b.example")).status, 403u);
  browser.token_ = "";
  EXPECT_EQ(browser.post("/logout", "").status, 403u);
  EXPECT_TRUE(store_.committed.empty());
}

TEST_F(PagesTest, TakeNoFormOfAnotherVisitor) {
  Browser mine = owner(), theirs = viewer();
  mine.get("/look-up");
  theirs.get("/look-up");
  mine.token_ = theirs.token_;
  EXPECT_EQ(mine.post("/suppressions", suppress_form("a%40b.example")).status, 403u);
}

TEST_F(PagesTest, TakeNoFormOfAnotherSite) {
  Browser browser = owner();
  browser.get("/look-up");
  const std::string form = suppress_form("a%40b.example");
  for (const char* fields : {"Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n",
                             "Sec-Fetch-Site: none\r\nOrigin: http://localhost\r\n", "Origin: http://evil.example\r\n",
                             "Origin: null\r\n", "Origin: https://localhost\r\n"}) {
    EXPECT_EQ(browser.post("/suppressions", form, fields).status, 403u) << fields;
  }
  EXPECT_EQ(browser.post("/suppressions", form, "Sec-Fetch-Site: same-origin\r\nOrigin: null\r\n").status, 303u)
      << "our own no-referrer policy makes the origin null";
  EXPECT_EQ(browser.post("/suppressions", form, "Origin: http://localhost\r\n").status, 303u);
}

TEST_F(PagesTest, ChangeNothingByGet) {
  Browser browser = owner();
  EXPECT_EQ(browser.get("/suppressions/lift").status, 405u);
  EXPECT_EQ(browser.get("/logout").status, 405u);
  browser.get("/suppressions?" + suppress_form("a%40b.example"));
  EXPECT_TRUE(store_.committed.empty());
}

TEST_F(PagesTest, CarryTheSecurityPolicy) {
  Browser browser = owner();
  for (const char* page : {"/login", "/messages", "/messages/77", "/suppressions", "/look-up"}) {
    const HttpAnswer answer = browser.get(page);
    if (answer.status == 303) continue;
    EXPECT_TRUE(answer.field("Content-Security-Policy").starts_with("default-src 'none'; ")) << page;
    EXPECT_EQ(answer.field("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.field("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(answer.field("Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_EQ(answer.field("Cross-Origin-Resource-Policy"), "same-origin");
    EXPECT_EQ(answer.field("Cache-Control"), "no-store");
  }
}

TEST_F(PagesTest, HaveTheirStyleUnderAnAddressThatNamesIt) {
  const std::string page = ask(get("/login")).body;
  const std::size_t at = page.find("/style/");
  ASSERT_NE(at, std::string::npos);
  const HttpAnswer style = ask(get(page.substr(at, page.find('"', at) - at)));
  EXPECT_EQ(style.status, 200u);
  EXPECT_EQ(style.field("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(style.field("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(ask(get("/style/0123456789abcdef.css")).status, 404u);
}

TEST_F(PagesTest, ShowMessagesNewestFirstAndPageThem) {
  for (store::MessageNumber number = 1; number <= 60; ++number) {
    keep_message(number, 1, R"({"subject":"number )" + std::to_string(number) + R"(.","kind":"reply"})");
  }
  Browser browser = viewer();
  const std::string first = browser.get("/messages").body;
  EXPECT_LT(first.find("number 60."), first.find("number 59."));
  EXPECT_EQ(first.find("number 10."), std::string::npos);
  EXPECT_NE(first.find("/messages?before=11"), std::string::npos);
  const std::string second = browser.get("/messages?before=11").body;
  EXPECT_NE(second.find("number 10."), std::string::npos);
  EXPECT_EQ(second.find("before=1\""), std::string::npos) << "there are no older ones";
}

TEST_F(PagesTest, ShowAMessageWithItsReasonsAndItsHeader) {
  keep_message(3, 1, R"({"subject":"Re: offer","from":"Anna <anna@b.example>","kind":"reply","verdicts":[{"contact":
    "anna@b.example","intent":"opt_out","confidence":0.97,"level":"verified","reasons":[{"rule":"opt_out.en.stop",
    "excerpt":"stop writing"}]}],"events":[{"contact":"anna@b.example","kind":"opt_out","force":"in_force"}]})");
  const std::string page = viewer().get("/messages/3").body;
  for (const char* part : {"Re: offer", "anna@b.example", "Wants no more mail", "97%", "Verified", "stop writing",
                           "opt_out.en.stop", "Opted out", "In force", "Subject: as it came"}) {
    EXPECT_NE(page.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(page.find("body</pre>"), std::string::npos) << "the header only";
}

TEST_F(PagesTest, HideMessagesOfOtherWorkspaces) {
  keep_message(1, 2, R"({"subject":"secret of the other"})");
  keep_message(2, 0, R"({"subject":"nobody's"})");
  Browser browser = admin();
  EXPECT_EQ(browser.get("/messages").body.find("secret of the other"), std::string::npos);
  EXPECT_EQ(browser.get("/messages/1").status, 404u);
  EXPECT_EQ(browser.get("/messages/2").status, 404u);
  EXPECT_EQ(owner().get("/messages/1").status, 200u);
}

TEST_F(PagesTest, SayWhatToDoNextWhenThereIsNothing) {
  Browser browser = owner();
  EXPECT_NE(browser.get("/messages").body.find("Forward a reply"), std::string::npos);
  EXPECT_NE(browser.get("/suppressions").body.find("look them up"), std::string::npos);
  EXPECT_NE(browser.get("/look-up").body.find("Type an address"), std::string::npos);
}

TEST_F(PagesTest, SuppressAndLiftWithAReason) {
  Browser browser = admin();
  browser.get("/look-up?to=a%40b.example");
  const HttpAnswer done = browser.post("/suppressions", suppress_form("a%40b.example"));
  ASSERT_EQ(done.status, 303u);
  const std::string page = browser.get(done.field("Location")).body;
  EXPECT_NE(page.find("No, do not send"), std::string::npos);
  EXPECT_NE(page.find("role=\"status\""), std::string::npos);
  store_.all_users[1].has_second_factor = true;
  const HttpAnswer lifted = browser.post("/suppressions/lift", suppress_form("a%40b.example", "&code=123456"));
  ASSERT_EQ(lifted.status, 303u);
  EXPECT_NE(browser.get(lifted.field("Location")).body.find("Yes, you may send"), std::string::npos);
  ASSERT_EQ(store_.committed.size(), 2u);
  EXPECT_EQ(store_.committed[1].event.cancels.size(), 1u);
}

TEST_F(PagesTest, MakeOneCauseOfAFormThatIsSentTwice) {
  Browser browser = admin();
  browser.get("/look-up");
  browser.post("/suppressions", suppress_form("a%40b.example"));
  browser.post("/suppressions", suppress_form("a%40b.example"));
  ASSERT_EQ(store_.committed.size(), 2u);
  EXPECT_EQ(store_.committed[0].cause, store_.committed[1].cause);
}

TEST_F(PagesTest, LetViewersLookAndNotAct) {
  Browser browser = viewer();
  const std::string page = browser.get("/look-up?to=a%40b.example").body;
  EXPECT_EQ(page.find("action=\"/suppressions\""), std::string::npos);
  EXPECT_EQ(browser.post("/suppressions", suppress_form("a%40b.example")).status, 403u);
  EXPECT_EQ(browser.post("/suppressions/lift", suppress_form("a%40b.example")).status, 403u);
  EXPECT_TRUE(store_.committed.empty());
}

TEST_F(PagesTest, LetAnAdminActInTheirWorkspaceOnly) {
  Browser browser = admin();
  browser.get("/look-up");
  const std::string other = "target=a%40b.example&workspace=other&channel=email&purpose=marketing&reason=x&once=1";
  EXPECT_EQ(browser.post("/suppressions", other + "&reach=workspace").status, 403u);
  EXPECT_EQ(browser.post("/suppressions", other + "&reach=global").status, 403u);
  EXPECT_EQ(browser.post("/suppressions/lift", other + "&reach=agency").status, 403u);
  EXPECT_TRUE(store_.committed.empty());
}

TEST_F(PagesTest, WantAReasonATargetAndAKnownScope) {
  Browser browser = admin();
  browser.get("/look-up");
  const std::string scope = "&workspace=default&reach=workspace&channel=email&purpose=marketing&once=1";
  EXPECT_EQ(browser.post("/suppressions", "target=a%40b.example" + scope).status, 400u) << "no reason";
  EXPECT_EQ(browser.post("/suppressions", "target=nobody&reason=x" + scope).status, 400u);
  EXPECT_EQ(browser.post("/suppressions", "target=*.com&reason=x" + scope).status, 400u) << "a whole top domain";
  EXPECT_EQ(browser
                .post("/suppressions",
                      "target=a%40b.example&reason=x&workspace=default&reach=moon&channel=email&purpose=marketing")
                .status,
            400u);
  store_.all_users[1].has_second_factor = true;
  EXPECT_EQ(browser.post("/suppressions/lift", "target=a%40b.example&reason=x&code=123456" + scope).status, 404u)
      << "nothing is in force";
}

TEST_F(PagesTest, SayThatNobodyMaySendWhileTheStoreCannotBeRead) {
  Browser browser = owner();
  store_.fails = true;
  const HttpAnswer answer = browser.get("/look-up?to=a%40b.example");
  EXPECT_EQ(answer.status, 503u);
  EXPECT_EQ(answer.body.find("/var/lib"), std::string::npos);
}

} // namespace
} // namespace admin
