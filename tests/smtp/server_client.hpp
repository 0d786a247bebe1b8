// A blocking client over loopback, with TLS when it is wanted; every wait ends after ten seconds, so that a hanging
// server fails a test.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace smtp {

class ServerClient {
 public:
  explicit ServerClient(const std::string& address); // its port, on 127.0.0.1
  ServerClient(const ServerClient&) = delete;
  ServerClient& operator=(const ServerClient&) = delete;
  ~ServerClient();

  [[nodiscard]] bool is_connected() const { return is_connected_; }
  void send(std::string_view octets);
  /// The next reply's code; "closed" at the end of the connection.
  std::string reply();
  std::string ask(std::string_view octets);
  /// EHLO, and up to the answer to DATA.
  void say_hello();
  void begin_message();

  /// Shakes hands, trusting everybody, at most with this version of TLS ("1.1", "1.3"). False when it failed.
  bool start_tls(std::string_view newest = "1.3");
  /// What the server showed of itself, in DER.
  [[nodiscard]] std::string certificate() const;
  /// Says in TLS that nothing more comes; what is sent from then on goes in the clear.
  void end_tls();

 private:
  long receive(char* place, std::size_t most);

  int descriptor_;
  bool is_connected_ = false;
  std::string input_;
  ssl_ctx_st* context_ = nullptr;
  ssl_st* tls_ = nullptr;
};

} // namespace smtp
