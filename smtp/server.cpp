#include "smtp/server.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio.hpp>
#include <charconv>
#include <cstring>

#include "smtp/server_worker.hpp"

namespace smtp {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using parsers::ErrorCode;
using parsers::failure;

/// A listening descriptor that is closed unless somebody takes it.
class Listener {
 public:
  explicit Listener(int descriptor) : descriptor_(descriptor) {}
  Listener(Listener&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Listener& operator=(Listener&&) = delete;
  ~Listener() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Result<tcp::endpoint> parse_endpoint(const std::string& text) {
  const auto bad = [&] { return failure(ErrorCode::invalid_argument, "not ADDRESS:PORT: " + text); };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return bad();
  std::string host = text.substr(0, colon);
  if (host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data() + colon + 1, end, port);
  if (problem != std::errc{} || stop != end) return bad();
  error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (error) return bad();
  return tcp::endpoint(address, port);
}

Result<Listener> listen_on(const std::string& text) {
  const auto endpoint = parse_endpoint(text);
  if (!endpoint) return tl::unexpected(endpoint.error());
  asio::io_context context;
  tcp::acceptor acceptor(context);
  error_code error;
  acceptor.open(endpoint->protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error && endpoint->address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), error);
  if (!error) acceptor.bind(*endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return failure(ErrorCode::unavailable, "listen on " + text + ": " + error.message());
  return Listener(acceptor.release());
}

Result<tcp::endpoint> endpoint_of(int descriptor) {
  tcp::endpoint endpoint;
  auto length = static_cast<socklen_t>(endpoint.capacity());
  int is_listening = 0;
  socklen_t flag_length = sizeof is_listening;
  const bool is_socket = ::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &is_listening, &flag_length) == 0 &&
                         is_listening != 0 && ::getsockname(descriptor, endpoint.data(), &length) == 0;
  const int family = endpoint.data()->sa_family;
  if (!is_socket || (family != AF_INET && family != AF_INET6)) {
    return failure(ErrorCode::invalid_argument,
                   "descriptor " + std::to_string(descriptor) + " is not a listening TCP socket");
  }
  endpoint.resize(length);
  return endpoint;
}

class AsioServer : public Server {
 public:
  AsioServer(ServerOptions options, ServerParts parts)
      : options_(std::move(options)),
        services_{options_.protocol, parts.recipients, parts.sink, parts.observer, std::move(parts.now)},
        limits_(options_.limits) {}
  ~AsioServer() override { stop(); }

  Result<void> add_listeners();
  void start() override {
    for (const auto& worker : workers_) worker->start();
  }
  void stop() override {
    for (const auto& worker : workers_) worker->stop();
    for (const auto& worker : workers_) worker->join();
  }
  [[nodiscard]] std::vector<std::string> addresses() const override { return addresses_; }

 private:
  Result<void> share(const Listener& listener);

  const ServerOptions options_;
  const Services services_;
  PeerLimits limits_;
  std::vector<std::string> addresses_;
  std::vector<std::unique_ptr<ServerWorker>> workers_;
};

Result<void> AsioServer::add_listeners() {
  std::vector<Listener> listeners;
  for (const int descriptor : options_.inherited) listeners.emplace_back(descriptor);
  for (const std::string& address : options_.listen) {
    auto listener = listen_on(address);
    if (!listener) return tl::unexpected(listener.error());
    listeners.push_back(std::move(*listener));
  }
  for (std::size_t i = 0; i < std::max<std::size_t>(options_.threads, 1); ++i) {
    workers_.push_back(std::make_unique<ServerWorker>(options_, services_, limits_));
  }
  for (const Listener& listener : listeners) {
    if (auto shared = share(listener); !shared) return shared;
  }
  return {};
}

/// Every worker accepts from the same queue, so an idle one takes the next connection.
Result<void> AsioServer::share(const Listener& listener) {
  const auto endpoint = endpoint_of(listener.get());
  if (!endpoint) return tl::unexpected(endpoint.error());
  const bool is_version_4 = endpoint->address().is_v4();
  const std::string host = endpoint->address().to_string();
  addresses_.push_back((is_version_4 ? host : "[" + host + "]") + ":" + std::to_string(endpoint->port()));
  for (const auto& worker : workers_) {
    const int descriptor = ::fcntl(listener.get(), F_DUPFD_CLOEXEC, 0);
    if (descriptor < 0) return failure(ErrorCode::unavailable, std::string("dup: ") + std::strerror(errno));
    worker->listen(descriptor, endpoint->protocol());
  }
  return {};
}

} // namespace

Result<std::unique_ptr<Server>> Server::open(ServerOptions options, ServerParts parts) {
  auto server = std::make_unique<AsioServer>(std::move(options), std::move(parts));
  if (auto listening = server->add_listeners(); !listening) return tl::unexpected(listening.error());
  return server;
}

} // namespace smtp
