#include "admin/http/server.hpp"

#include <microhttpd.h>

#include <cstring>

#include "admin/http/feeding.hpp"
#include "admin/http/problem.hpp"
#include "admin/http/work_queue.hpp"
#include "parsers/assert_that.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;
using parsers::Result;
using std::chrono::steady_clock;

// Room for the largest head and what is made of it. libmicrohttpd zeroes all of it after each request: 64 KiB cost a
// look-up a tenth of its time.
constexpr std::size_t connection_memory = 24UL * 1024;
constexpr std::size_t kept_body_memory = 64UL * 1024; // more is given back after a request
constexpr std::size_t largest_body_of_event_thread = 32UL * 1024;

struct StopDaemon {
  void operator()(MHD_Daemon* daemon) const { MHD_stop_daemon(daemon); }
};

MHD_Result collect_field(void* fields, MHD_ValueKind, const char* name, std::size_t name_size, const char* value,
                         std::size_t value_size) {
  static_cast<std::vector<HeaderField>*>(fields)->push_back(
      {std::string_view(name, name_size), std::string_view(value == nullptr ? "" : value, value_size)});
  return MHD_YES;
}

void add_fields(MHD_Response* out, const Response& response) {
  const auto add = [&](const char* name, const char* value) { MHD_add_response_header(out, name, value); };
  add("Content-Type", text_of(response.type));
  add("X-Content-Type-Options", "nosniff");
  add("Cache-Control", response.caching == Caching::no_store ? "no-store" : "public, max-age=31536000, immutable");
  if (response.type == MediaType::html) {
    for (const FixedField& field : page_fields) add(field.name, field.value);
  }
  for (const auto& [name, value] : response.fields) add(std::string(name).c_str(), value.c_str());
  if (response.status >= 400) add("Connection", "close");
}

void add_answer_fields(Request& request, Response& response) {
  for (auto& field : request.answer_fields) response.fields.push_back(std::move(field));
  request.answer_fields.clear();
}

class MicrohttpdServer final : public HttpServer {
 public:
  MicrohttpdServer(HttpOptions options, std::span<const Route> routes, Application& application)
      : options_(std::move(options)),
        routes_(routes),
        application_(application),
        connections_(options_.connections, options_.trusted_networks),
        work_(options_.worker_threads, options_.most_waiting_work),
        feeding_(connections_) {}

  ~MicrohttpdServer() override {
    if (!daemon_) return;
    MHD_quiesce_daemon(daemon_.get());
    work_.stop(); // resumes what is suspended: libmicrohttpd must not be stopped before
    feeding_.stop();
    daemon_.reset();
  }

  Result<void> start(Listener listener);
  [[nodiscard]] std::uint16_t port() const override { return listener_->port(); }

 private:
  static MHD_Result may_connect(void* self, const sockaddr* address, socklen_t);
  static void connection_changed(void* self, MHD_Connection* handle, void** context, MHD_ConnectionNotificationCode);
  static void* line_read(void* self, const char* target, MHD_Connection* handle);
  static MHD_Result request_advanced(void* self, MHD_Connection* handle, const char* url, const char* method,
                                     const char* version, const char* data, std::size_t* data_size, void** context);
  static void request_completed(void* self, MHD_Connection*, void** context, MHD_RequestTerminationCode);

  MHD_Result read_head(MHD_Connection* handle, Connection& connection, const char* method, const char* version);
  bool open_sink(Connection& connection, const Route& route);
  void keep_body(Connection& connection, std::string_view data) const;
  MHD_Result dispatch(MHD_Connection* handle, Connection& connection);
  bool find_answerer(Connection& connection) const;
  MHD_Result hand_to_worker(MHD_Connection* handle, Connection& connection);
  Response run(Connection& connection) const;
  MHD_Result send(MHD_Connection* handle, Connection& connection);

  const HttpOptions options_;
  const std::span<const Route> routes_;
  Application& application_;
  std::optional<Listener> listener_;
  Connections connections_;
  WorkQueue work_;
  Feeding feeding_;
  std::unique_ptr<MHD_Daemon, StopDaemon> daemon_;
};

