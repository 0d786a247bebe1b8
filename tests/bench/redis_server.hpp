// A Redis server of one's own on a Unix socket, for comparison in the same run. Ends with its owner.
#pragma once

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>

#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

class RedisServer {
 public:
  /// `directory` is there. Aborts the benchmark when there is no redis-server.
  explicit RedisServer(const std::filesystem::path& directory) : path_((directory / "redis.socket").string()) {
    process_ = ::fork();
    if (process_ == 0) {
      ::execlp("redis-server", "redis-server", "--port", "0", "--unixsocket", path_.c_str(), "--save", "", "--dir",
               directory.c_str(), "--logfile", "redis.log", nullptr);
      ::_exit(127);
    }
    connect();
  }
  ~RedisServer() {
    ::close(socket_);
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  static void append_command(std::string& commands, std::string_view name, std::string_view key) {
    commands.append("*3\r\n$").append(std::to_string(name.size())).append("\r\n").append(name);
    commands.append("\r\n$1\r\ns\r\n$").append(std::to_string(key.size())).append("\r\n").append(key).append("\r\n");
  }
  /// Sends the commands in one write; the sum of their `count` numbers (":0\r\n" or ":1\r\n" each).
  std::uint64_t ask(const std::string& commands, std::size_t count) {
    if (::write(socket_, commands.data(), commands.size()) != static_cast<ssize_t>(commands.size())) std::abort();
    std::uint64_t sum = 0;
    std::size_t expected = 4 * count;
    char answer[4096];
    while (expected > 0) {
      const ssize_t got = ::read(socket_, answer, std::min(sizeof answer, expected));
      if (got <= 0) std::abort();
      for (ssize_t i = 0; i < got; ++i) sum += answer[i] == '1' ? 1 : 0;
      expected -= static_cast<std::size_t>(got);
    }
    return sum;
  }

 private:
  void connect() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path_.c_str(), sizeof address.sun_path - 1);
    socket_ = ::socket(AF_UNIX, SOCK_STREAM, 0);
    for (int tries = 0; tries < 500; ++tries) {
      if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return;
      ::usleep(10'000);
    }
    std::abort();
  }
  std::string path_;
  pid_t process_ = -1;
  int socket_ = -1;
};

} // namespace bench
