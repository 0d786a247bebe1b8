#include <nlohmann/json.hpp>

#include "admin/api/api_routes.hpp"
#include "admin/api/open_api.hpp"
#include "tests/admin/running_server.hpp"

namespace admin {
namespace {

using Json = nlohmann::json;

class ApiTest : public RunningServer {
 protected:
  static constexpr const char* all_scopes = "dsk_AllScopes";

  ApiTest() {
    store_.add_key(all_scopes, 11, {1}, {"check", "write", "read", "lift", "admin", "audit"});
    store_.rows = {row("a@b.example", 1, 1), row("c@d.example", 2, 2)};
    start();
  }

  static store::SuppressionRow row(const char* who, std::uint8_t id, store::WorkspaceId workspace) {
    store::SuppressionRow row{who, {id}, FakeStore::start, {}};
    row.event.kind = classifier::EventKind::opt_out;
    row.event.scope.workspace = workspace;
    return row;
  }
  // Enough of a question that a handler is reached.
  static std::string question(const ApiRoute& route) {
    const std::string path = std::string(route.path.substr(0, route.path.find('{')));
    const std::string behind = route.path.find('}') == std::string_view::npos
                                   ? ""
                                   : "1" + std::string(route.path.substr(route.path.find('}') + 1));
    if (route.method == Method::get) {
      std::string query;
      for (const Member& member : route.asked) {
        if (member.need != Need::required) continue;
        query += (query.empty() ? "?" : "&") + std::string(member.name) + "=a@b.example";
      }
      return get(path + behind + query, bearer(all_scopes));
    }
    Json body = Json::object();
    for (const Member& member : route.asked) {
      if (member.need != Need::required) continue;
      body[std::string(member.name)] = member.kind == ValueKind::texts ? Json{"a@b.example"} : Json("a@b.example");
    }
    return post(path + behind, route.open_sink == nullptr ? body.dump() : "a@b.example\n", bearer(all_scopes));
  }
};

TEST_F(ApiTest, AnswersNothingWhenTheStoreCannotBeRead) {
  for (const ApiRoute& route : api_routes()) {
    HttpClient client(server_->port());
    ASSERT_EQ(client.ask(get("/v1/check?to=a@b.example", bearer(all_scopes))).status, 200u);
    store_.fails = true;
    const HttpAnswer answer = client.ask(question(route));
    store_.fails = false;
    EXPECT_EQ(answer.status, 503u) << route.operation << answer.body;
    EXPECT_EQ(answer.body.find("/var/lib"), std::string::npos) << "no detail of the machine";
  }
}

TEST_F(ApiTest, GivesAnotherTenantsSuppressionLikeNone) {
  const auto read = [&](const char* name) {
    return ask(get(std::string("/v1/suppressions/") + name, bearer(all_scopes)));
  };
  const HttpAnswer foreign = read("02000000000000000000000000000000");
  EXPECT_EQ(foreign.status, 404u);
  EXPECT_EQ(foreign.body, read("03000000000000000000000000000000").body);
  EXPECT_EQ(foreign.body, read("no-name").body);
  EXPECT_EQ(Json::parse(read("01000000000000000000000000000000").body)["to"], "a@b.example");
}

TEST_F(ApiTest, ChangesNothingTwiceUnderOneIdempotencyKey) {
  const auto suppress = [&](const std::string& key) {
    return ask(
        post("/v1/suppressions", R"({"to":"x@b.example"})", bearer(all_scopes) + "Idempotency-Key: " + key + "\r\n"));
  };
  EXPECT_EQ(suppress("one").status, 201u);
  EXPECT_EQ(suppress("one").status, 200u);
  EXPECT_EQ(suppress("two").status, 201u);
  EXPECT_EQ(suppress(std::string(256, 'x')).status, 400u);
}

TEST_F(ApiTest, TellsLimitsOfTheKey) {
  const HttpAnswer answer =
      ask(post("/v1/suppressions/lift", R"({"to":"x@b.example","reason":"r"})", bearer(all_scopes)));
  EXPECT_EQ(answer.status, 404u);
  EXPECT_EQ(answer.field("RateLimit-Policy"), R"("lift";q=100;w=3600)");
  EXPECT_EQ(answer.field("RateLimit"), R"("lift";r=99;t=3600)");
}

TEST_F(ApiTest, AnswersAStreamWhateverItsPieces) {
  const std::string lines = "a@b.example\n{\"to\":\"c@d.example\"}\n\"e@f.example\"";
  const std::string head =
      "POST /v1/check/stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(lines.size()) +
      "\r\nConnection: close\r\n" + bearer(all_scopes) + "\r\n";
  for (std::size_t cut = 0; cut <= lines.size(); ++cut) {
    HttpClient client(server_->port());
    client.send(head + lines.substr(0, cut));
    client.send(lines.substr(cut));
    EXPECT_EQ(client.receive().status, 200u);
    EXPECT_TRUE(client.is_closed_by_server());
    EXPECT_NE(client.rest().find("e@f.example"), std::string::npos) << cut;
  }
}

TEST_F(ApiTest, DeniesALineThatIsTooLongWhateverItBeginsWith) {
  const std::string line = "free@b.example" + std::string(5000, ' ') + "x\n";
  HttpClient client(server_->port());
  client.send("POST /v1/check/stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(line.size()) +
              "\r\nConnection: close\r\n" + bearer(all_scopes) + "\r\n" + line);
  EXPECT_EQ(client.receive().status, 200u);
  EXPECT_TRUE(client.is_closed_by_server());
  EXPECT_NE(client.rest().find("invalid_identity"), std::string::npos);
}

TEST_F(ApiTest, CountsTheLinesOfAStreamAndTellsWhereARefusedKeyStands) {
  store_.keys_by_secret[all_scopes].terms.requests_a_minute = 2;
  std::string lines;
  for (int i = 0; i < 2000; ++i) lines += "a@b.example\n";
  for (int i = 0; i < 2; ++i) { // the first is refused by its second thousand, the second at its opening
    const HttpAnswer answer = ask(post("/v1/check/stream", lines, bearer(all_scopes)));
    EXPECT_EQ(answer.status, 429u);
    EXPECT_EQ(answer.field("RateLimit-Policy"), R"("key";q=2;w=60)");
    EXPECT_EQ(answer.field("RateLimit").find(R"("key";r=0;t=)"), 0u);
    lines.clear();
  }
}

TEST_F(ApiTest, CutsOffAStreamThatComesInDrops) {
  server_.reset();
  options_.http.connections.request = std::chrono::milliseconds{300};
  start();
  HttpClient client(server_->port());
  client.send("POST /v1/check/stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n" + bearer(all_scopes) +
              "\r\n");
  while (client.send("x")) usleep(20'000);
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST_F(ApiTest, StopsWhileFeedsRest) {
  // The fake store has no feed, so a stream of checks stands for one: its answer waits for its reader.
  HttpClient client(server_->port());
  client.send("POST /v1/check/stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\n" + bearer(all_scopes) +
              "\r\na@b.example\n");
  server_.reset();
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST(OpenApi, HasEveryRouteAndItsSchemas) {
  const Json document = Json::parse(open_api_document());
  for (const ApiRoute& route : api_routes()) {
    const Json& path = document["paths"][std::string(route.path)];
    EXPECT_EQ(path[route.method == Method::get ? "get" : "post"]["operationId"], std::string(route.operation));
    if (route.answer == nullptr) continue;
    EXPECT_TRUE(document["components"]["schemas"].contains(route.answer->name)) << route.operation;
  }
}

} // namespace
} // namespace admin
