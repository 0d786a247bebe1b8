#include <nlohmann/json.hpp>

#include "admin/actions.hpp"
#include "parsers/html_text.hpp"
#include "tests/admin/running_server.hpp"

namespace admin {
namespace {

constexpr const char* form_type = "Content-Type: application/x-www-form-urlencoded\r\n";

// One browser: its cookie, and the token of the last page that it got.
class Browser {
 public:
  explicit Browser(std::uint16_t port) : port_(port) {}

  HttpAnswer get(const std::string& target) {
    return keep(HttpClient(port_).ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + cookie_field() + "\r\n"));
  }
  HttpAnswer post(const std::string& target, const std::string& form, const std::string& fields = "") {
    const std::string body = form + (form.empty() ? "" : "&") + "form_token=" + token_;
    return keep(HttpClient(port_).ask("POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + cookie_field() +
                                      form_type + fields + "Content-Length: " + std::to_string(body.size()) +
                                      "\r\n\r\n" + body));
  }
  HttpAnswer log_in(const std::string& email, const std::string& password) {
    get("/login");
    return post("/login", "email=" + email + "&password=" + password);
  }
  std::string cookie_;
  std::string token_;

 private:
  [[nodiscard]] std::string cookie_field() const {
    return cookie_.empty() ? "" : "Cookie: other=1; desist_session=" + cookie_ + "\r\n";
  }
  HttpAnswer keep(HttpAnswer answer) {
    const std::string set = answer.field("Set-Cookie");
    if (!set.empty()) cookie_ = set.substr(set.find('=') + 1, set.find(';') - set.find('=') - 1);
    const std::string before = "name=\"form_token\" value=\"";
    const std::size_t at = answer.body.find(before);
    if (at != std::string::npos) token_ = answer.body.substr(at + before.size(), 32);
    return answer;
  }
  std::uint16_t port_;
};

class PagesTest : public RunningServer {
 protected:
  PagesTest() { start(); }

  Browser logged_in(const std::string& email, const std::string& password) {
    Browser browser(server_->port());
    EXPECT_EQ(browser.log_in(email, password).status, 303u);
    return browser;
  }
  Browser owner() { return logged_in("owner@shop.example", "correct+horse"); }
  Browser admin() { return logged_in("admin@shop.example", "battery+staple"); }
  Browser viewer() { return logged_in("viewer@shop.example", "just+looking"); }

  void keep_message(store::MessageNumber number, store::WorkspaceId workspace, const std::string& conclusions) {
    store_.kept.insert(store_.kept.begin(), {number, workspace, FakeStore::start, "1.1", conclusions, 100});
    store_.octets[number] = "Subject: as it came\r\n\r\nbody";
  }
  static std::string suppress_form(const std::string& target, const std::string& more = "") {
    return "target=" + target +
           "&workspace=default&reach=workspace&channel=email&purpose=marketing&reason=asked&once=1" + more;
  }
};

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

TEST_F(PagesTest, GiveANewIdAtLogin) {
  Browser browser(server_->port());
  browser.get("/login");
  const std::string before = browser.cookie_;
  browser.log_in("owner@shop.example", "correct+horse");
  EXPECT_NE(browser.cookie_, before);
  EXPECT_EQ(browser.cookie_.size(), 64u);
}

TEST_F(PagesTest, SetACookieThatScriptsAndOtherSitesDoNotGet) {
  const std::string cookie = ask(get("/login")).field("Set-Cookie");
  EXPECT_TRUE(cookie.starts_with("desist_session=")) << cookie;
  EXPECT_NE(cookie.find("; HttpOnly; SameSite=Strict"), std::string::npos);
  EXPECT_EQ(cookie.find("Secure"), std::string::npos) << "a browser drops it over plain HTTP";
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
  const HttpAnswer lifted = browser.post("/suppressions/lift", suppress_form("a%40b.example"));
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
  EXPECT_EQ(browser.post("/suppressions/lift", "target=a%40b.example&reason=x" + scope).status, 404u)
      << "nothing is in force";
}

TEST_F(PagesTest, SayThatNobodyMaySendWhileTheStoreCannotBeRead) {
  Browser browser = owner();
  store_.fails = true;
  const HttpAnswer answer = browser.get("/look-up?to=a%40b.example");
  EXPECT_EQ(answer.status, 503u);
  EXPECT_EQ(answer.body.find("/var/lib"), std::string::npos);
}

// What somebody may write into a subject, a name, a reason or a workspace.
const std::string hostile_texts[] = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title><script>x</script>",
    "</pre><svg onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "javascript:alert(1)",
    "<a href='data:text/html,x'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "\xC0\xBCscript\xC0\xBE",
    "+ADw-script+AD4-",
    "<!--<script>",
    "]]><script>",
    "<style>*{display:none}</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh>",
    "<form action=//evil.example><input name=form_token>",
    "\"autofocus onfocus=alert(1) x=\"",
    "`${alert(1)}`",
    "<math><mtext><script>",
    "<plaintext>",
    "<xmp>",
    "<textarea>",
    "<select><option>",
    "{{7*7}}",
    "\u202Egpj.exe\u2066",
    std::string("nul\0<b>", 7),
    "\x1B]0;title\x07",
    "<\u0000b>",
    "\xFF\xFE<b>",
    "<b\n>",
    "<b/x=1>",
    "\r\nSet-Cookie: x=1",
};