Result<void> MicrohttpdServer::start(Listener listener) {
  if (!listener.address().is_loopback() && !options_.certificate) {
    return parsers::failure(ErrorCode::invalid_argument,
                            "plain HTTP is for loopback addresses only; this one needs TLS");
  }
  std::vector<MHD_OptionItem> items = {
      {MHD_OPTION_LISTEN_SOCKET, listener.socket(), nullptr},
      {MHD_OPTION_THREAD_POOL_SIZE, static_cast<std::intptr_t>(options_.event_threads), nullptr},
      {MHD_OPTION_CONNECTION_MEMORY_LIMIT, static_cast<std::intptr_t>(connection_memory), nullptr},
      {MHD_OPTION_CONNECTION_LIMIT, static_cast<std::intptr_t>(options_.connections.all), nullptr},
      {MHD_OPTION_STRICT_FOR_CLIENT, 1, nullptr},
  };
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME;
  if (options_.certificate) {
    flags |= MHD_USE_TLS;
    const auto text = [](const std::string& pem) { return const_cast<char*>(pem.c_str()); };
    items.push_back({MHD_OPTION_HTTPS_MEM_CERT, 0, text(options_.certificate->chain)});
    items.push_back({MHD_OPTION_HTTPS_MEM_KEY, 0, text(options_.certificate->private_key)});
    items.push_back({MHD_OPTION_HTTPS_PRIORITIES, 0, const_cast<char*>("NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2")});
  }
  items.push_back({MHD_OPTION_END, 0, nullptr});
  daemon_.reset(MHD_start_daemon(flags, 0, may_connect, this, request_advanced, this, MHD_OPTION_URI_LOG_CALLBACK,
                                 line_read, this, MHD_OPTION_NOTIFY_COMPLETED, request_completed, this,
                                 MHD_OPTION_NOTIFY_CONNECTION, connection_changed, this, MHD_OPTION_ARRAY, items.data(),
                                 MHD_OPTION_END));
  if (!daemon_) return parsers::failure(ErrorCode::unavailable, "the HTTP server does not start");
  listener_.emplace(std::move(listener));
  return {};
}

MHD_Result MicrohttpdServer::may_connect(void* self, const sockaddr* address, socklen_t) {
  const auto& server = *static_cast<MicrohttpdServer*>(self);
  return server.connections_.has_room_for(NetworkAddress::of(address)) ? MHD_YES : MHD_NO;
}

void MicrohttpdServer::connection_changed(void* self, MHD_Connection* handle, void** context,
                                          MHD_ConnectionNotificationCode code) {
  auto& server = *static_cast<MicrohttpdServer*>(self);
  if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
    if (*context != nullptr) server.connections_.close(static_cast<Connection*>(*context));
    *context = nullptr;
    return;
  }
  const int socket = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
  const auto* address = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
  Connection* const connection = server.connections_.open(socket, NetworkAddress::of(address));
  connection->request.has_tls = server.options_.certificate.has_value();
  *context = connection;
}

