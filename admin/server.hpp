// The web role: HTTP API and pages on one address.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "admin/application.hpp"
#include "admin/http/server.hpp"
#include "classifier/policy.hpp"
#include "parsers/result.hpp"
#include "store/store.hpp"

namespace admin {

/// "127.0.0.1:8080", or a listening socket that was handed down.
using ListenOn = std::variant<std::string, int>;

struct ServerOptions {
  ListenOn listen_on = std::string("127.0.0.1:8080");
  std::vector<std::string> allowed_hosts = {"127.0.0.1", "localhost", "[::1]"}; // names without port
  HttpOptions http;                                                             // its allowed hosts are set from above
  ApplicationOptions application;
};

class Server {
 public:
  /// The store must outlive it.
  static parsers::Result<std::unique_ptr<Server>> start(ServerOptions options, store::Store& store,
                                                        const classifier::Policy& policy);
  [[nodiscard]] std::uint16_t port() const { return http_->port(); }

 private:
  Server(store::Store& store, const classifier::Policy& policy, ApplicationOptions options);
  Application application_;
  const std::vector<Route> routes_;
  std::unique_ptr<HttpServer> http_; // last: it uses the application until it is gone
};

} // namespace admin
