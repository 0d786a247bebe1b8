// One connection: moves octets between a socket and a Conversation. Private to server.cpp and its kin (Asio).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <string_view>

#include "parsers/network_address.hpp"
#include "smtp/conversation.hpp"
#include "smtp/deadlines.hpp"
#include "smtp/server.hpp"
#include "smtp/tls_credentials.hpp"
#include "smtp/transport.hpp"

namespace smtp {

using parsers::Network;
using parsers::NetworkAddress;

class ServerSession;

/// What the sessions of one listener share; what is referred to must outlive it.
struct Door {
  const ServerOptions& server;
  ListenerOptions listener;
  Services services;
  TlsCredentials* tls;  // where the listener uses TLS
  LoginChecker* logins; // where it is for submission
};

/// What a session needs of the worker whose thread it lives on.
class SessionHost {
 public:
  virtual ~SessionHost() = default;
  /// On the spool's thread: brings the answer to the worker's thread, and there to resume_commit().
  virtual void commit_finished(std::shared_ptr<ServerSession> session, Result<SpoolId> committed) = 0;
  /// On any thread: does something on the worker's thread.
  virtual void do_there(std::function<void()> work) = 0;
  [[nodiscard]] virtual bool is_stopping() const = 0;
};

/// All on one thread, but for the spool's answer.
class ServerSession : public std::enable_shared_from_this<ServerSession> {
 public:
  ServerSession(Transport::Socket socket, const NetworkAddress& peer, const Door& door, SessionHost& host);

  /// The whole life; the session must be owned by a shared_ptr while it runs.
  boost::asio::awaitable<void> run();
  void resume_commit(Result<SpoolId> committed);

  /// Ends it when a deadline is over.
  void look_at_deadline(TimePoint now, Stress stress);
  /// The server stops: ends it unless a transaction is open.
  void stop_when_idle();
  /// The server does not wait any longer. The spool's answer is still waited for.
  void abort();

  [[nodiscard]] const NetworkAddress& peer() const { return peer_; }
  [[nodiscard]] const ServerProtocol& protocol() const { return conversation_.protocol(); }

 private:
  boost::asio::awaitable<bool> start_tls();
  boost::asio::awaitable<bool> send();
  boost::asio::awaitable<bool> read();
  boost::asio::awaitable<Conversation::Next> commit();
  boost::asio::awaitable<Conversation::Next> check_login();
  boost::asio::awaitable<void> converse(Conversation::Next next);
  boost::asio::awaitable<void> delay();
  boost::asio::awaitable<void> part();
  Conversation::Next receive();
  void note_phase();
  void end_now(Reply reply);

  Transport transport_;
  const NetworkAddress peer_;
  const Door& door_;
  SessionHost& host_;
  Conversation conversation_;
  Deadlines deadlines_;
  const std::unique_ptr<char[]> buffer_;
  std::string_view rest_; // of what was read into buffer_
  std::function<void(Result<SpoolId>)> resume_;
};

} // namespace smtp
