#include "relay/serve.hpp"

#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>

#include "admin/lookup/server.hpp"
#include "admin/server.hpp"
#include "relay/clock.hpp"
#include "relay/inbox_role.hpp"
#include "relay/model_file.hpp"
#include "relay/observers.hpp"
#include "relay/service_manager.hpp"
#include "relay/stop_signal.hpp"
#include "relay/writer_role.hpp"
#include "store/remote_store.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;

constexpr std::chrono::seconds longest_tick{1};

/// From the spool into the store.
class ProcessorRole {
 public:
  static Result<std::unique_ptr<ProcessorRole>> open(const Configuration& configuration, store::Store& store,
                                                     Log& log) {
    auto attempt = Attempt::open(configuration.data / "attempt");
    if (!attempt) return tl::unexpected(attempt.error());
    const auto is_done = [&store](store::SpoolId id) {
      const auto done = store.is_done(id);
      return done && *done;
    };
    auto reader = store::SpoolReader::open(spool_options(configuration, store.keys().spool_keys()), is_done);
    if (!reader) return tl::unexpected(reader.error());
    auto model = ModelFile::open(configuration.model);
    if (!model) return tl::unexpected(model.error());
    auto resolver = open_resolver(configuration.proof);
    if (!resolver) return tl::unexpected(resolver.error());
    return std::unique_ptr<ProcessorRole>(new ProcessorRole(
        configuration, store, {std::move(*attempt), std::move(*reader), std::move(*model), std::move(*resolver)}, log));
  }

  void start() { processor_.start(); }
  void stop() { processor_.stop(); }
  [[nodiscard]] std::optional<parsers::Error> trouble() const { return processor_.trouble(); }

 private:
  struct Opened {
    Attempt attempt;
    std::unique_ptr<store::SpoolReader> reader;
    std::unique_ptr<ModelFile> model;
    std::unique_ptr<smtp::TextResolver> resolver; // null: no signature is looked at
  };

  ProcessorRole(const Configuration& configuration, store::Store& store, Opened opened, Log& log)
      : opened_(std::move(opened)),
        processor_({store, *opened_.reader, opened_.attempt, opened_.resolver.get()},
                   {configuration.policy,
                    {},
                    configuration.trusted_networks,
                    &opened_.model->knowledge(),
                    smtp::SenderProver(configuration.proof.upstreams)},
                   processor_log(log)) {}

  Opened opened_;
  Processor processor_;
};

/// The roles that run in this process. Members are in the order of their start; they stop in the other order.
struct Roles {
  WriterRole writer;                        // where the processor runs
  std::unique_ptr<store::Store> read_store; // elsewhere: reads, and asks the processor to write
  std::unique_ptr<InboxRole> inbox;
  std::unique_ptr<ProcessorRole> processor;
  std::shared_ptr<admin::Askers> askers; // of both that follow
  std::unique_ptr<admin::Server> web;
  std::unique_ptr<admin::LookUpServer> look_ups;
};

std::string metrics_of(admin::Askers& askers) {
  return "# TYPE desist_overrides_lost counter\n"
         "# HELP desist_overrides_lost Answers by the allow list that the ledger could not be told of.\n"
         "desist_overrides_lost_total " +
         std::to_string(askers.overrides().lost()) + "\n";
}

/// The API and the pages over the store; answers from then on, until it is destroyed.
Result<std::unique_ptr<admin::Server>> open_web(const Configuration& configuration, store::Store& store,
                                                const Roles& roles, Log& log) {
  admin::ServerOptions options;
  options.application.askers = roles.askers;
  options.listen_on = to_string(*configuration.http);
  for (const std::string& host : configuration.allowed_hosts) options.allowed_hosts.push_back(host);
  options.http.trusted_networks = configuration.trusted_networks;
  options.http.observer = request_log(log);
  options.application.clock = now;
  options.application.metrics = [inbox = roles.inbox.get(), askers = roles.askers] {
    return (inbox != nullptr ? inbox->metrics() : std::string()) + metrics_of(*askers);
  };
  options.application.public_url = configuration.public_url;
  return admin::Server::start(std::move(options), store, configuration.policy);
}

/// The workspace that a listener names, or the first one.
Result<store::WorkspaceId> workspace_of(const LookUpDoor& door, const store::Store& store) {
  if (!door.workspace.empty()) {
    const auto named = store.find_workspace(door.workspace);
    if (!named) return failure(named.error().code, "[[look_up]] workspace: " + named.error().context);
    return named->id;
  }
  const auto all = store.workspaces();
  if (!all) return tl::unexpected(all.error());
  if (all->empty()) return failure(ErrorCode::not_found, "there is no workspace to look up for");
  return all->front().id;
}

/// The look-up protocols; they answer from then on, until it is destroyed.
Result<std::unique_ptr<admin::LookUpServer>> open_look_ups(const Configuration& configuration, store::Store& store,
                                                           admin::Askers& askers) {
  std::vector<admin::LookUpListener> listeners;
  for (const LookUpDoor& door : configuration.look_ups) {
    listeners.push_back(door.listener);
    const auto workspace = workspace_of(door, store);
    if (!workspace) return tl::unexpected(workspace.error());
    listeners.back().query.workspace = *workspace;
  }
  return admin::LookUpServer::start(std::move(listeners), {store, configuration.policy, now, askers},
                                    std::max(1u, std::thread::hardware_concurrency()));
}

