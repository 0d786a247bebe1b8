#include "relay/inbox_role.hpp"

#include <algorithm>
#include <thread>

#include "relay/clock.hpp"
#include "relay/smtp_door.hpp"
#include "relay/tls_files.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;

/// An inherited socket has no PROXY header, so it stands for no listener that wants one.
bool stands_for(const smtp::ListenerOptions& inherited, const smtp::ListenerOptions& configured) {
  return inherited.dialect == configured.dialect && inherited.tls == configured.tls && configured.proxies.empty();
}

/// The inherited ones, and of those that are configured what none of them stands for.
std::vector<smtp::ListenerOptions> listeners_of(const Configuration& configuration,
                                                const std::vector<InheritedListener>& inherited) {
  std::vector<smtp::ListenerOptions> listeners;
  for (const InheritedListener& given : inherited) {
    auto listener = smtp_door_of_kind(given.name);
    if (!listener) listener = smtp_door_of_kind("smtp");
    listener->inherited = given.file_descriptor;
    listeners.push_back(std::move(*listener));
  }
  const std::vector<smtp::ListenerOptions> handed = listeners;
  for (const smtp::ListenerOptions& configured : configuration.smtp_listeners) {
    const auto is_it = [&](const smtp::ListenerOptions& given) { return stands_for(given, configured); };
    if (std::ranges::none_of(handed, is_it)) listeners.push_back(configured);
  }
  return listeners;
}

LoginDesk::Verify verifier(store::Store& store) {
  return [&store](const smtp::Credentials& credentials) -> Result<std::string> {
    const auto user = store.verify_password(credentials.user, credentials.password);
    if (!user) return tl::unexpected(user.error());
    return user->email;
  };
}

bool is_submission(const smtp::ListenerOptions& listener) { return listener.dialect == smtp::Dialect::submission; }
bool uses_tls(const smtp::ListenerOptions& listener) { return listener.tls != smtp::TlsUse::none; }

} // namespace

store::SpoolOptions spool_options(const Configuration& configuration, const store::SpoolKeys& keys) {
  store::SpoolOptions options;
  options.directory = configuration.data / "spool";
  options.message_octets = configuration.message_octets;
  options.least_free_octets = configuration.least_free_octets;
  options.keys = keys;
  return options;
}

Result<std::unique_ptr<InboxRole>> InboxRole::open(const Configuration& configuration,
                                                   const std::vector<InheritedListener>& inherited, store::Store* store,
                                                   Log& log) {
  auto keys = store::read_inbox_keys(configuration.data / "keys");
  if (!keys) return tl::unexpected(keys.error());
  auto spool = store::Spool::open(spool_options(configuration, keys->spool));
  if (!spool) return tl::unexpected(spool.error());
  std::unique_ptr<InboxRole> role(new InboxRole(configuration, *keys, std::move(*spool), log));
  auto listening = role->listen(configuration, listeners_of(configuration, inherited), store);
  if (!listening) return tl::unexpected(listening.error());
  return role;
}

InboxRole::InboxRole(const Configuration& configuration, const store::InboxKeys& keys,
                     std::unique_ptr<store::Spool> spool, Log& log)
    : spool_(std::move(spool)),
      domain_(keys.domains.front()),
      watermarks_(configuration.smtp_limits.watermarks, *spool_),
      spool_sink_(smtp::make_spool_sink(*spool_)),
      metered_sink_(make_metered_sink(*spool_sink_, metrics_)),
      sink_(make_watched_sink(*metered_sink_, watermarks_)),
      recipients_(keys.domains, keys.admission),
      log_(log, metrics_) {}

Result<void> InboxRole::listen(const Configuration& configuration, std::vector<smtp::ListenerOptions> listeners,
                               store::Store* store) {
  const SmtpLimits& limits = configuration.smtp_limits;
  smtp::ServerOptions options;
  options.threads = std::max(1u, std::thread::hardware_concurrency());
  options.protocol = limits.protocol;
  options.protocol.host_name = configuration.host_name.empty() ? "mx." + domain_ : configuration.host_name;
  options.protocol.message_octets = configuration.message_octets;
  options.deadlines = limits.deadlines;
  options.bad_command_delay = limits.bad_command_delay;
  options.limits = limits.peers;
  options.limits.trusted = configuration.trusted_networks;
  options.message_limits = limits.messages;
  options.message_limits.trusted = configuration.trusted_networks;
  if (std::ranges::any_of(listeners, is_submission)) {
    if (store == nullptr) {
      return failure(ErrorCode::invalid_argument,
                     "submission needs the users: run all roles in one process, or take mail by smtp or lmtp");
    }
    desk_ = std::make_unique<LoginDesk>(verifier(*store), configuration.trusted_networks);
  }
  if (std::ranges::any_of(listeners, uses_tls)) {
    auto files = provide_tls_files(configuration, options.protocol.host_name, now());
    if (!files) return tl::unexpected(files.error());
    options.tls = std::move(*files);
  }
  options.listeners = std::move(listeners);
  auto server = smtp::Server::open(std::move(options), {recipients_, *sink_, log_, now, desk_.get()});
  if (!server) return tl::unexpected(server.error());
  server_ = std::move(*server);
  return {};
}

std::string InboxRole::metrics() const { return metrics_.text(spool_->depth(), SmtpMetrics::Clock::now()); }

} // namespace relay
