// One thread of the server: accepts, and owns the sessions that it accepted. Private to server.cpp and its kin (Asio).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "smtp/server.hpp"
#include "smtp/server_session.hpp"

namespace smtp {

class ServerWorker : public SessionHost {
 public:
  ServerWorker(const ServerOptions& options, const Services& services, PeerLimits& limits);
  ~ServerWorker() override;
  ServerWorker(const ServerWorker&) = delete;
  ServerWorker& operator=(const ServerWorker&) = delete;

  /// Takes a listening socket, its own descriptor of it. Before start().
  void listen(int descriptor, const boost::asio::ip::tcp& family);
  void start();
  /// From any thread; join() waits for the end.
  void stop();
  void join();

  void commit_finished(std::shared_ptr<ServerSession> session, Result<SpoolId> committed) override;
  [[nodiscard]] bool is_stopping() const override { return is_stopping_; }

 private:
  using Acceptor = boost::asio::ip::tcp::acceptor;
  using Socket = boost::asio::ip::tcp::socket;
  boost::asio::awaitable<void> accept(Acceptor& acceptor);
  boost::asio::awaitable<void> sweep();
  boost::asio::awaitable<void> serve(std::shared_ptr<ServerSession> session);
  void open_session(Socket socket);
  void deliver_commits();
  void begin_stop();

  const ServerOptions& options_;
  const Services& services_;
  PeerLimits& limits_;
  boost::asio::io_context context_;
  std::list<Acceptor> acceptors_;
  std::set<std::shared_ptr<ServerSession>> sessions_;
  boost::asio::steady_timer sweep_timer_;
  std::optional<TimePoint> stop_by_;
  bool is_stopping_ = false;
  std::mutex commits_mutex_;
  std::vector<std::pair<std::shared_ptr<ServerSession>, Result<SpoolId>>> commits_;
  std::thread thread_;
};

} // namespace smtp
