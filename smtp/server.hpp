// The SMTP server: listens, and holds one session a connection on a few threads.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "smtp/conversation.hpp"
#include "smtp/deadlines.hpp"
#include "smtp/peer_limits.hpp"

namespace smtp {

struct ServerOptions {
  std::vector<std::string> listen; // "192.0.2.1:25", "[2001:db8::1]:25"; port 0 takes a free one
  std::vector<int> inherited;      // listening descriptors (socket activation); the server owns them from open() on
  std::size_t threads = 1;
  ProtocolOptions protocol;
  DeadlineOptions deadlines;
  PeerLimitOptions limits{.trusted = parsers::loopback_networks()};
  std::chrono::milliseconds bad_command_delay = std::chrono::seconds(1);
  std::chrono::milliseconds stop_grace = std::chrono::seconds(10); // for messages that are coming in
  std::chrono::milliseconds sweep = std::chrono::seconds(1);       // how often deadlines are looked at
};

/// What the server works with; each must outlive it.
struct ServerParts {
  const Recipients& recipients;
  MessageSink& sink;
  Observer& observer;
  std::function<parsers::Instant()> now;
};

class Server {
 public:
  /// Listens; connections are accepted once start() was called.
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
