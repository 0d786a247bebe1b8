#include "smtp/server_worker.hpp"

#include <boost/asio.hpp>

namespace smtp {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

/// Out of descriptors or memory: a pause lets sessions end, and saves the processor.
constexpr auto accept_pause = std::chrono::milliseconds(100);

/// A Unix socket's peer is this machine.
NetworkAddress address_of(const Transport::Socket& socket, error_code& error) {
  auto endpoint = socket.remote_endpoint(error);
  if (endpoint.protocol().family() != AF_UNIX) return NetworkAddress::of(endpoint.data());
  return *NetworkAddress::parse("::1");
}

/// Takes the header off the front of what comes, and not an octet more.
asio::awaitable<ProxyHeader> read_proxy_header(Transport::Socket& socket) {
  std::string header;
  std::array<char, longest_proxy_header> place{};
  ProxyHeader found{ProxyHeader::Form::incomplete, 0, {}};
  error_code error;
  while (found.form == ProxyHeader::Form::incomplete) {
    co_await socket.async_wait(Transport::Socket::wait_read, asio::redirect_error(asio::use_awaitable, error));
    std::size_t length = 0;
    if (!error) length = socket.receive(asio::buffer(place), asio::socket_base::message_peek, error);
    if (error == asio::error::would_block) continue;
    if (error || length == 0) co_return ProxyHeader{};
    const std::size_t before = header.size();
    header.append(place.data(), length);
    found = smtp::read_proxy_header(header);
    if (found.form == ProxyHeader::Form::whole) length = found.length - before;
    socket.receive(asio::buffer(place.data(), length), 0, error);
  }
  co_return found;
}

} // namespace

ServerWorker::ServerWorker(const ServerOptions& options, PeerLimits& limits)
    : options_(options), limits_(limits), context_(1), sweep_timer_(context_) {}

ServerWorker::~ServerWorker() {
  stop();
  join();
}

Result<void> ServerWorker::listen(const Listener& listener, const Door& door) {
  const auto descriptor = listener.duplicate();
  if (!descriptor) return tl::unexpected(descriptor.error());
  const Protocol protocol(listener.family(), 0);
  acceptors_.push_back({boost::asio::basic_socket_acceptor<Protocol>(context_, protocol, *descriptor), door});
  return {};
}

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
  for (Acceptor& acceptor : acceptors_) acceptor.socket.close(ignored);
  for (const auto& socket : without_header_) socket->close(ignored);
  for (const auto& session : sessions_) session->stop_when_idle();
  sweep_timer_.cancel();
}

asio::awaitable<void> ServerWorker::accept(Acceptor& acceptor) {
  asio::steady_timer pause(context_);
  while (!is_stopping_) {
    error_code error;
    Socket socket = co_await acceptor.socket.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (!error) {
      receive(std::move(socket), acceptor.door);
    } else if (error != asio::error::connection_aborted && !is_stopping_) {
      pause.expires_after(accept_pause);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
  }
}

void ServerWorker::receive(Socket socket, const Door& door) {
  error_code error;
  const NetworkAddress peer = address_of(socket, error);
  if (error) return; // already gone
  socket.non_blocking(true, error);
  if (socket.local_endpoint(error).protocol().family() != AF_UNIX)
    socket.set_option(asio::ip::tcp::no_delay(true), error);
  if (door.listener.proxies.empty()) {
    if (const auto refusal = limits_.admit(peer, std::chrono::steady_clock::now())) {
      return refuse(socket, peer, door, refusal);
    }
    return open_session(std::move(socket), peer, door);
  }
  if (!is_in(peer, door.listener.proxies)) return refuse(socket, peer, door, std::nullopt);
  if (const auto refusal = limits_.hold()) return refuse(socket, peer, door, refusal);
  auto shared = std::make_shared<Socket>(std::move(socket));
  asio::co_spawn(context_, await_proxy_header(std::move(shared), peer, door), asio::detached);
}

/// One reply, where the peer can read it, and the end, for a connection that gets no session. The reply is small enough
/// for a fresh socket.
void ServerWorker::refuse(Socket& socket, const NetworkAddress& peer, const Door& door, std::optional<Reply> reply) {
  std::string output;
  if (reply && door.listener.tls != TlsUse::implicit) append_reply(output, *reply);
  error_code ignored;
  socket.write_some(asio::buffer(output), ignored);
  socket.shutdown(Socket::shutdown_send, ignored);
  door.services.observer.connection_refused(peer.text(), reply);
}

/// HAProxy's PROXY protocol: the peer is whom the header names, for every limit and for the record.
asio::awaitable<void> ServerWorker::await_proxy_header(std::shared_ptr<Socket> socket, NetworkAddress proxy,
                                                       const Door& door) {
  without_header_.insert(socket);
  asio::steady_timer patience(context_, options_.proxy_header_wait);
  patience.async_wait([socket](error_code error) {
    if (!error) socket->close(error);
  });
  const ProxyHeader header = co_await read_proxy_header(*socket);
  patience.cancel();
  without_header_.erase(socket);
  if (header.form != ProxyHeader::Form::whole || is_stopping_) {
    limits_.let_go();
    refuse(*socket, proxy, door, std::nullopt);
    co_return;
  }
  const NetworkAddress peer = header.source.value_or(proxy);
  if (const auto refusal = limits_.name(peer, std::chrono::steady_clock::now())) {
    refuse(*socket, peer, door, refusal);
    co_return;
  }
  open_session(std::move(*socket), peer, door);
}

/// The connection is counted.
void ServerWorker::open_session(Socket socket, const NetworkAddress& peer, const Door& door) {
  auto session = std::make_shared<ServerSession>(std::move(socket), peer, door, *this);
  sessions_.insert(session);
  asio::co_spawn(context_, serve(std::move(session)), asio::detached);
}

asio::awaitable<void> ServerWorker::serve(std::shared_ptr<ServerSession> session) {
  co_await session->run();
  if (session->protocol().has_guessed_too_often()) {
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

void ServerWorker::do_there(std::function<void()> work) { asio::post(context_, std::move(work)); }

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
