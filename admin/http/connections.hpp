// The open connections: how many there may be, of whom, and until when each must have finished what it is at.
// libmicrohttpd's own timeout is for idle connections only; one octet a second would keep a request open for ever.
#pragma once

#include <any>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"
#include "admin/http/routes.hpp"
#include "parsers/network_address.hpp"

namespace admin {

using parsers::Network;
using parsers::NetworkAddress;

struct ConnectionLimits {
  std::size_t strangers = 64;                // connections from outside of the trusted networks
  std::size_t per_source = 16;               // of those, from one address (IPv6: one /64)
  unsigned all = 1024;                       // the trusted ones too
  std::chrono::milliseconds request{15'000}; // from the request line to the last octet of the answer
  std::chrono::milliseconds idle{15'000};    // from the connection, or the last answer, to the next request line
};

enum class Stage : std::uint8_t {
  waiting,   // for a request line
  heading,   // the line is there, the head is not
  reading,   // the head has passed the guards
  resting,   // suspended; a worker has it
  answering, // `response` is what is to be sent
};

struct Connection {
  int socket = -1;
  NetworkAddress address;
  std::string peer;
  std::atomic<std::int64_t> deadline{0}; // steady clock
  bool is_first_request = true;
  bool body_is_too_large = false;
  bool sink_has_failed = false; // it threw: what comes still is dropped
  Stage stage = Stage::waiting;
  const Route* route = nullptr;
  std::chrono::steady_clock::time_point begun_at;
  Request request;
  Response response;
  std::any memory;
  std::unique_ptr<BodySink> sink;
  std::uint64_t octets_taken = 0; // of a body that a sink takes, since its deadline was put off
  // Of a feed: the piece that is being sent, and what came after it.
  std::string piece;
  std::size_t piece_sent = 0;
  FeedState feed_state = FeedState::has_text;
};

/// Safe for several threads. A connection itself belongs to the thread that serves it, but for its deadline.
class Connections {
 public:
  Connections(const ConnectionLimits& limits, std::vector<Network> trusted);
  ~Connections();

  /// Counts as they are now; with n accepting threads up to n - 1 more may slip in.
  [[nodiscard]] bool has_room_for(const NetworkAddress& address) const;
  Connection* open(int socket, const NetworkAddress& address);
  /// Before its socket is closed: from then on the number may be another connection's.
  void close(Connection* connection);

  void request_line_read(Connection& connection) const;
  void request_completed(Connection& connection) const;
  /// A long body or answer goes on: its deadline is put off, but not for drops of a body.
  void body_advanced(Connection& connection, std::size_t octets) const;
  void answer_advanced(Connection& connection) const;

 private:
  void watch(const std::stop_token& stop);
  void shut_late_ones(std::chrono::steady_clock::time_point now);

  const ConnectionLimits limits_;
  const std::vector<Network> trusted_;
  mutable std::mutex mutex_;
  std::condition_variable_any stopping_;
  std::unordered_map<Connection*, std::unique_ptr<Connection>> open_;
  std::map<NetworkAddress, std::size_t> strangers_;
  std::size_t stranger_count_ = 0;
  std::jthread watcher_; // last: it uses the others
};

} // namespace admin
