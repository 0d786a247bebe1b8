#include <nlohmann/json.hpp>

#include "parsers/html_text.hpp"
#include "tests/admin/browser.hpp"

namespace admin {
namespace {

using HostileTextTest = PagesTest;

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
                       {"proof",
                        {{"way", "dkim"},
                         {"domain", words},
                         {"signatures", {{{"domain", words}, {"result", words}, {"fault", words}, {"gap", words}}}}}},
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

TEST_F(HostileTextTest, ShowHostileTextAsText) {
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

TEST_F(HostileTextTest, ShowHostileQuestionsAsText) {
  Browser browser = owner();
  const std::size_t harmless = tags_of(browser.get("/look-up?to=harmless&workspace=x&done=y").body);
  for (const char* query :
       {"%3Cscript%3Ealert(1)%3C/script%3E", "%22autofocus%20onfocus=alert(1)%20x=%22", "%27%3E%3Cb%3E"}) {
    const std::string page =
        browser.get("/look-up?to=" + std::string(query) + "&workspace=" + query + "&done=" + query).body;
    EXPECT_EQ(tags_of(page), harmless) << query;
  }
}

TEST_F(HostileTextTest, HaveNoScript) {
  Browser browser = owner();
  keep_message(1, 1, conclusions_saying("x"));
  for (const char* target : {"/login", "/messages", "/messages/1", "/suppressions", "/look-up?to=a%40b.example"}) {
    const std::string page = browser.get(target).body;
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find(" style="), std::string::npos) << "the policy forbids styles in the page";
  }
}

TEST_F(HostileTextTest, LabelEveryField) {
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
