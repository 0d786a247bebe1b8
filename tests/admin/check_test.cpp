#include "admin/api/check.hpp"

#include <nlohmann/json.hpp>

#include "admin/actions.hpp"
#include "tests/admin/running_server.hpp"

namespace admin {
namespace {

using Json = nlohmann::json;

class CheckTest : public RunningServer {
 protected:
  CheckTest() { start(); }

  void suppress_now(const char* who, classifier::WorkspaceId workspace = 1,
                    classifier::Reach reach = classifier::Reach::workspace) {
    classifier::Scope scope{reach, workspace, classifier::Channel::all, {classifier::Purpose::Kind::all, ""}};
    ASSERT_TRUE(suppress(store_, {*parse_target(who), scope, {std::uint8_t(++cause_)}, FakeStore::start}, policy_));
  }
  HttpAnswer check(const std::string& query, const std::string& key = secret) {
    return ask(get("/v1/check?" + query, bearer(key)));
  }
  HttpAnswer check_all(const std::string& body) { return ask(post("/v1/check", body, bearer())); }
  int cause_ = 0;
};

TEST_F(CheckTest, AllowsWhomNothingSpeaksAgainst) {
  const HttpAnswer answer = check("to=free@b.example");
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.field("Content-Type"), "application/json");
  EXPECT_EQ(answer.field("Cache-Control"), "no-store");
  EXPECT_EQ(Json::parse(answer.body), Json::parse(R"({"to":"free@b.example","decision":"allow","reason":null,
    "scope":null,"since":null,"expires_at":null,"entry":null,"position":0})"));
}

TEST_F(CheckTest, DeniesWithReasonScopeAndEntry) {
  suppress_now("gone@b.example");
  const Json answer = Json::parse(check("to=gone@b.example").body);
  EXPECT_EQ(answer["decision"], "deny");
  EXPECT_EQ(answer["reason"], "manual_deny");
  EXPECT_EQ(answer["scope"], "workspace");
  EXPECT_EQ(answer["since"], "2026-11-21T00:00:00Z");
  EXPECT_EQ(answer["entry"].get<std::string>().size(), 32u);
  EXPECT_EQ(answer["position"], 1);
}

TEST_F(CheckTest, TellsOfAForeignRowOnlyThatItDenies) {
  suppress_now("gone@b.example", 2, classifier::Reach::global);
  const Json answer = Json::parse(check("to=gone@b.example").body);
  EXPECT_EQ(answer, Json::parse(R"({"to":"gone@b.example","decision":"deny","scope":"global","position":1})"));
}

TEST_F(CheckTest, WantsAKey) {
  EXPECT_EQ(ask(get("/v1/check?to=a@b.example")).status, 401u);
  EXPECT_EQ(check("to=a@b.example", "dsk_Unknown").status, 401u);
  EXPECT_EQ(check("to=a@b.example", std::string(500, 'x')).status, 401u);
  EXPECT_EQ(ask(get("/v1/check?to=a@b.example", "Authorization: Basic eDp5\r\n")).status, 401u);
  EXPECT_EQ(check("to=a@b.example", "dsk_WriteOnly").status, 403u);
  EXPECT_EQ(check("", "dsk_Unknown").status, 401u) << "who may not ask is not told what was wrong with the question";
}

TEST_F(CheckTest, ForgetsARevokedKeyWithinASecond) {
  HttpClient client(server_->port());
  const std::string request = get("/v1/check?to=a@b.example", bearer());
  for (int i = 0; i < 5; ++i) EXPECT_EQ(client.ask(request).status, 200u);
  EXPECT_EQ(store_.key_readings, 1u) << "the connection remembers the key";
  store_.keys_by_secret.clear();
  advance(std::chrono::seconds{1});
  EXPECT_EQ(client.ask(request).status, 401u);
}

TEST_F(CheckTest, DoesNotTakeAnotherKeyForTheRememberedOne) {
  HttpClient client(server_->port());
  EXPECT_EQ(client.ask(get("/v1/check?to=a@b.example", bearer())).status, 200u);
  EXPECT_EQ(client.ask(get("/v1/check?to=a@b.example", bearer("dsk_TestKeyOfDefaulu"))).status, 401u);
}

TEST_F(CheckTest, AnswersForAWorkspaceOfTheKeyOnly) {
  suppress_now("gone@b.example", 2);
  EXPECT_EQ(Json::parse(check("to=gone@b.example").body)["decision"], "allow");
  EXPECT_EQ(Json::parse(check("to=gone@b.example", "dsk_Both").body)["decision"], "deny") << "its first is 2";
  EXPECT_EQ(Json::parse(check("to=gone@b.example&workspace=default", "dsk_Both").body)["decision"], "allow");
  EXPECT_EQ(check("to=gone@b.example&workspace=other").status, 403u);
  EXPECT_EQ(check("to=gone@b.example&workspace=unheard-of").status, 403u);
}

TEST_F(CheckTest, SaysWhatIsWrongWithAQuestion) {
  for (const char* query : {"", "to=", "to=a@b.example&to=c@d.example", "to=a@b.example&chanel=sms",
                            "to=a@b.example&channel=pigeon", "to=a@b.example&channel=all", "to=a@b.example&purpose=all",
                            "to=a@b.example&purpose=%20", "to=@b.example", "to=nobody"}) {
    const HttpAnswer answer = check(query);
    EXPECT_EQ(answer.status, 400u) << query;
    EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
    const Json problem = Json::parse(answer.body);
    EXPECT_EQ(problem["status"], 400);
    EXPECT_FALSE(problem["detail"].get<std::string>().empty()) << query;
  }
}

TEST_F(CheckTest, TakesAPlusInAnAddressAsItself) {
  suppress_now("a+news@b.example");
  EXPECT_EQ(Json::parse(check("to=a+news@b.example").body)["decision"], "deny");
  EXPECT_EQ(Json::parse(check("to=a%2Bnews%40b.example").body)["decision"], "deny");
}

TEST_F(CheckTest, NeverAllowsWhenTheStoreCannotBeRead) {
  HttpClient client(server_->port());
  ASSERT_EQ(client.ask(get("/v1/check?to=a@b.example", bearer())).status, 200u);
  store_.fails = true;
  const HttpAnswer answer = client.ask(get("/v1/check?to=a@b.example", bearer()));
  EXPECT_EQ(answer.status, 503u);
  EXPECT_EQ(answer.body.find("/var/lib"), std::string::npos) << "no detail of the machine";
  EXPECT_EQ(check("to=a@b.example").status, 503u);
  EXPECT_EQ(check_all(R"({"to":["a@b.example"]})").status, 503u);
  EXPECT_EQ(ask(get("/readyz")).status, 503u);
  EXPECT_EQ(ask(get("/livez")).status, 200u);
}

TEST_F(CheckTest, AnswersAListInItsOrder) {
  suppress_now("gone@b.example");
  const HttpAnswer answer = check_all(R"({"to":["a@b.example","gone@b.example","\u0000\ud83d\ude00","a@b.example"]})");
  ASSERT_EQ(answer.status, 200u);
  const Json results = Json::parse(answer.body)["results"];
  ASSERT_EQ(results.size(), 4u);
  EXPECT_EQ(results[0]["decision"], "allow");
  EXPECT_EQ(results[1]["decision"], "deny");
  EXPECT_EQ(results[2]["reason"], "invalid_identity");
  EXPECT_EQ(results[2]["decision"], "deny") << "what is no identity cannot be sent to";
  EXPECT_EQ(results[3]["to"], "a@b.example");
}

TEST_F(CheckTest, AnswersTenThousandAndNoMore) {
  const auto body_of = [](int count) {
    std::string body = R"({"to":[)";
    for (int i = 0; i < count; ++i) body += (i > 0 ? ",\"p" : "\"p") + std::to_string(i) + "@b.example\"";
    return body + "]}";
  };
  const HttpAnswer answer = check_all(body_of(10'000));
  ASSERT_EQ(answer.status, 200u);
  EXPECT_EQ(Json::parse(answer.body)["results"].size(), 10'000u);
  EXPECT_EQ(check_all(body_of(10'001)).status, 400u);
}

TEST_F(CheckTest, RefusesBodiesThatAreNotAQuestion) {
  for (const char* body : {"", "null", "[]", "{}", "{\"to\":\"a@b.example\"}", "{\"to\":[1]}", "{\"to\":[[]]}",
                           "{\"to\":[{}]}", "{\"to\":[\"a@b.example\"],\"x\":1}", "{\"to\":[],\"to\":[]}",
                           "{\"to\":[\"a@b.example\"]", "{\"to\":[\"a@b.example\"]}x", "{\"to\":[\"\xff\"]}",
                           "{\"to\":[],\"channel\":\"email\",\"channel\":\"sms\"}", "{\"to\":[],\"channel\":[]}"}) {
    EXPECT_EQ(check_all(body).status, 400u) << body;
  }
  EXPECT_EQ(check_all("{\"to\":" + std::string(400'000, '[')).status, 400u);
}

TEST_F(CheckTest, KeepsHostileTextAString) {
  const HttpAnswer answer = check("to=%22%3Cscript%3E%5C%FF%22@b.example");
  ASSERT_EQ(answer.status, 200u);
  EXPECT_EQ(Json::parse(answer.body)["to"], "\"<script>\\\xEF\xBF\xBD\"@b.example");
}

TEST_F(CheckTest, GivesTheCommandLineTheSameAnswer) {
  suppress_now("gone@b.example");
  classifier::Query query;
  query.workspace = 1;
  const auto json = check_json("gone@b.example", query, {store_, policy_, FakeStore::start});
  ASSERT_TRUE(json);
  EXPECT_EQ(*json + "\n", check("to=gone@b.example").body);
}

} // namespace
} // namespace admin