bool has(GatewayRole role, GatewayRole wanted) { return role == GatewayRole::all || role == wanted; }

Result<void> check_listeners(const Configuration& configuration, GatewayRole role, std::size_t inherited) {
  if (role == GatewayRole::processor) return {};
  const bool has_smtp = has(role, GatewayRole::inbox) && (!configuration.smtp_listeners.empty() || inherited > 0);
  const bool has_http = has(role, GatewayRole::web) && configuration.http;
  const bool has_look_ups = has(role, GatewayRole::web) && !configuration.look_ups.empty();
  if (!has_smtp && !has_http && !has_look_ups) {
    return failure(ErrorCode::invalid_argument,
                   "nothing to listen on: name --smtp, --lmtp, --submission, --http, --postfix or --resp, or set them "
                   "in the configuration");
  }
  if (has_http && !configuration.http->is_loopback()) {
    return failure(ErrorCode::invalid_argument, "plain HTTP is for loopback only: " + to_string(*configuration.http));
  }
  return {};
}

/// What asks and looks: the pages and the API, and the look-up protocols.
Result<void> open_doors(const Configuration& configuration, Log& log, Roles& roles) {
  store::Store& store = roles.writer.store ? *roles.writer.store : *roles.read_store;
  if (configuration.http || !configuration.look_ups.empty()) store.prepare_look_ups();
  roles.askers = std::make_shared<admin::Askers>(store);
  if (configuration.http) {
    auto web = open_web(configuration, store, roles, log);
    if (!web) return tl::unexpected(web.error());
    roles.web = std::move(*web);
  }
  if (!configuration.look_ups.empty()) {
    auto look_ups = open_look_ups(configuration, store, *roles.askers);
    if (!look_ups) return tl::unexpected(look_ups.error());
    roles.look_ups = std::move(*look_ups);
  }
  return {};
}

Result<Roles> open_roles(const Configuration& configuration, GatewayRole role, std::vector<InheritedListener> inherited,
                         Log& log) {
  Roles roles;
  if (has(role, GatewayRole::processor)) {
    auto writer = WriterRole::open(configuration, log);
    if (!writer) return tl::unexpected(writer.error());
    roles.writer = std::move(*writer);
  } else if (has(role, GatewayRole::web)) {
    auto store = store::open_remote_store(configuration.data);
    if (!store) return tl::unexpected(store.error());
    roles.read_store = std::move(*store);
  }
  if (has(role, GatewayRole::inbox) && (!configuration.smtp_listeners.empty() || !inherited.empty())) {
    auto inbox = InboxRole::open(configuration, std::move(inherited), roles.writer.store.get(), log);
    if (!inbox) return tl::unexpected(inbox.error());
    roles.inbox = std::move(*inbox);
  }
  if (has(role, GatewayRole::processor)) {
    auto processor = ProcessorRole::open(configuration, *roles.writer.store, log);
    if (!processor) return tl::unexpected(processor.error());
    roles.processor = std::move(*processor);
  }
  if (has(role, GatewayRole::web)) {
    if (auto doors = open_doors(configuration, log, roles); !doors) return tl::unexpected(doors.error());
  }
  return roles;
}

/// An error: the processor had to end.
Result<void> run_until_stopped(const StopSignal& stop, const ProcessorRole* processor) {
  std::chrono::microseconds tick = longest_tick;
  if (const auto watchdog = watchdog_interval()) tick = std::min(tick, *watchdog);
  while (!stop.wait(tick)) {
    notify_alive();
    if (processor == nullptr) continue;
    if (const auto trouble = processor->trouble()) return tl::unexpected(*trouble);
  }
  return {};
}

} // namespace

std::optional<GatewayRole> parse_gateway_role(std::string_view name) {
  if (name == "all") return GatewayRole::all;
  if (name == "inbox") return GatewayRole::inbox;
  if (name == "processor") return GatewayRole::processor;
  if (name == "web") return GatewayRole::web;
  return std::nullopt;
}

Result<void> serve(const Configuration& configuration, GatewayRole role) {
  std::vector<InheritedListener> inherited = inherited_listeners();
  if (auto fine = check_listeners(configuration, role, inherited.size()); !fine) return fine;
  const StopSignal stop; // before any thread
  Log log(STDERR_FILENO);
  auto roles = open_roles(configuration, role, std::move(inherited), log);
  if (!roles) return tl::unexpected(roles.error());
  if (roles->processor) roles->processor->start();
  if (roles->inbox) roles->inbox->start();
  log.write("started", {{"data", configuration.data.string()}});
  std::puts("ready");
  std::fflush(stdout);
  notify_ready();
  const auto ended = run_until_stopped(stop, roles->processor.get());
  notify_stopping();
  if (roles->inbox) roles->inbox->stop();
  if (roles->processor) roles->processor->stop();
  roles->look_ups.reset();
  roles->web.reset();
  log.write("stopped", nlohmann::ordered_json::object());
  return ended;
}

} // namespace relay
