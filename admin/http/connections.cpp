#include "admin/http/connections.hpp"

#include <sys/socket.h>

namespace admin {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds watch_interval{200};
constexpr std::uint64_t least_advance = 4096; // octets of a long body in the time of a request

std::int64_t deadline_in(std::chrono::milliseconds time) {
  return (steady_clock::now() + time).time_since_epoch().count();
}

} // namespace

Connections::Connections(const ConnectionLimits& limits, std::vector<Network> trusted)
    : limits_(limits), trusted_(std::move(trusted)), watcher_([this](const std::stop_token& stop) { watch(stop); }) {}

Connections::~Connections() {
  watcher_.request_stop();
  stopping_.notify_all();
  watcher_.join();
}

bool Connections::has_room_for(const NetworkAddress& address) const {
  if (is_in(address, trusted_)) return true;
  const std::lock_guard lock(mutex_);
  if (stranger_count_ >= limits_.strangers) return false;
  const auto source = strangers_.find(address.source());
  return source == strangers_.end() || source->second < limits_.per_source;
}

Connection* Connections::open(int socket, const NetworkAddress& address) {
  auto connection = std::make_unique<Connection>();
  connection->socket = socket;
  connection->address = address;
  connection->peer = address.text();
  connection->deadline = deadline_in(limits_.request);
  connection->request.peer = connection->peer;
  connection->request.peer_is_trusted = is_in(address, trusted_);
  connection->request.connection_memory = &connection->memory;
  const std::lock_guard lock(mutex_);
  if (!connection->request.peer_is_trusted) {
    ++strangers_[address.source()];
    ++stranger_count_;
  }
  Connection* const key = connection.get();
  return open_.emplace(key, std::move(connection)).first->first;
}

void Connections::close(Connection* connection) {
  const std::lock_guard lock(mutex_);
  const auto stranger = strangers_.find(connection->address.source());
  if (!connection->request.peer_is_trusted && stranger != strangers_.end()) {
    --stranger_count_;
    if (--stranger->second == 0) strangers_.erase(stranger);
  }
  open_.erase(connection);
}

void Connections::request_line_read(Connection& connection) const {
  // The first request's time runs from the connection on.
  if (!connection.is_first_request) connection.deadline.store(deadline_in(limits_.request), std::memory_order_relaxed);
  connection.is_first_request = false;
}

void Connections::request_completed(Connection& connection) const {
  connection.deadline.store(deadline_in(limits_.idle), std::memory_order_relaxed);
}

void Connections::body_advanced(Connection& connection, std::size_t octets) const {
  connection.octets_taken += octets;
  if (connection.octets_taken < least_advance) return;
  connection.octets_taken = 0;
  answer_advanced(connection);
}

void Connections::answer_advanced(Connection& connection) const {
  connection.deadline.store(deadline_in(limits_.request), std::memory_order_relaxed);
}

void Connections::watch(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    shut_late_ones(steady_clock::now());
    stopping_.wait_for(lock, stop, watch_interval, [&] { return stop.stop_requested(); });
  }
}

void Connections::shut_late_ones(steady_clock::time_point now) {
  for (const auto& [connection, owner] : open_) {
    // Only shut: libmicrohttpd then sees the end of the stream and closes in its own thread.
    if (connection->deadline.load(std::memory_order_relaxed) < now.time_since_epoch().count()) {
      shutdown(connection->socket, SHUT_RDWR);
    }
  }
}

} // namespace admin