std::size_t tags_of(const std::string& page) {
  std::size_t tags = 0;
  for (const parsers::HtmlToken& token : parsers::read_html_tokens(page, 100'000)) {
    if (token.kind == parsers::HtmlToken::Kind::text) continue;
    ++tags;
    for (const auto& [name, value] : token.attributes) {
      tags += 1000;
      EXPECT_FALSE(name.starts_with("on")) << name << "=" << value;
    }
  }
  return tags;
}

std::string conclusions_saying(const std::string& words) {
  using nlohmann::json;
  const json object = {{"subject", words},
                       {"from", words},
                       {"message_id", words},
                       {"kind", words},
                       {"token", words},
                       {"reply", {{"text", words}}},
                       {"original", {{"from", words}, {"subject", words}, {"body", words}, {"comment", words}}},
                       {"automatic", {{"kind", words}, {"until", words}, {"alternative", words}}},
                       {"complaint", {{"feedback_type", words}}},
                       {"verdicts",
                        {{{"contact", words},
                          {"intent", words},
                          {"level", words},
                          {"confidence", 1e300},
                          {"reasons", {{{"rule", words}, {"excerpt", words}}}}}}},
                       {"events",
                        {{{"contact", words},
                          {"kind", words},
                          {"force", words},
                          {"reason", words},
                          {"scope", words},
                          {"channel", words},
                          {"purpose", words},
                          {"entry", words}}}},
                       {"reports",
                        {{{"recipient", words},
                          {"action", words},
                          {"status", words},
                          {"reason", words},
                          {"permanence", words},
                          {"diagnostic", words}}}},
                       {"defects", {words}}};
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

TEST_F(PagesTest, ShowHostileTextAsText) {
  Browser browser = owner();
  store_.rows.resize(1);
  const auto pages_saying = [&](const std::string& words) {
    store_.kept.clear();
    keep_message(1, 1, conclusions_saying(words));
    store_.octets[1] = "Subject: " + words + "\r\n\r\n";
    store_.all_workspaces[0].name = words;
    store_.rows[0].identity = words + "@b.example";
    return std::vector<std::size_t>{tags_of(browser.get("/messages").body), tags_of(browser.get("/messages/1").body),
                                    tags_of(browser.get("/suppressions").body), tags_of(browser.get("/look-up").body)};
  };
  const std::vector<std::size_t> harmless = pages_saying("harmless");
  for (const std::string& words : hostile_texts) EXPECT_EQ(pages_saying(words), harmless) << words;
}

TEST_F(PagesTest, ShowHostileQuestionsAsText) {
  Browser browser = owner();
  const std::size_t harmless = tags_of(browser.get("/look-up?to=harmless&workspace=x&done=y").body);
  for (const char* query :
       {"%3Cscript%3Ealert(1)%3C/script%3E", "%22autofocus%20onfocus=alert(1)%20x=%22", "%27%3E%3Cb%3E"}) {
    const std::string page =
        browser.get("/look-up?to=" + std::string(query) + "&workspace=" + query + "&done=" + query).body;
    EXPECT_EQ(tags_of(page), harmless) << query;
  }
}

TEST_F(PagesTest, HaveNoScript) {
  Browser browser = owner();
  keep_message(1, 1, conclusions_saying("x"));
  for (const char* target : {"/login", "/messages", "/messages/1", "/suppressions", "/look-up?to=a%40b.example"}) {
    const std::string page = browser.get(target).body;
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find(" style="), std::string::npos) << "the policy forbids styles in the page";
  }
}

TEST_F(PagesTest, LabelEveryField) {
  Browser browser = owner();
  for (const char* target : {"/login", "/look-up?to=a%40b.example"}) {
    const std::string page = target == std::string("/login") ? ask(get("/login")).body : browser.get(target).body;
    std::size_t labels = 0, fields = 0;
    for (const parsers::HtmlToken& token : parsers::read_html_tokens(page, 10'000)) {
      if (token.kind != parsers::HtmlToken::Kind::start_tag) continue;
      labels += token.name == "label";
      const auto is_hidden = [](const auto& attribute) {
        return attribute.first == "type" && attribute.second == "hidden";
      };
      const bool hidden = std::any_of(token.attributes.begin(), token.attributes.end(), is_hidden);
      fields += token.name == "select" || (token.name == "input" && !hidden);
    }
    EXPECT_EQ(labels, fields) << target;
    EXPECT_GT(fields, 1u);
  }
}

} // namespace
} // namespace admin
