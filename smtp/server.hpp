// The SMTP server: listens, and holds one session a connection on a few threads.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "smtp/conversation.hpp"
#include "smtp/deadlines.hpp"
#include "smtp/login_checker.hpp"
#include "smtp/peer_limits.hpp"

namespace smtp {

enum class TlsUse : std::uint8_t { none, starttls, implicit };

struct ListenerOptions {
  std::string address; // "192.0.2.1:25", "[2001:db8::1]:25", "unix:/run/desist/lmtp"; port 0 takes a free one
  int inherited = -1;  // instead: a listening descriptor (socket activation); the server owns it from open() on
  Dialect dialect = Dialect::smtp;
  TlsUse tls = TlsUse::none;
  /// Who connects must be in one of these networks and send a PROXY header; none: no header is taken.
  std::vector<Network> proxies;
};

/// PEM files: the certificate with its chain, and its key.
struct TlsFiles {
  std::filesystem::path certificate;
  std::filesystem::path private_key;
};

struct ServerOptions {
  std::vector<ListenerOptions> listeners;
  std::optional<TlsFiles> tls; // needed where a listener uses TLS
  std::size_t threads = 1;
  ProtocolOptions protocol; // its dialect and its offer of TLS are each listener's
  DeadlineOptions deadlines;
  PeerLimitOptions limits{.trusted = parsers::loopback_networks()};
  MessageLimitOptions message_limits{.trusted = parsers::loopback_networks()};
  std::chrono::milliseconds bad_command_delay = std::chrono::seconds(1);
  std::chrono::milliseconds proxy_header_wait = std::chrono::seconds(5);
  std::chrono::milliseconds stop_grace = std::chrono::seconds(10); // for messages that are coming in
  std::chrono::milliseconds sweep = std::chrono::seconds(1);       // how often deadlines are looked at
};

/// What the server works with; each must outlive it.
struct ServerParts {
  const Recipients& recipients;
  MessageSink& sink;
  Observer& observer;
  std::function<parsers::Instant()> now;
  LoginChecker* logins = nullptr; // needed where a listener is for submission
};

class Server {
 public:
  /// Listens; connections are accepted once start() was called. invalid_argument: a listener lacks what it needs, or
  /// the certificate cannot be used.
  static Result<std::unique_ptr<Server>> open(ServerOptions options, ServerParts parts);
  /// Stops as stop() does.
  virtual ~Server() = default;

  virtual void start() = 0;
  /// Takes no new connections, tells the idle ones 421, lets messages that are coming in finish for a while, and waits
  /// for the spool's answers. Returns when all threads have ended.
  virtual void stop() = 0;
  /// Where it listens, "127.0.0.1:2525"; the inherited ones too.
  [[nodiscard]] virtual std::vector<std::string> addresses() const = 0;
};

} // namespace smtp
