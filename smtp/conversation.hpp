// One connection's protocol joined to the spool and the observer; still without sockets. server_session drives it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "smtp/message_limits.hpp"
#include "smtp/message_sink.hpp"
#include "smtp/observer.hpp"
#include "smtp/server_protocol.hpp"

namespace smtp {

/// What the conversations of one listener share; each must outlive them.
struct Services {
  const ProtocolOptions& options;
  const Recipients& recipients;
  MessageSink& sink;
  Observer& observer;
  MessageLimits& limits;
  std::function<parsers::Instant()> now;
};

class Conversation {
 public:
  Conversation(const Services& services, const parsers::NetworkAddress& peer);
  ~Conversation();
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  enum class Next : std::uint8_t {
    receive,
    commit,      // call commit() and, with its answer, commit_finished()
    start_tls,   // send, shake hands and call tls_started()
    check_login, // call login_finished() with the answer to protocol().credentials()
    delay,       // wait before sending and going on
    close,
  };
  Next start(EarlyTalk early_talk, Channel channel = Channel::plain);
  /// Takes what it can off the front of `octets`; while it says receive and octets are left, give them again.
  Next receive(std::string_view& octets);
  /// `finished` comes on the spool's thread.
  void commit(CommitFinished finished);
  Next commit_finished(const Result<SpoolId>& committed);
  Next tls_started();
  Next login_finished(const Result<std::string>& user);
  Next end(Reply reply);
  /// The connection is gone: nothing can be said any more.
  void peer_lost();

  /// Replies to send; whoever sent them clears it.
  std::string& output() { return output_; }
  [[nodiscard]] const ServerProtocol& protocol() const { return protocol_; }
  /// The last reply of a conversation that has ended.
  [[nodiscard]] std::optional<Reply> ended_with() const { return ended_with_; }

 private:
  Next perform(const Actions& actions);
  Next next_of(const Actions& actions);
  void tell_codes(std::string_view replies) const;
  Next open_message();
  void append(std::span<const std::string_view> data);
  void report(std::optional<Reply> reply);

  const Services& services_;
  const parsers::NetworkAddress peer_;
  const std::string peer_text_;
  ServerProtocol protocol_;
  std::unique_ptr<OpenMessage> message_;
  std::optional<parsers::Error> message_failure_;
  std::optional<SpoolId> stored_;
  parsers::Instant connected_at_;
  parsers::Instant transaction_began_{};
  std::size_t messages_ = 0;
  std::optional<Reply> ended_with_;
  std::string output_;
};

} // namespace smtp
