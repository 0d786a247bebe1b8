#include "tests/admin/running_server.hpp"

namespace admin {
namespace {

using HttpServerTest = RunningServer;

TEST_F(HttpServerTest, KeepsAConnectionForManyRequests) {
  start();
  HttpClient client(server_->port());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.ask(get("/livez")).status, 200u);
}

TEST_F(HttpServerTest, AnswersPipelinedRequestsInOrder) {
  start();
  HttpClient client(server_->port());
  client.send(get("/livez") + get("/readyz") + get("/livez"));
  EXPECT_EQ(client.receive().body, "alive\n");
  EXPECT_EQ(client.receive().body, "ready\n");
  EXPECT_EQ(client.receive().body, "alive\n");
}

TEST_F(HttpServerTest, TakesAHeadInAnyPieces) {
  start();
  const std::string request = get("/livez");
  for (std::size_t cut = 1; cut < request.size(); ++cut) {
    HttpClient client(server_->port());
    client.send(request.substr(0, cut));
    EXPECT_EQ(client.ask(request.substr(cut)).status, 200u) << cut;
  }
}

// libmicrohttpd may miss that a client has ended; the deadline does not.
TEST_F(HttpServerTest, EndsEachTruncatedRequestWithoutAnAnswerOrWithARefusal) {
  options_.http.connections.request = std::chrono::milliseconds{300};
  start();
  const std::string request = post("/v1/check", R"({"to":["a@b.example"]})", bearer());
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (std::size_t cut = 0; cut < request.size(); ++cut) {
    clients.push_back(std::make_unique<HttpClient>(server_->port()));
    clients.back()->send(request.substr(0, cut));
    clients.back()->end_sending();
  }
  for (const auto& client : clients) {
    const HttpAnswer answer = client->receive();
    EXPECT_TRUE(answer.status == 0 || answer.status >= 400) << answer.status;
  }
  EXPECT_EQ(ask(request).status, 200u);
}

TEST_F(HttpServerTest, KnowsWhatIsNotThereFromWhatIsAskedWrongly) {
  start();
  EXPECT_EQ(ask(get("/nothing")).status, 404u);
  const HttpAnswer answer = ask("DELETE /v1/check HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(answer.status, 405u);
  EXPECT_EQ(answer.field("Allow"), "GET, HEAD, POST");
  EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
}

TEST_F(HttpServerTest, HasNoStreamUnderAnotherSpellingOfItsPath) {
  start();
  EXPECT_EQ(ask(post("/v1/check/strea%6d", "a@b.example\n", bearer())).status, 404u);
  EXPECT_EQ(ask(get("/livez")).status, 200u);
}

TEST_F(HttpServerTest, AnswersHeadWithoutABody) {
  start();
  HttpClient client(server_->port());
  const HttpAnswer head = client.ask("HEAD /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(head.status, 200u);
  EXPECT_EQ(head.field("Content-Length"), "6");
  EXPECT_EQ(client.ask(get("/readyz")).body, "ready\n");
}

struct Hostile {
  const char* what;
  const char* octets;
  unsigned status; // 0: closed without an answer is right too
};

// After each of these the connection is closed, so nothing that was smuggled behind is ever read.
constexpr Hostile hostile[] = {
    {"two hosts", "GET /livez HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400},
    {"no host", "GET /livez HTTP/1.1\r\nAccept: x\r\n\r\n", 400},
    {"rebound host", "GET /livez HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
    {"absolute form", "GET http://localhost/livez HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
    {"asterisk form", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
    {"authority form", "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
    {"length and chunks",
     "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     400},
    {"two lengths",
     "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 40\r\n\r\nGET /livez ", 400},
    {"xchunked", "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400},
    {"chunks in 1.0", "POST /v1/check HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"encoded zero", "GET /livez%00.css HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
    {"encoded slash", "GET /v1%2fcheck HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
    {"dots", "GET /a/../livez HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
    {"encoded dots", "GET /a/%2e%2e/livez HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
    {"space before colon", "GET /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length : 0\r\n\r\n", 400},
    {"version", "GET /livez HTTP/2.0\r\nHost: localhost\r\n\r\n", 0},
    {"no version", "GET /livez\r\nHost: localhost\r\n\r\n", 0},
    {"folded host", "GET /livez HTTP/1.1\r\nHost: localhost\r\n .evil.example\r\n\r\n", 400},
    {"folded length", "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n 0\r\n\r\nGET /livez ", 400},
    {"fold into an encoding",
     "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x\r\n chunked\r\n\r\n0\r\n\r\n", 400},
    {"second length behind a bare line feed",
     "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nX: y\nContent-Length: 3\r\nContent-Length: 0\r\n\r\nabc", 400},
    {"chunks behind a bare line feed",
     "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nX: y\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
     400},
    {"second host behind a bare line feed", "GET /livez HTTP/1.1\r\nHost: localhost\nHost: evil.example\r\n\r\n", 400},
    {"negative chunk", "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n",
     0},
    {"endless chunk size",
     "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc\r\n", 0},
};

TEST_F(HttpServerTest, RefusesAndClosesAtEachHostileHead) {
  start();
  for (const Hostile& one : hostile) {
    HttpClient client(server_->port());
    client.send(one.octets);
    client.send(get("/livez"));
    const HttpAnswer answer = client.receive();
    EXPECT_TRUE(answer.status == one.status || (one.status == 0 && answer.status >= 400)) << one.what << answer.status;
    EXPECT_EQ(client.receive().status, 0u) << one.what << ": nothing after it may be answered";
  }
}

// libmicrohttpd's texts end at a zero octet, so that the guards never see one. It moves no boundary: what stands before
// it counts, there is one answer, and the next request is read where it begins.
TEST_F(HttpServerTest, ReadsAZeroAsTheEndOfALineOrValueAndNothingElse) {
  start();
  using namespace std::string_literals;
  for (const std::string& request : {"GET /livez\0/../x HTTP/1.1\r\nHost: localhost\r\n\r\n"s,
                                     "GET /livez HTTP/1.1\r\nHost: localhost\0.evil\r\nX: a\0b\r\n\r\n"s}) {
    HttpClient client(server_->port());
    EXPECT_EQ(client.ask(request).body, "alive\n");
    EXPECT_FALSE(client.has_more());
    EXPECT_EQ(client.ask(get("/readyz")).body, "ready\n");
  }
}

// libmicrohttpd ends lines at a bare LF too. What it makes of them is what the guards see, so nothing hides in it.
TEST_F(HttpServerTest, ReadsBareLineFeedsAsLineEndsAndNothingElse) {
  start();
  HttpClient client(server_->port());
  EXPECT_EQ(client.ask("GET /livez HTTP/1.1\nHost: localhost\n\n").status, 200u);
  EXPECT_FALSE(client.has_more());
  EXPECT_EQ(client.ask(get("/readyz")).body, "ready\n");
}

TEST_F(HttpServerTest, BoundsTheNumberAndSizeOfFields) {
  start();
  std::string many;
  for (int i = 0; i < 70; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(ask(get("/livez", many)).status, 431u);
  EXPECT_EQ(ask(get("/livez", "X: " + std::string(20'000, 'x') + "\r\n")).status, 431u);
  HttpClient client(server_->port());
  client.send(get("/livez", "X: " + std::string(200'000, 'x') + "\r\n"));
  EXPECT_GE(client.receive().status, 400u);
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST_F(HttpServerTest, TakesTheLargestHeadThatTheGuardsAllow) {
  start();
  std::string fields;
  for (int i = 0; i < 60; ++i) fields += "X-" + std::to_string(i) + ": " + std::string(255, 'y') + "\r\n";
  HttpClient client(server_->port());
  EXPECT_EQ(client.ask(get("/livez", fields)).status, 200u);
  EXPECT_EQ(client.ask(get("/livez", "X: " + std::string(16'000, 'x') + "\r\n")).status, 200u);
  EXPECT_EQ(client.ask(get("/livez?" + std::string(8'000, 'x'), "X: " + std::string(8'000, 'x') + "\r\n")).status,
            200u);
}

TEST_F(HttpServerTest, RefusesABodyByItsLengthBeforeItComes) {
  start();
  HttpClient client(server_->port());
  EXPECT_EQ(client.ask("POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n").status, 413u);
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST_F(HttpServerTest, CountsAChunkedBodyItself) {
  start();
  HttpClient client(server_->port());
  client.send("POST /v1/check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  for (int i = 0; i < 20; ++i) client.send(chunk);
  EXPECT_EQ(client.ask("0\r\n\r\n").status, 413u);
}

TEST_F(HttpServerTest, TakesAChunkedBody) {
  start();
  HttpClient client(server_->port());
  const std::string head = "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n" + bearer();
  EXPECT_EQ(client.ask(head + "\r\n5\r\n{\"to\"\r\n11\r\n:[\"a@b.example\"]}\r\n0\r\n\r\n").status, 200u);
}

TEST_F(HttpServerTest, EndsARequestThatTakesTooLongHoweverBusyItIs) {
  options_.http.connections.request = std::chrono::milliseconds{300};
  options_.http.connections.idle = std::chrono::milliseconds{300};
  start();
  HttpClient slow_line(server_->port()), slow_head(server_->port()), slow_body(server_->port()), idle(server_->port());
  slow_line.send("GE");
  slow_head.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nX: y\r\n");
  slow_body.send("POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n");
  EXPECT_EQ(idle.ask(get("/livez")).status, 200u);
  while (slow_head.send("X: y\r\n") && slow_body.send("")) usleep(20'000);
  EXPECT_TRUE(slow_line.is_closed_by_server());
  EXPECT_TRUE(slow_body.is_closed_by_server());
  EXPECT_TRUE(idle.is_closed_by_server());
}

TEST_F(HttpServerTest, BoundsTheConnectionsOfOneStrangerAndOfAll) {
  options_.http.trusted_networks.clear();
  options_.http.connections.per_source = 3;
  start();
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<HttpClient>(server_->port()));
    EXPECT_EQ(clients.back()->ask(get("/livez")).status, 200u);
  }
  // Two threads accept: one more may slip in, two cannot.
  EXPECT_TRUE(ask(get("/livez")).status == 0 || ask(get("/livez")).status == 0);
  clients.clear();
  while (ask(get("/livez")).status != 200) usleep(10'000);
}

TEST_F(HttpServerTest, TellsEveryRequestToItsObserver) {
  std::mutex mutex;
  std::vector<std::string> records;
  options_.http.observer = [&](const RequestRecord& record) {
    const std::lock_guard lock(mutex);
    records.push_back(std::string(record.method) + " " + std::string(record.route) + " " +
                      std::to_string(record.status) + " key " + std::to_string(record.subject->key) + " " +
                      std::string(record.peer));
  };
  start();
  ask(get("/v1/check?to=a@b.example", bearer()));
  ask("GET /livez HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  const std::lock_guard lock(mutex);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0], "GET /v1/check 200 key 7 127.0.0.1");
  EXPECT_EQ(records[1], "GET  421 key 0 127.0.0.1");
}

TEST_F(HttpServerTest, StopsWhileWorkWaits) {
  start();
  HttpClient client(server_->port());
  for (int i = 0; i < 12; ++i) {
    std::string body = "email=owner%40shop.example&password=wrong";
    HttpClient(server_->port()).send(post("/login", body, "Content-Type: application/x-www-form-urlencoded\r\n"));
  }
  client.send(post("/login", "email=owner%40shop.example", "Content-Type: application/x-www-form-urlencoded\r\n"));
  usleep(50'000);
  server_.reset();
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST_F(HttpServerTest, SpeaksPlainHttpOnLoopbackOnly) {
  options_.listen_on = std::string("0.0.0.0:0");
  const auto server = Server::start(options_, store_, policy_);
  ASSERT_FALSE(server);
  EXPECT_EQ(server.error().code, parsers::ErrorCode::invalid_argument);
}

TEST_F(HttpServerTest, ListensOnAnInheritedSocket) {
  auto listener = Listener::open("127.0.0.1:0");
  ASSERT_TRUE(listener);
  const std::uint16_t port = listener->port();
  options_.listen_on = listener->release();
  start();
  EXPECT_EQ(server_->port(), port);
  EXPECT_EQ(ask(get("/livez")).status, 200u);
}

TEST_F(HttpServerTest, SaysThatAnAddressIsTaken) {
  start();
  options_.listen_on = "127.0.0.1:" + std::to_string(server_->port());
  const auto second = Server::start(options_, store_, policy_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, parsers::ErrorCode::busy);
}

} // namespace
} // namespace admin
