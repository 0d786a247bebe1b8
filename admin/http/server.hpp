// The HTTP server: libmicrohttpd behind our guards, limits and deadlines. It knows routes, not what they mean.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "admin/http/connections.hpp"
#include "admin/http/guards.hpp"
#include "admin/http/listener.hpp"
#include "admin/http/routes.hpp"
#include "parsers/network_address.hpp"
#include "parsers/result.hpp"

namespace admin {

using parsers::Network;
using parsers::NetworkAddress;

/// One wide record a request. Views are good during the call only.
struct RequestRecord {
  std::string_view method;
  std::string_view route; // the table's path; empty when none was reached
  unsigned status = 0;
  std::chrono::microseconds duration{}; // from the request line to the answer being ready
  std::string_view peer;
  const RequestSubject* subject = nullptr; // never null in a call
};
using RequestObserver = std::function<void(const RequestRecord&)>;

/// PEM texts.
struct Certificate {
  std::string chain;
  std::string private_key;
};

struct HttpOptions {
  GuardRules guards;
  ConnectionLimits connections;
  std::vector<Network> trusted_networks;
  unsigned event_threads = 2;
  std::size_t worker_threads = 2;
  std::size_t most_waiting_work = 64;
  std::optional<Certificate> certificate; // without one only a loopback address may be listened on
  RequestObserver observer;               // called by all threads; may be empty
};

class HttpServer {
 public:
  /// `routes` and `application` must outlive it. invalid_argument: a public address without a certificate.
  static parsers::Result<std::unique_ptr<HttpServer>> start(Listener listener, HttpOptions options,
                                                            std::span<const Route> routes, Application& application);
  /// Accepts no more, finishes what is being answered, closes the rest.
  virtual ~HttpServer() = default;

  [[nodiscard]] virtual std::uint16_t port() const = 0;
};

} // namespace admin
