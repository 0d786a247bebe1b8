#include "tests/smtp/server_client.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/smtp/fake_sink.hpp"

namespace smtp {

ServerClient::ServerClient(const std::string& address) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const timeval patience{10, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  is_connected_ = ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
}

ServerClient::~ServerClient() {
  SSL_free(tls_);
  SSL_CTX_free(context_);
  ::close(descriptor_);
}

void ServerClient::send(std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t sent = tls_ != nullptr ? SSL_write(tls_, octets.data(), static_cast<int>(octets.size()))
                                         : ::send(descriptor_, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    octets.remove_prefix(static_cast<std::size_t>(sent));
  }
}

long ServerClient::receive(char* place, std::size_t most) {
  return tls_ != nullptr ? SSL_read(tls_, place, static_cast<int>(most)) : ::recv(descriptor_, place, most, 0);
}

std::string ServerClient::reply() {
  while (true) {
    const std::size_t end = input_.find("\r\n");
    if (end == std::string::npos) {
      char octets[4096];
      const long length = receive(octets, sizeof octets);
      if (length <= 0) return "closed";
      input_.append(octets, static_cast<std::size_t>(length));
      continue;
    }
    const std::string line = input_.substr(0, end);
    input_.erase(0, end + 2);
    if (line[3] != '-') return line.substr(0, 3);
  }
}

std::string ServerClient::ask(std::string_view octets) {
  send(octets);
  return reply();
}

void ServerClient::say_hello() {
  EXPECT_EQ(reply(), "220");
  EXPECT_EQ(ask("EHLO client.example\r\n"), "250");
}

void ServerClient::begin_message() {
  send("MAIL FROM:<a@sender.example>\r\nRCPT TO:<" + minted_address(1) + ">\r\nDATA\r\n");
  for (const char* code : {"250", "250", "354"}) EXPECT_EQ(reply(), code);
}

bool ServerClient::start_tls(std::string_view newest) {
  context_ = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_security_level(context_, 0);
  SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context_, newest == "1.1" ? TLS1_1_VERSION : TLS1_3_VERSION);
  tls_ = SSL_new(context_);
  SSL_set_fd(tls_, descriptor_);
  return SSL_connect(tls_) == 1;
}

std::string ServerClient::certificate() const {
  X509* const shown = SSL_get1_peer_certificate(tls_);
  unsigned char* octets = nullptr;
  const int length = i2d_X509(shown, &octets);
  std::string der(reinterpret_cast<char*>(octets), static_cast<std::size_t>(length));
  OPENSSL_free(octets);
  X509_free(shown);
  return der;
}

void ServerClient::end_tls() {
  SSL_shutdown(tls_);
  SSL_free(tls_);
  tls_ = nullptr;
}

} // namespace smtp
