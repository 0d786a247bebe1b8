// SMTP into the spool: the role that strangers talk to.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "parsers/result.hpp"
#include "relay/configuration.hpp"
#include "relay/log.hpp"
#include "relay/login_desk.hpp"
#include "relay/observers.hpp"
#include "relay/service_manager.hpp"
#include "relay/watermarks.hpp"
#include "smtp/server.hpp"
#include "store/store.hpp"

namespace relay {

using parsers::Result;

/// Knows the admission keys and the spool's public key, and nothing else of the store, but that it asks it for the
/// passwords of those who submit, where the store is in this process.
class InboxRole {
 public:
  /// Listens on the sockets that were inherited, each by its name a kind of listener, and on those that are configured
  /// and that none of them stands for. `store` may be null: then a listener for submission is an error. It and `log`
  /// must outlive the role.
  static Result<std::unique_ptr<InboxRole>> open(const Configuration& configuration,
                                                 const std::vector<InheritedListener>& inherited, store::Store* store,
                                                 Log& log);
  void start() { server_->start(); }
  void stop() { server_->stop(); }
  /// For Prometheus.
  [[nodiscard]] std::string metrics() const;

 private:
  InboxRole(const Configuration& configuration, const store::InboxKeys& keys, std::unique_ptr<store::Spool> spool,
            Log& log);
  Result<void> listen(const Configuration& configuration, std::vector<smtp::ListenerOptions> listeners,
                      store::Store* store);

  std::unique_ptr<store::Spool> spool_;
  const std::string domain_; // the first
  SmtpMetrics metrics_;
  Watermarks watermarks_;
  std::unique_ptr<smtp::MessageSink> spool_sink_, metered_sink_, sink_;
  smtp::Recipients recipients_;
  SmtpLog log_;
  std::unique_ptr<LoginDesk> desk_;
  std::unique_ptr<smtp::Server> server_; // last: it uses all of the above
};

store::SpoolOptions spool_options(const Configuration& configuration, const store::SpoolKeys& keys);

} // namespace relay
