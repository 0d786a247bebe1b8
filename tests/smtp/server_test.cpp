// The server over loopback: what only sockets and threads can break.
#include "smtp/server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <set>
#include <thread>

#include "tests/smtp/fake_sink.hpp"

namespace smtp {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// A blocking client; every wait ends after ten seconds, so that a hanging server fails a test.
class Client {
 public:
  explicit Client(const std::string& address) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{10, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_connected_ = ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(descriptor_); }

  [[nodiscard]] bool is_connected() const { return is_connected_; }
  void send(std::string_view octets) {
    while (!octets.empty()) {
      const ssize_t sent = ::send(descriptor_, octets.data(), octets.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      octets.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  /// The next reply's code; "closed" at the end of the connection.
  std::string reply() {
    while (true) {
      const std::size_t end = input_.find("\r\n");
      if (end == std::string::npos) {
        char octets[4096];
        const ssize_t length = ::recv(descriptor_, octets, sizeof octets, 0);
        if (length <= 0) return "closed";
        input_.append(octets, static_cast<std::size_t>(length));
        continue;
      }
      const std::string line = input_.substr(0, end);
      input_.erase(0, end + 2);
      if (line[3] != '-') return line.substr(0, 3);
    }
  }
  std::string ask(std::string_view octets) {
    send(octets);
    return reply();
  }
  /// Up to the answer to DATA.
  void begin_message() {
    reply();
    ask("EHLO client.example\r\n");
    send("MAIL FROM:<a@sender.example>\r\nRCPT TO:<" + minted_address(1) + ">\r\nDATA\r\n");
    for (const char* code : {"250", "250", "354"}) EXPECT_EQ(reply(), code);
  }

 private:
  int descriptor_;
  bool is_connected_ = false;
  std::string input_;
};

class ServerTest : public testing::Test {
 protected:
  static ServerOptions quick() {
    ServerOptions options;
    options.listeners.emplace_back();
    options.listeners[0].address = "127.0.0.1:0";
    options.threads = 2;
    options.sweep = milliseconds(10);
    options.bad_command_delay = milliseconds(1);
    return options;
  }
  std::string start(ServerOptions options = quick()) {
    auto opened = Server::open(std::move(options), {test_recipients(), sink, observer, test_instant});
    EXPECT_TRUE(opened) << parsers::to_string(opened.error());
    server = std::move(*opened);
    server->start();
    return server->addresses().at(0);
  }
  void TearDown() override {
    sink.release_commits();
    if (server) server->stop();
  }
  static void wait_until(const std::function<bool()>& holds) {
    for (int i = 0; i < 2000 && !holds(); ++i) std::this_thread::sleep_for(milliseconds(5));
    EXPECT_TRUE(holds());
  }

  FakeSink sink;
  RecordingObserver observer;
  std::unique_ptr<Server> server;
};

TEST_F(ServerTest, TakesAMessage) {
  Client client(start());
  client.begin_message();
  EXPECT_EQ(client.ask("Subject: x\r\n\r\nx\r\n.\r\n"), "250");
  EXPECT_EQ(client.ask("QUIT\r\n"), "221");
  EXPECT_EQ(client.reply(), "closed");
  ASSERT_EQ(sink.stored().size(), 1u);
  EXPECT_EQ(sink.stored()[0].envelope.peer, "127.0.0.1");
}

TEST_F(ServerTest, TakesMessagesOfManyClientsAtOnce) {
  const std::string address = start();
  constexpr int clients = 8;
  constexpr int messages = 25;
  std::vector<std::thread> threads;
  for (int i = 0; i < clients; ++i) {
    threads.emplace_back([&, i] {
      Client client(address);
      EXPECT_EQ(client.reply(), "220");
      EXPECT_EQ(client.ask("EHLO client.example\r\n"), "250");
      for (int j = 0; j < messages; ++j) {
        client.send("MAIL FROM:<>\r\nRCPT TO:<" + minted_address(1) + ">\r\nDATA\r\n");
        for (const char* code : {"250", "250", "354"}) EXPECT_EQ(client.reply(), code);
        EXPECT_EQ(client.ask("X-Number: " + std::to_string(i * messages + j) + "\r\n\r\n.\r\n"), "250");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> different;
  for (const StoredMessage& message : sink.stored()) different.insert(message.octets);
  EXPECT_EQ(different.size(), static_cast<std::size_t>(clients * messages));
}

TEST_F(ServerTest, TakesALargeMessageThatIsOneLine) {
  Client client(start());
  client.begin_message();
  const std::string line(5'000'000, 'a');
  EXPECT_EQ(client.ask(line + "\r\n.\r\n"), "250");
  ASSERT_EQ(sink.stored().size(), 1u);
  EXPECT_EQ(sink.stored()[0].octets, line + "\r\n");
}

TEST_F(ServerTest, AnswersNothingBeforeTheMessageIsDurable) {
  sink.holds_commits = true;
  Client client(start());
  client.begin_message();
  client.send("x\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<postmaster>\r\nQUIT\r\n");
  wait_until([&] { return sink.held() == 1; });
  EXPECT_TRUE(observer.transactions().empty());
  sink.release_commits();
  for (const char* code : {"250", "250", "250", "221", "closed"}) EXPECT_EQ(client.reply(), code);
}

TEST_F(ServerTest, SurvivesAClientThatLeavesWhileTheDiskIsBusy) {
  sink.holds_commits = true;
  const std::string address = start();
  {
    Client client(address);
    client.begin_message();
    client.send("x\r\n.\r\n");
    wait_until([&] { return sink.held() == 1; });
  }
  sink.release_commits();
  wait_until([&] { return observer.connections().size() == 1; });
  EXPECT_EQ(sink.stored().size(), 1u);
  EXPECT_EQ(Client(address).reply(), "220");
}

TEST_F(ServerTest, LetsTheLastReplyArriveThoughTheClientStillTalks) {
  Client client(start());
  EXPECT_EQ(client.reply(), "220");
  client.send("GET / HTTP/1.1\r\n" + std::string(200'000, 'a'));
  EXPECT_EQ(client.reply(), "554");
  EXPECT_EQ(client.reply(), "closed");
}

TEST_F(ServerTest, SlowsDownWhoGuesses) {
  Client client(start());
  EXPECT_EQ(client.reply(), "220");
  std::string group;
  for (int i = 0; i < 21; ++i) group.append("BOGUS\r\n");
  client.send(group);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(client.reply(), "500");
  EXPECT_EQ(client.reply(), "421");
  EXPECT_EQ(client.reply(), "closed");
}

TEST_F(ServerTest, EndsAConnectionThatIsSilent) {
  ServerOptions options = quick();
  options.deadlines.first_recipient_wait = milliseconds(50);
  Client client(start(options));
  EXPECT_EQ(client.reply(), "220");
  EXPECT_EQ(client.reply(), "421");
  EXPECT_EQ(client.reply(), "closed");
  wait_until([&] { return observer.connections().size() == 1; });
  EXPECT_EQ(observer.connections()[0].reply, Reply::timed_out);
}

TEST_F(ServerTest, EndsAMessageThatDripsAndStoresNothing) {
  ServerOptions options = quick();
  options.deadlines.data_grace = milliseconds(50);
  Client client(start(options));
  client.begin_message();
  client.send("x");
  EXPECT_EQ(client.reply(), "421");
  EXPECT_EQ(client.reply(), "closed");
  EXPECT_TRUE(sink.stored().empty());
}

TEST_F(ServerTest, RefusesOneConnectionTooManyAndKeepsTheOthers) {
  ServerOptions options = quick();
  options.limits.trusted = {};
  options.limits.connections_of_address = 2;
  const std::string address = start(options);
  Client first(address);
  Client second(address);
  EXPECT_EQ(first.reply(), "220");
  EXPECT_EQ(second.reply(), "220");
  Client third(address);
  EXPECT_EQ(third.reply(), "421");
  EXPECT_EQ(third.reply(), "closed");
  EXPECT_EQ(first.ask("NOOP\r\n"), "250");
}

TEST_F(ServerTest, BarsWhoLooksForRecipients) {
  ServerOptions options = quick();
  options.limits.trusted = {};
  const std::string address = start(options);
  {
    Client client(address);
    EXPECT_EQ(client.reply(), "220");
    EXPECT_EQ(client.ask("EHLO client.example\r\n"), "250");
    EXPECT_EQ(client.ask("MAIL FROM:<>\r\n"), "250");
    for (int i = 0; i < 10; ++i) EXPECT_EQ(client.ask("RCPT TO:<nobody@relay.example>\r\n"), "550");
    EXPECT_EQ(client.ask("RCPT TO:<nobody@relay.example>\r\n"), "421");
  }
  wait_until([&] { return observer.connections().size() == 1; });
  EXPECT_EQ(Client(address).reply(), "421");
}

TEST_F(ServerTest, StopsPolitely) {
  const std::string address = start();
  Client idle(address);
  EXPECT_EQ(idle.reply(), "220");
  Client busy(address);
  busy.begin_message();
  std::thread stopping([&] { server->stop(); });
  EXPECT_EQ(idle.reply(), "421");
  EXPECT_EQ(idle.reply(), "closed");
  EXPECT_EQ(busy.ask("x\r\n.\r\n"), "250");
  EXPECT_EQ(busy.reply(), "421");
  EXPECT_EQ(busy.reply(), "closed");
  stopping.join();
  EXPECT_EQ(sink.stored().size(), 1u);
  EXPECT_FALSE(Client(address).is_connected());
}

TEST_F(ServerTest, DoesNotWaitForEverForAMessageWhenItStops) {
  ServerOptions options = quick();
  options.stop_grace = milliseconds(50);
  Client client(start(options));
  client.begin_message();
  server->stop();
  EXPECT_EQ(client.reply(), "421");
  EXPECT_TRUE(sink.stored().empty());
}

TEST_F(ServerTest, TakesAnInheritedSocket) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in here{};
  here.sin_family = AF_INET;
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(::bind(descriptor, reinterpret_cast<const sockaddr*>(&here), sizeof here), 0);
  ASSERT_EQ(::listen(descriptor, 8), 0);
  ServerOptions options = quick();
  options.listeners[0].inherited = descriptor;
  EXPECT_EQ(Client(start(options)).reply(), "220");
}

TEST_F(ServerTest, TakesMailOverAUnixSocketAndReplacesOneThatWasLeftOver) {
  const std::string path = testing::TempDir() + "desist-lmtp-" + std::to_string(::getpid());
  ServerOptions options = quick();
  options.listeners[0].address = "unix:" + path;
  options.listeners[0].dialect = Dialect::lmtp;
  for (int round = 0; round < 2; ++round) { // the second finds the file of the first
    EXPECT_EQ(start(options), "unix:" + path);
    const auto second = Server::open(options, {test_recipients(), sink, observer, test_instant});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, parsers::ErrorCode::busy);
    server.reset();
  }
  ::unlink(path.c_str());
}

ServerOptions behind_a_proxy(ServerOptions options) {
  options.listeners[0].proxies = parsers::loopback_networks();
  options.limits.trusted = {};
  return options;
}

TEST_F(ServerTest, TakesThePeerFromTheProxysHeaderHoweverItIsCut) {
  const std::string address = start(behind_a_proxy(quick()));
  Client client(address);
  for (const char octet : std::string_view("PROXY TCP4 203.0.113.7 127.0.0.1 40000 25\r\n")) {
    client.send(std::string_view(&octet, 1));
  }
  client.begin_message();
  EXPECT_EQ(client.ask("x\r\n.\r\n"), "250");
  EXPECT_EQ(sink.stored().at(0).envelope.peer, "203.0.113.7");
}

TEST_F(ServerTest, CountsThePeerAndNotTheProxy) {
  ServerOptions options = behind_a_proxy(quick());
  options.limits.connections_of_address = 1;
  const std::string address = start(options);
  Client first(address);
  EXPECT_EQ(first.ask("PROXY TCP4 203.0.113.7 127.0.0.1 40000 25\r\n"), "220");
  Client second(address);
  EXPECT_EQ(second.ask("PROXY TCP4 203.0.113.7 127.0.0.1 40000 25\r\n"), "421");
  Client third(address);
  EXPECT_EQ(third.ask("PROXY TCP4 203.0.113.8 127.0.0.1 40000 25\r\n"), "220");
}

TEST_F(ServerTest, WaitsForTheProxysHeaderNotForEver) {
  ServerOptions options = behind_a_proxy(quick());
  options.proxy_header_wait = milliseconds(50);
  options.limits.connections = 1;
  const std::string address = start(options);
  EXPECT_EQ(Client(address).reply(), "closed");
  wait_until([&] { return observer.refused() == 1; });
  EXPECT_EQ(Client(address).reply(), "closed"); // the slot was given back
}

TEST_F(ServerTest, EndsThoseThatSendNoHeader) {
  const std::string address = start(behind_a_proxy(quick()));
  EXPECT_EQ(Client(address).ask("EHLO client.example\r\n"), "closed");
}

TEST_F(ServerTest, TakesNoProxyFromElsewhere) {
  ServerOptions options = behind_a_proxy(quick());
  options.listeners[0].proxies = {*parsers::Network::parse("192.0.2.0/24")};
  EXPECT_EQ(Client(start(options)).ask("PROXY TCP4 203.0.113.7 127.0.0.1 40000 25\r\n"), "closed");
}

TEST_F(ServerTest, StopsWhileAProxyStillOwesItsHeader) {
  ServerOptions options = behind_a_proxy(quick());
  options.proxy_header_wait = seconds(600);
  Client client(start(options));
  client.send("PROXY ");
  server->stop();
  EXPECT_EQ(client.reply(), "closed");
}

TEST_F(ServerTest, RefusesListenersThatLackWhatTheyNeed) {
  ServerOptions without_certificate = quick();
  without_certificate.listeners[0].tls = TlsUse::starttls;
  ServerOptions without_users = quick();
  without_users.listeners[0].dialect = Dialect::submission;
  ServerOptions without_file = without_certificate;
  without_file.tls = TlsFiles{"/nonexistent.pem", "/nonexistent.pem"};
  for (const ServerOptions& options : {without_certificate, without_users, without_file}) {
    const auto opened = Server::open(options, {test_recipients(), sink, observer, test_instant});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, parsers::ErrorCode::invalid_argument);
  }
}

TEST_F(ServerTest, RefusesAddressesAndDescriptorsThatAreNone) {
  for (const char* bad :
       {"", "unix:", "unix:lmtp", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "mx:25", ":25"}) {
    ServerOptions options = quick();
    options.listeners[0].address = bad;
    const auto opened = Server::open(options, {test_recipients(), sink, observer, test_instant});
    EXPECT_FALSE(opened) << bad;
  }
  ServerOptions options = quick();
  options.listeners[0].inherited = ::dup(STDERR_FILENO);
  EXPECT_FALSE(Server::open(options, {test_recipients(), sink, observer, test_instant}));
}

} // namespace
} // namespace smtp
