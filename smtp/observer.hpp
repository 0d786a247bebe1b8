// What the SMTP server tells about its work: one wide record per transaction and per connection. relay/ writes logs and
// counters from it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "smtp/reply.hpp"
#include "store/spool.hpp"

namespace smtp {

/// From MAIL to its end, however it ended. Text of the peer is as it came: who writes it must escape it.
struct TransactionRecord {
  std::string_view peer;
  std::string_view helo;
  std::string_view protocol; // "ESMTPS": TLS and login are told by it (RFC 3848)
  std::string_view user;     // who logged in; empty: nobody
  std::string_view reverse_path;
  std::size_t recipients = 0;
  std::uint64_t octets = 0;
  bool has_bare_line_feed = false;      // in the message
  std::optional<Reply> reply;           // the last one; nothing when the peer was lost
  std::optional<store::SpoolId> stored; // the message is durable under this id
  std::chrono::milliseconds duration{};
};

struct ConnectionRecord {
  std::string_view peer;
  std::size_t messages = 0; // accepted
  std::size_t unknown_recipients = 0;
  std::optional<Reply> reply; // what it was ended with; nothing when the peer was lost
  std::chrono::milliseconds duration{};
};

/// Called on the server's threads, several at a time; must not block. Views end with the call.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void transaction_ended(const TransactionRecord& record) = 0;
  virtual void connection_ended(const ConnectionRecord& record) = 0;
  /// A connection that got no session, with the reply that it got; nothing: none.
  virtual void connection_refused(std::string_view peer, std::optional<Reply> reply) = 0;
  /// A reply goes out. For counting: called very often.
  virtual void replied(std::uint16_t code) = 0;
  /// The certificate on disk cannot be used; the one before stays in use.
  virtual void certificate_failed(const parsers::Error& error) = 0;
};

} // namespace smtp
