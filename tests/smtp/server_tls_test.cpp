// TLS over loopback: STARTTLS, implicit TLS, logins, and certificates that change.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

#include "smtp/self_signed_certificate.hpp"
#include "smtp/server.hpp"
#include "tests/smtp/fake_sink.hpp"
#include "tests/smtp/server_client.hpp"

namespace smtp {
namespace {

using std::chrono::milliseconds;

/// Answers on a thread of its own, as the real one does.
class FakeChecker : public LoginChecker {
 public:
  void check(Credentials credentials, const parsers::NetworkAddress& /*peer*/, LoginFinished finished) override {
    threads_.emplace_back([credentials = std::move(credentials), finished = std::move(finished)] {
      if (credentials.user == "ann" && credentials.password == "secret") return finished(std::string("ann"));
      finished(parsers::failure(parsers::ErrorCode::permission_denied, "wrong"));
    });
  }
  ~FakeChecker() override {
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  std::vector<std::thread> threads_; // one session at a time asks
};

class ServerTlsTest : public testing::Test {
 protected:
  ServerTlsTest()
      : directory_(std::filesystem::path(testing::TempDir()) / ("desist-tls-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(directory_);
    files_ = {directory_ / "certificate.pem", directory_ / "key.pem"};
    install(*make_self_signed_certificate("mx.relay.example", test_instant()));
  }
  ~ServerTlsTest() override { std::filesystem::remove_all(directory_); }

  void install(const CertificatePair& pair) {
    std::ofstream(files_.certificate) << pair.certificate;
    std::ofstream(files_.private_key) << pair.private_key;
  }
  std::string start(TlsUse tls, Dialect dialect = Dialect::smtp) {
    ServerOptions options;
    options.listeners.emplace_back();
    options.listeners[0].address = "127.0.0.1:0";
    options.listeners[0].tls = tls;
    options.listeners[0].dialect = dialect;
    options.tls = files_;
    options.threads = 1;
    options.sweep = milliseconds(10);
    options.bad_command_delay = milliseconds(1);
    options.deadlines.handshake = handshake_;
    auto opened = Server::open(options, {test_recipients(), sink_, observer_, test_instant, &checker_});
    EXPECT_TRUE(opened) << parsers::to_string(opened.error());
    server_ = std::move(*opened);
    server_->start();
    return server_->addresses().at(0);
  }
  void TearDown() override {
    if (server_) server_->stop();
  }

  std::filesystem::path directory_;
  TlsFiles files_;
  milliseconds handshake_ = std::chrono::seconds(30);
  FakeSink sink_;
  RecordingObserver observer_;
  FakeChecker checker_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTlsTest, TakesMailAfterStartTls) {
  ServerClient client(start(TlsUse::starttls));
  client.say_hello();
  EXPECT_EQ(client.ask("STARTTLS\r\n"), "220");
  ASSERT_TRUE(client.start_tls());
  EXPECT_EQ(client.ask("EHLO client.example\r\n"), "250");
  client.begin_message();
  const std::string line(200'000, 'a'); // many records
  EXPECT_EQ(client.ask(line + "\r\n.\r\n"), "250");
  EXPECT_EQ(client.ask("QUIT\r\n"), "221");
  EXPECT_EQ(client.reply(), "closed");
  ASSERT_EQ(sink_.stored().size(), 1u);
  EXPECT_EQ(sink_.stored()[0].envelope.protocol, "ESMTPS");
  EXPECT_EQ(sink_.stored()[0].octets, line + "\r\n");
}

TEST_F(ServerTlsTest, SpeaksTlsFromTheFirstOctetWhereItIsImplicit) {
  ServerClient client(start(TlsUse::implicit));
  ASSERT_TRUE(client.start_tls());
  client.say_hello();
  client.begin_message();
  EXPECT_EQ(client.ask("x\r\n.\r\n"), "250");
}

TEST_F(ServerTlsTest, RefusesOldVersionsAndNeverGoesOnInTheClear) {
  ServerClient client(start(TlsUse::starttls));
  client.say_hello();
  EXPECT_EQ(client.ask("STARTTLS\r\n"), "220");
  EXPECT_FALSE(client.start_tls("1.1"));
  EXPECT_EQ(client.reply(), "closed");
}

TEST_F(ServerTlsTest, EndsWithWhatIsNoHandshake) {
  ServerClient client(start(TlsUse::starttls));
  client.say_hello();
  EXPECT_EQ(client.ask("STARTTLS\r\n"), "220");
  client.send("MAIL FROM:<a@sender.example>\r\nRCPT TO:<postmaster>\r\nDATA\r\n");
  const std::string answer = client.reply();
  EXPECT_FALSE(answer.starts_with("250")) << answer;
}

TEST_F(ServerTlsTest, StoresNothingOfAMessageWhoseTlsEnds) {
  ServerClient client(start(TlsUse::starttls));
  client.say_hello();
  EXPECT_EQ(client.ask("STARTTLS\r\n"), "220");
  ASSERT_TRUE(client.start_tls());
  EXPECT_EQ(client.ask("EHLO client.example\r\n"), "250");
  client.begin_message();
  client.send("Subject: x\r\n\r\npart");
  client.end_tls();
  client.send("plain\r\n.\r\n");
  const std::string answer = client.reply();
  EXPECT_FALSE(answer.starts_with("250")) << answer;
  server_->stop();
  EXPECT_TRUE(sink_.stored().empty());
}

TEST_F(ServerTlsTest, WaitsForAHandshakeNotForEver) {
  handshake_ = milliseconds(50);
  ServerClient client(start(TlsUse::implicit));
  EXPECT_EQ(client.reply(), "closed");
}

TEST_F(ServerTlsTest, StopsWhileSomebodyOwesAHandshake) {
  ServerClient client(start(TlsUse::starttls));
  client.say_hello();
  EXPECT_EQ(client.ask("STARTTLS\r\n"), "220");
  server_->stop();
  EXPECT_EQ(client.reply(), "closed");
}

TEST_F(ServerTlsTest, TellsAnIdleClientInsideTlsThatItStops) {
  ServerClient client(start(TlsUse::implicit));
  ASSERT_TRUE(client.start_tls());
  client.say_hello();
  server_->stop();
  EXPECT_EQ(client.reply(), "421");
}

TEST_F(ServerTlsTest, LetsUsersSubmit) {
  ServerClient client(start(TlsUse::implicit, Dialect::submission));
  ASSERT_TRUE(client.start_tls());
  client.say_hello();
  EXPECT_EQ(client.ask("MAIL FROM:<ann@shop.example>\r\n"), "530");
  EXPECT_EQ(client.ask("AUTH PLAIN AGFubgBndWVzc2Vk\r\n"), "535");
  EXPECT_EQ(client.ask("AUTH PLAIN AGFubgBzZWNyZXQ=\r\n"), "235");
  client.begin_message();
  EXPECT_EQ(client.ask("x\r\n.\r\n"), "250");
  ASSERT_EQ(sink_.stored().size(), 1u);
  EXPECT_EQ(sink_.stored()[0].envelope.user, "ann");
}

TEST_F(ServerTlsTest, ReadsFilesThatWereReplacedAndKeepsTheOldOnesWhileTheyDoNotFit) {
  const std::string address = start(TlsUse::implicit);
  const auto shown = [&] {
    ServerClient client(address);
    EXPECT_TRUE(client.start_tls());
    return client.certificate();
  };
  const std::string first = shown();
  const CertificatePair next = *make_self_signed_certificate("mx2.relay.example", test_instant());
  std::ofstream(files_.certificate) << next.certificate; // its key is late
  for (int i = 0; i < 400 && observer_.certificate_failures() == 0; ++i) {
    EXPECT_EQ(shown(), first);
    std::this_thread::sleep_for(milliseconds(10));
  }
  EXPECT_EQ(observer_.certificate_failures(), 1u);
  std::ofstream(files_.private_key) << next.private_key;
  std::string second = first;
  for (int i = 0; i < 400 && second == first; ++i) {
    second = shown();
    std::this_thread::sleep_for(milliseconds(10));
  }
  EXPECT_NE(second, first);
}

} // namespace
} // namespace smtp