// What it returns becomes the context of the request. libmicrohttpd cuts the target up in place afterwards.
void* MicrohttpdServer::line_read(void* self, const char* target, MHD_Connection* handle) {
  auto& connection =
      *static_cast<Connection*>(MHD_get_connection_info(handle, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context);
  static_cast<MicrohttpdServer*>(self)->connections_.request_line_read(connection);
  connection.stage = Stage::heading;
  connection.begun_at = steady_clock::now();
  connection.body_is_too_large = false;
  connection.sink_has_failed = false;
  connection.route = nullptr;
  connection.request.target = target;
  connection.request.path_argument.clear();
  connection.request.subject = {};
  connection.request.answer_fields.clear();
  connection.request.body.clear();
  if (connection.request.body.capacity() > kept_body_memory) connection.request.body.shrink_to_fit();
  return &connection;
}

// Called when the head is there, for each piece of the body, at its end, and again after a worker has answered. An
// answer queued in the first of these calls ends the connection: so refusals are queued there, and nothing else is.
MHD_Result MicrohttpdServer::request_advanced(void* self, MHD_Connection* handle, const char*, const char* method,
                                              const char* version, const char* data, std::size_t* data_size,
                                              void** context) {
  auto& server = *static_cast<MicrohttpdServer*>(self);
  if (*context == nullptr) return MHD_NO;
  auto& connection = *static_cast<Connection*>(*context);
  if (connection.stage == Stage::heading) return server.read_head(handle, connection, method, version);
  if (*data_size > 0) {
    server.keep_body(connection, std::string_view(data, *data_size));
    *data_size = 0;
    return MHD_YES;
  }
  if (connection.stage == Stage::reading) return server.dispatch(handle, connection);
  return connection.stage == Stage::answering ? server.send(handle, connection) : MHD_YES;
}

void MicrohttpdServer::request_completed(void* self, MHD_Connection*, void** context, MHD_RequestTerminationCode) {
  if (*context == nullptr) return;
  auto& connection = *static_cast<Connection*>(*context);
  connection.stage = Stage::waiting;
  connection.response.feed = nullptr; // it may look at the sink
  connection.sink.reset();
  static_cast<MicrohttpdServer*>(self)->connections_.request_completed(connection);
}

MHD_Result MicrohttpdServer::read_head(MHD_Connection* handle, Connection& connection, const char* method,
                                       const char* version) {
  Request& request = connection.request;
  request.method_name = method;
  request.method = parse_method(request.method_name);
  request.fields.clear();
  MHD_get_connection_values_n(handle, MHD_HEADER_KIND, collect_field, &request.fields);
  const Route* const streamed = find_streamed(routes_, request.method, request.target);
  const auto fault = find_fault({method, request.target, version, request.fields}, options_.guards,
                                streamed == nullptr ? BodyLength::bounded : BodyLength::unbounded);
  if (fault) {
    connection.response = problem_response(*fault);
    return send(handle, connection);
  }
  if (streamed != nullptr && !open_sink(connection, *streamed)) return send(handle, connection);
  connection.stage = Stage::reading;
  return MHD_YES;
}

// False when the body is not wanted: the answer is there before it comes.
bool MicrohttpdServer::open_sink(Connection& connection, const Route& route) {
  connection.route = &route;
  connection.octets_taken = 0;
  try { // as in `run`
    auto sink = route.open_sink(application_, connection.request);
    if (sink) {
      connection.sink = std::move(*sink);
      return true;
    }
    connection.response = std::move(sink.error());
    add_answer_fields(connection.request, connection.response);
  } catch (const std::exception& thrown) {
    connection.response = problem_response({ErrorCode::internal, thrown.what()});
  }
  return false;
}

// libmicrohttpd takes no answer in the middle of a body: what is too much is dropped, and the deadline ends it.
void MicrohttpdServer::keep_body(Connection& connection, std::string_view data) const {
  if (connection.sink) {
    connections_.body_advanced(connection, data.size());
    if (connection.sink_has_failed) return;
    try { // as in `run`
      connection.sink->take(data);
    } catch (const std::exception&) {
      connection.sink_has_failed = true;
    }
    return;
  }
  // A body has a length that was found good, or is chunked and counted here.
  std::string& body = connection.request.body;
  const std::uint64_t size = body.size() + data.size();
  connection.body_is_too_large = connection.body_is_too_large || size > options_.guards.body_octets;
  if (connection.body_is_too_large) {
    body.clear();
  } else {
    body.append(data);
  }
}

bool MicrohttpdServer::find_answerer(Connection& connection) const {
  Request& request = connection.request;
  const std::string_view target = request.target;
  const std::size_t question = target.find('?');
  request.path.clear();
  const bool path_is_good = append_percent_decoded(request.path, target.substr(0, question), PlusSign::is_itself);
  parsers::assert_that(path_is_good, "the guards let only a path through that can be decoded");
  const auto refuse = [&](const Problem& problem) {
    connection.response = problem_response(problem);
    return false;
  };
  if (connection.body_is_too_large) {
    return refuse({.status = 413, .code = "too_large", .title = "The body is too large", .detail = ""});
  }
  const RouteMatch match = find_route(routes_, request.method, request.path);
  connection.route = match.route;
  request.path_argument = match.argument;
  // A streamed route without its sink was asked for by another spelling of its path: it has no other answerer.
  const bool lacks_sink = match.route != nullptr && match.route->open_sink != nullptr;
  if (match.route != nullptr && !lacks_sink) return true;
  if (!match.path_is_known || lacks_sink) {
    return refuse({.status = 404, .code = "not_found", .title = "There is nothing at this address", .detail = ""});
  }
  refuse({.status = 405, .code = "method", .title = "This address does not take that method", .detail = ""});
  connection.response.fields.emplace_back("Allow", allowed_methods(routes_, request.path));
  return false;
}

MHD_Result MicrohttpdServer::dispatch(MHD_Connection* handle, Connection& connection) {
  if (connection.sink) {
    connection.response = run(connection);
    return send(handle, connection);
  }
  if (!find_answerer(connection)) return send(handle, connection);
  const bool is_small = connection.request.body.size() <= largest_body_of_event_thread;
  if (connection.route->place == Place::worker || !is_small) return hand_to_worker(handle, connection);
  connection.response = run(connection);
  return send(handle, connection);
}

MHD_Result MicrohttpdServer::hand_to_worker(MHD_Connection* handle, Connection& connection) {
  const auto delay = connection.route->delay == nullptr ? std::chrono::milliseconds{0}
                                                        : connection.route->delay(application_, connection.request);
  const auto too_busy = [] { return problem_response({ErrorCode::busy, "the workers have enough to do"}); };
  connection.stage = Stage::resting;
  MHD_suspend_connection(handle);
  const bool is_taken = work_.push(delay, [this, handle, &connection, too_busy](WorkQueue::Turn turn) {
    connection.response = turn == WorkQueue::Turn::run ? run(connection) : too_busy();
    connection.stage = Stage::answering;
    MHD_resume_connection(handle);
  });
  if (!is_taken) {
    connection.response = too_busy();
    connection.stage = Stage::answering;
    MHD_resume_connection(handle);
  }
  return MHD_YES;
}

Response MicrohttpdServer::run(Connection& connection) const {
  // The one barrier between C++ and the C library that calls us: memory that ran out, or a library that threw.
  try {
    if (connection.sink_has_failed) return problem_response({ErrorCode::internal, "the sink of a body has thrown"});
    Response response =
        connection.sink ? connection.sink->finish() : connection.route->answer(application_, connection.request);
    add_answer_fields(connection.request, response);
    return response;
  } catch (const std::exception& thrown) {
    return problem_response({ErrorCode::internal, thrown.what()});
  }
}

MHD_Result MicrohttpdServer::send(MHD_Connection* handle, Connection& connection) {
  connection.stage = Stage::answering;
  const Response& response = connection.response;
  if (options_.observer) {
    const auto duration = steady_clock::now() - connection.begun_at;
    options_.observer({.method = name_of(connection.request.method),
                       .route = connection.route == nullptr ? std::string_view{} : connection.route->path,
                       .status = response.status,
                       .duration = std::chrono::duration_cast<std::chrono::microseconds>(duration),
                       .peer = connection.peer,
                       .subject = &connection.request.subject});
  }
  // The connection keeps the body until the request is completed, so it need not be copied.
  MHD_Response* const out =
      response.feed ? feeding_.response_for(handle, connection)
                    : MHD_create_response_from_buffer(response.body.size(), const_cast<char*>(response.body.data()),
                                                      MHD_RESPMEM_PERSISTENT);
  if (out == nullptr) return MHD_NO;
  add_fields(out, response);
  const MHD_Result result = MHD_queue_response(handle, response.status, out);
  MHD_destroy_response(out);
  return result;
}

} // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::start(Listener listener, HttpOptions options,
                                                      std::span<const Route> routes, Application& application) {
  auto server = std::make_unique<MicrohttpdServer>(std::move(options), routes, application);
  if (auto started = server->start(std::move(listener)); !started) return tl::unexpected(started.error());
  return server;
}

} // namespace admin
