// One thread of the server: accepts, and owns the sessions that it accepted. Private to server.cpp and its kin (Asio).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "smtp/listener.hpp"
#include "smtp/proxy_header.hpp"
#include "smtp/server.hpp"
#include "smtp/server_session.hpp"

namespace smtp {

class ServerWorker : public SessionHost {
 public:
  ServerWorker(const ServerOptions& options, PeerLimits& limits);
  ~ServerWorker() override;
  ServerWorker(const ServerWorker&) = delete;
  ServerWorker& operator=(const ServerWorker&) = delete;

  /// Accepts from this listener too; the door must outlive the worker. Before start().
  Result<void> listen(const Listener& listener, const Door& door);
  void start();
  /// From any thread; join() waits for the end.
  void stop();
  void join();

  void commit_finished(std::shared_ptr<ServerSession> session, Result<SpoolId> committed) override;
  void do_there(std::function<void()> work) override;
  [[nodiscard]] bool is_stopping() const override { return is_stopping_; }

 private:
  using Protocol = boost::asio::generic::stream_protocol;
  using Socket = Transport::Socket;
  struct Acceptor {
    boost::asio::basic_socket_acceptor<Protocol> socket;
    const Door& door;
  };
  boost::asio::awaitable<void> accept(Acceptor& acceptor);
  boost::asio::awaitable<void> sweep();
  boost::asio::awaitable<void> serve(std::shared_ptr<ServerSession> session);
  boost::asio::awaitable<void> await_proxy_header(std::shared_ptr<Socket> socket, NetworkAddress proxy,
                                                  const Door& door);
  void receive(Socket socket, const Door& door);
  void refuse(Socket& socket, const NetworkAddress& peer, const Door& door, std::optional<Reply> reply);
  void open_session(Socket socket, const NetworkAddress& peer, const Door& door);
  void deliver_commits();
  void begin_stop();

  const ServerOptions& options_;
  PeerLimits& limits_;
  boost::asio::io_context context_;
  std::list<Acceptor> acceptors_;
  std::set<std::shared_ptr<Socket>> without_header_; // the proxy has still to name the peer
  std::set<std::shared_ptr<ServerSession>> sessions_;
  boost::asio::steady_timer sweep_timer_;
  std::optional<TimePoint> stop_by_;
  bool is_stopping_ = false;
  std::mutex commits_mutex_;
  std::vector<std::pair<std::shared_ptr<ServerSession>, Result<SpoolId>>> commits_;
  std::thread thread_;
};

} // namespace smtp
