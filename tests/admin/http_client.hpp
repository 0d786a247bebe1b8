// A raw TCP client: it sends exactly the octets that a test wants sent.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace admin {

struct HttpAnswer {
  unsigned status = 0; // 0: the connection ended without an answer
  std::string head;
  std::string body;

  [[nodiscard]] std::string field(std::string_view name) const {
    const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
    if (at == std::string::npos) return "";
    const std::size_t begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }
};

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_connected_ = connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient() { close(socket_); }

  [[nodiscard]] bool is_connected() const { return is_connected_; }

  /// False when the other side has closed.
  bool send(std::string_view octets) {
    while (!octets.empty()) {
      const ssize_t sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      octets.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end_sending() { shutdown(socket_, SHUT_WR); }

  /// One answer with a Content-Length; what comes after it stays for the next call.
  HttpAnswer receive() {
    HttpAnswer answer;
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive_more()) return answer;
    }
    answer.head = received_.substr(0, end + 2);
    received_.erase(0, end + 4);
    answer.status = static_cast<unsigned>(std::stoul(answer.head.substr(9, 3)));
    const std::string length = answer.field("Content-Length");
    const std::size_t octets = length.empty() || answer_has_no_body_ ? 0 : std::stoul(length);
    while (received_.size() < octets && receive_more()) {
    }
    answer.body = received_.substr(0, octets);
    received_.erase(0, octets);
    return answer;
  }
  HttpAnswer ask(std::string_view octets) {
    answer_has_no_body_ = octets.starts_with("HEAD ");
    send(octets);
    return receive();
  }
  /// Waits for the other side to close; what it still sent is kept in `rest()`.
  bool is_closed_by_server() {
    while (receive_more()) {
    }
    return true;
  }
  /// What has come beyond the answers that were taken.
  [[nodiscard]] const std::string& rest() const { return received_; }
  /// Something has come beyond the answers that were taken.
  [[nodiscard]] bool has_more() const { return !received_.empty(); }

 private:
  bool receive_more() {
    char octets[16384];
    const ssize_t count = recv(socket_, octets, sizeof octets, 0);
    if (count <= 0) return false;
    received_.append(octets, static_cast<std::size_t>(count));
    return true;
  }
  int socket_;
  bool is_connected_ = false;
  bool answer_has_no_body_ = false;
  std::string received_;
};

} // namespace admin
