#include "smtp/server_worker.hpp"

#include <boost/asio.hpp>

namespace smtp {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

/// Out of descriptors or memory: a pause lets sessions end, and saves the processor.
constexpr auto accept_pause = std::chrono::milliseconds(100);

NetworkAddress address_of(const asio::ip::address& address) {
  const auto version_6 =
      address.is_v4() ? asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()) : address.to_v6();
  return NetworkAddress(version_6.to_bytes());
}

/// One reply and the end, for a connection that gets no session. The reply is small enough for a fresh socket.
void refuse(tcp::socket& socket, Reply reply) {
  std::string output;
  append_reply(output, reply);
  error_code ignored;
  socket.write_some(asio::buffer(output), ignored);
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

} // namespace

ServerWorker::ServerWorker(const ServerOptions& options, const Services& services, PeerLimits& limits)
    : options_(options), services_(services), limits_(limits), context_(1), sweep_timer_(context_) {}

ServerWorker::~ServerWorker() {
  stop();
  join();
}

void ServerWorker::listen(int descriptor, const tcp& family) { acceptors_.emplace_back(context_, family, descriptor); }

void ServerWorker::start() {
  for (Acceptor& acceptor : acceptors_) asio::co_spawn(context_, accept(acceptor), asio::detached);
  asio::co_spawn(context_, sweep(), asio::detached);
  thread_ = std::thread([this] { context_.run(); });
}

void ServerWorker::stop() {
  asio::post(context_, [this] { begin_stop(); });
}

void ServerWorker::join() {
  if (thread_.joinable()) thread_.join();
}

void ServerWorker::begin_stop() {
  if (is_stopping_) return;
  is_stopping_ = true;
  stop_by_ = std::chrono::steady_clock::now() + options_.stop_grace;
  error_code ignored;
  for (Acceptor& acceptor : acceptors_) acceptor.close(ignored);
  for (const auto& session : sessions_) session->stop_when_idle();
  sweep_timer_.cancel();
}

asio::awaitable<void> ServerWorker::accept(Acceptor& acceptor) {
  asio::steady_timer pause(context_);
  while (!is_stopping_) {
    error_code error;
    Socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (!error) {
      open_session(std::move(socket));
    } else if (error != asio::error::connection_aborted && !is_stopping_) {
      pause.expires_after(accept_pause);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
  }
}

void ServerWorker::open_session(Socket socket) {
  error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return; // already gone
  socket.non_blocking(true, error);
  socket.set_option(tcp::no_delay(true), error);
  const NetworkAddress peer = address_of(endpoint.address());
  if (const auto refusal = limits_.admit(peer, std::chrono::steady_clock::now())) return refuse(socket, *refusal);
  auto session = std::make_shared<ServerSession>(std::move(socket), peer, options_, services_, *this);
  sessions_.insert(session);
  asio::co_spawn(context_, serve(std::move(session)), asio::detached);
}

asio::awaitable<void> ServerWorker::serve(std::shared_ptr<ServerSession> session) {
  co_await session->run();
  if (session->protocol().unknown_recipients() > options_.protocol.unknown_recipients) {
    limits_.bar(session->peer(), std::chrono::steady_clock::now());
  }
  limits_.release(session->peer());
  sessions_.erase(session);
  if (is_stopping_) sweep_timer_.cancel();
}

/// One timer for all deadlines: arming one for each read would cost more than the read.
asio::awaitable<void> ServerWorker::sweep() {
  while (!is_stopping_ || !sessions_.empty()) {
    sweep_timer_.expires_after(options_.sweep);
    error_code ignored;
    co_await sweep_timer_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    const auto now = std::chrono::steady_clock::now();
    const Stress stress = limits_.stress();
    for (const auto& session : sessions_) {
      session->look_at_deadline(now, stress);
      if (stop_by_ && now >= *stop_by_) session->abort();
    }
  }
}

void ServerWorker::commit_finished(std::shared_ptr<ServerSession> session, Result<SpoolId> committed) {
  const std::scoped_lock lock(commits_mutex_);
  commits_.emplace_back(std::move(session), std::move(committed));
  if (commits_.size() == 1) asio::post(context_, [this] { deliver_commits(); });
}

void ServerWorker::deliver_commits() {
  std::vector<std::pair<std::shared_ptr<ServerSession>, Result<SpoolId>>> commits;
  {
    const std::scoped_lock lock(commits_mutex_);
    commits.swap(commits_);
  }
  for (auto& [session, committed] : commits) session->resume_commit(std::move(committed));
}

} // namespace smtp
