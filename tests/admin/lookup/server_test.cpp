#include "admin/lookup/server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "tests/admin/lookup/asked_store.hpp"

namespace admin {
namespace {

using test::AskedStore;

/// A client that sends and reads until an answer of `size` octets, or the end, is there.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0;
  }
  explicit Client(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::memcpy(name.sun_path, path.data(), std::min(path.size(), sizeof name.sun_path - 1));
    is_connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0;
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(socket_); }

  [[nodiscard]] bool is_connected() const { return is_connected_; }
  void send(std::string_view octets) const {
    EXPECT_EQ(::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL), ssize_t(octets.size()));
  }
  void half_close() const { ::shutdown(socket_, SHUT_WR); }
  [[nodiscard]] std::string read(std::size_t size = std::string::npos) const {
    std::string octets;
    std::array<char, 4096> some{};
    while (octets.size() < size) {
      const ssize_t count = ::recv(socket_, some.data(), some.size(), 0);
      if (count <= 0) break;
      octets.append(some.data(), static_cast<std::size_t>(count));
    }
    return octets;
  }

 private:
  int socket_;
  bool is_connected_ = false;
};

class LookUpServerTest : public ::testing::Test {
 protected:
  void start(std::vector<LookUpListener> listeners, LookUpLimits limits = {}) {
    auto server = LookUpServer::start(std::move(listeners), asked_.look_up(), 2, limits);
    ASSERT_TRUE(server) << to_string(server.error());
    server_ = std::move(*server);
  }
  static LookUpListener listener(LookUpProtocol protocol, std::string address = "127.0.0.1:0") {
    return {.address = std::move(address), .protocol = protocol, .query = test::query_of_default()};
  }

  AskedStore asked_;
  std::unique_ptr<LookUpServer> server_;
};

constexpr std::string_view question = "get gone@b.example\n";
constexpr std::string_view answer =
    "200 550%205.7.1%20Recipient%20does%20not%20want%20this%20mail%20%28manual_deny%29\n";

TEST_F(LookUpServerTest, AnswersEachProtocolOnItsListener) {
  start({listener(LookUpProtocol::postfix), listener(LookUpProtocol::resp)});
  const Client postfix(server_->port(0));
  postfix.send(question);
  EXPECT_EQ(postfix.read(answer.size()), answer);
  const Client resp(server_->port(1));
  resp.send("PING\r\n");
  EXPECT_EQ(resp.read(7), "+PONG\r\n");
}

TEST_F(LookUpServerTest, AnswersOneThatHasClosedItsSide) {
  start({listener(LookUpProtocol::postfix)});
  const Client exim(server_->port(0));
  exim.send(question);
  exim.half_close();
  EXPECT_EQ(exim.read(), answer) << "and then closes";
}

TEST_F(LookUpServerTest, ListensOnAUnixSocketForItsGroupAndRemovesItAgain) {
  const std::string path = ::testing::TempDir() + "look_up_" + std::to_string(::getpid());
  start({listener(LookUpProtocol::postfix, "unix:" + path)});
  EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms(0660));
  {
    const Client client(path);
    client.send(question);
    EXPECT_EQ(client.read(answer.size()), answer);
    EXPECT_FALSE(LookUpServer::start({listener(LookUpProtocol::postfix, "unix:" + path)}, asked_.look_up(), 1))
        << "somebody listens there";
  }
  server_.reset();
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(LookUpServerTest, ReplacesASocketFileThatIsLeftOver) {
  const std::string path = ::testing::TempDir() + "left_over_" + std::to_string(::getpid());
  const int left = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  std::memcpy(name.sun_path, path.data(), path.size());
  ASSERT_EQ(::bind(left, reinterpret_cast<const sockaddr*>(&name), sizeof name), 0);
  ::close(left);
  start({listener(LookUpProtocol::postfix, "unix:" + path)});
  EXPECT_TRUE(Client(path).is_connected());
}

TEST_F(LookUpServerTest, AnswersAnAnswerThatIsLargerThanTheSocketsBuffer) {
  start({listener(LookUpProtocol::resp)});
  const Client client(server_->port(0));
  client.send("AUTH " + std::string(test::key) + "\r\n");
  EXPECT_EQ(client.read(5), "+OK\r\n");
  std::string command = "*50001\r\n$4\r\nMGET\r\n";
  for (int i = 0; i < 50'000; ++i) command += "$14\r\ngone@b.example\r\n";
  std::thread sender([&] { client.send(command); });
  constexpr std::string_view each = "$16\r\ndeny manual_deny\r\n";
  EXPECT_EQ(client.read(8 + 50'000 * each.size()).size(), 8 + 50'000 * each.size());
  sender.join();
}

TEST_F(LookUpServerTest, ClosesOneThatDoesNotFinishItsRequest) {
  start({listener(LookUpProtocol::postfix)}, {.request = std::chrono::milliseconds{1}});
  const Client client(server_->port(0));
  client.send("get gone@");
  EXPECT_EQ(client.read(), "");
}

TEST_F(LookUpServerTest, ClosesConnectionsBeyondItsLimit) {
  start({listener(LookUpProtocol::postfix)}, {.connections = 1});
  const Client first(server_->port(0));
  first.send(question);
  EXPECT_EQ(first.read(answer.size()), answer);
  EXPECT_EQ(Client(server_->port(0)).read(), "");
}

TEST_F(LookUpServerTest, SaysWhatIsWrongWithAnAddress) {
  for (const char* address : {"", "nowhere", "127.0.0.1", "unix:", "unix:/no/such/directory/socket"})
    EXPECT_FALSE(LookUpServer::start({listener(LookUpProtocol::postfix, address)}, asked_.look_up(), 1)) << address;
}

} // namespace
} // namespace admin
