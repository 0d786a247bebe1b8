#include "smtp/server.hpp"

#include "smtp/listener.hpp"
#include "smtp/server_worker.hpp"

namespace smtp {
namespace {

using parsers::ErrorCode;
using parsers::failure;

class AsioServer : public Server {
 public:
  AsioServer(ServerOptions options, ServerParts parts)
      : options_(std::move(options)),
        parts_(std::move(parts)),
        limits_(options_.limits),
        message_limits_(options_.message_limits) {}
  ~AsioServer() override { stop(); }

  Result<void> open();
  void start() override {
    for (const auto& worker : workers_) worker->start();
  }
  void stop() override {
    for (const auto& worker : workers_) worker->stop();
    for (const auto& worker : workers_) worker->join();
  }
  [[nodiscard]] std::vector<std::string> addresses() const override { return addresses_; }

 private:
  Result<void> load_certificate();
  Result<void> add_door(const ListenerOptions& options, const Listener& listener);
  [[nodiscard]] ProtocolOptions protocol_of(const ListenerOptions& listener) const;

  const ServerOptions options_;
  const ServerParts parts_;
  PeerLimits limits_;
  MessageLimits message_limits_;
  std::unique_ptr<TlsCredentials> tls_;
  std::vector<std::string> addresses_;
  std::vector<std::unique_ptr<ProtocolOptions>> protocols_; // of the doors, which refer to them
  std::vector<std::unique_ptr<Door>> doors_;
  std::vector<std::unique_ptr<ServerWorker>> workers_; // last: they use all of the above
};

Result<void> AsioServer::open() {
  std::vector<Listener> listeners;
  for (const ListenerOptions& listener : options_.listeners) {
    auto opened = listener.inherited >= 0 ? Listener::adopt(listener.inherited) : Listener::open(listener.address);
    if (!opened) return tl::unexpected(opened.error());
    listeners.push_back(std::move(*opened));
  }
  if (auto loaded = load_certificate(); !loaded) return loaded;
  for (std::size_t i = 0; i < std::max<std::size_t>(options_.threads, 1); ++i) {
    workers_.push_back(std::make_unique<ServerWorker>(options_, limits_));
  }
  for (std::size_t i = 0; i < listeners.size(); ++i) {
    if (auto added = add_door(options_.listeners[i], listeners[i]); !added) return added;
  }
  return {};
}

Result<void> AsioServer::load_certificate() {
  if (!options_.tls) return {};
  auto tls = TlsCredentials::open(*options_.tls,
                                  [this](const parsers::Error& error) { parts_.observer.certificate_failed(error); });
  if (!tls) return tl::unexpected(tls.error());
  tls_ = std::move(*tls);
  return {};
}

ProtocolOptions AsioServer::protocol_of(const ListenerOptions& listener) const {
  ProtocolOptions protocol = options_.protocol;
  protocol.dialect = listener.dialect;
  protocol.offers_tls = listener.tls == TlsUse::starttls;
  return protocol;
}

/// Every worker accepts from the same queue, so an idle one takes the next connection.
Result<void> AsioServer::add_door(const ListenerOptions& options, const Listener& listener) {
  if (options.tls != TlsUse::none && !tls_) {
    return failure(ErrorCode::invalid_argument, "no certificate for " + listener.address());
  }
  if (options.dialect == Dialect::submission && (parts_.logins == nullptr || options.tls == TlsUse::none)) {
    return failure(ErrorCode::invalid_argument, "submission needs users and TLS: " + listener.address());
  }
  addresses_.push_back(listener.address());
  protocols_.push_back(std::make_unique<ProtocolOptions>(protocol_of(options)));
  const Services services{*protocols_.back(), parts_.recipients, parts_.sink,
                          parts_.observer,    message_limits_,   parts_.now};
  doors_.push_back(std::make_unique<Door>(Door{options_, options, services, tls_.get(), parts_.logins}));
  for (const auto& worker : workers_) {
    if (auto listening = worker->listen(listener, *doors_.back()); !listening) return listening;
  }
  return {};
}

} // namespace

Result<std::unique_ptr<Server>> Server::open(ServerOptions options, ServerParts parts) {
  auto server = std::make_unique<AsioServer>(std::move(options), std::move(parts));
  if (auto opened = server->open(); !opened) return tl::unexpected(opened.error());
  return server;
}

} // namespace smtp
