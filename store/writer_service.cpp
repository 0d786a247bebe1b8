#include "store/writer_service.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <list>
#include <new>
#include <thread>

#include "store/request_queue.hpp"
#include "store/writer_operations.hpp"
#include "store/writer_requests.hpp"

namespace store {

namespace {

using parsers::Error;
using parsers::ErrorCode;
using Clock = std::chrono::steady_clock;

constexpr std::size_t received_at_once = std::size_t{64} << 10;
constexpr std::chrono::milliseconds pause_without_descriptors{100};

/// A peer whose request is not whole yet.
struct Connection {
  FileDescriptor socket;
  Deadline deadline;
  std::string received; // length and frame

  /// How many octets the request still needs, as far as it is known.
  [[nodiscard]] Result<std::size_t> missing() const {
    if (received.size() < frame_length_octets) return frame_length_octets - received.size();
    std::array<char, frame_length_octets> head{};
    std::copy_n(received.begin(), head.size(), head.begin());
    auto length = read_frame_length(head);
    if (!length) return length;
    return frame_length_octets + *length - received.size();
  }
};

class SocketService final : public WriterService {
 public:
  SocketService(WriterServiceOptions options, Store& store, FileDescriptor listener, FileDescriptor stop)
      : options_(std::move(options)),
        store_(store),
        listener_(std::move(listener)),
        stop_(std::move(stop)),
        queue_(options_.most_waiting_octets) {}
  SocketService(const SocketService&) = delete;
  SocketService& operator=(const SocketService&) = delete;
  ~SocketService() override;

  void begin();

 private:
  using Connections = std::list<Connection>; // oldest first
  enum class Progress : std::uint8_t { waits, ended };

  void read_requests();
  bool wait_for_peers();
  void accept_peers();
  void serve_peers();
  void drop_late_ones();
  Progress receive(Connection& connection);
  Progress receive_more(Connection& connection);
  [[nodiscard]] Result<void> check_peer(int socket) const;
  void refuse(int socket, const Error& error) const;
  void answer_requests();

  const WriterServiceOptions options_;
  Store& store_;
  FileDescriptor listener_;
  FileDescriptor stop_; // an eventfd: readable when all is to end
  RequestQueue queue_;
  Connections connections_; // of the reading thread
  std::vector<pollfd> waited_for_;
  std::thread reader_;
  std::vector<std::thread> workers_;
};

SocketService::~SocketService() {
  const std::uint64_t one = 1;
  if (::write(stop_.get(), &one, sizeof one) != sizeof one) std::terminate(); // an eventfd takes it always
  if (reader_.joinable()) reader_.join();
  queue_.close();
  for (std::thread& worker : workers_) worker.join();
  std::error_code ignored; // a name that stays is replaced at the next start
  std::filesystem::remove(options_.socket, ignored);
}

void SocketService::begin() {
  reader_ = std::thread([this] { read_requests(); });
  for (std::size_t i = 0; i < options_.threads; ++i) workers_.emplace_back([this] { answer_requests(); });
}

// -- the thread that reads --------------------------------------------------------------------------------------------

void SocketService::read_requests() {
  while (wait_for_peers()) {
    serve_peers();
    drop_late_ones();
    if ((waited_for_[1].revents & POLLIN) != 0) accept_peers();
  }
}

/// False when it is time to end.
bool SocketService::wait_for_peers() {
  waited_for_ = {{stop_.get(), POLLIN, 0}, {listener_.get(), POLLIN, 0}};
  for (const Connection& connection : connections_) waited_for_.push_back({connection.socket.get(), POLLIN, 0});
  int timeout = -1;
  if (!connections_.empty()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(connections_.front().deadline - Clock::now());
    timeout = static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
  }
  const int ready = ::poll(waited_for_.data(), waited_for_.size(), timeout);
  if (ready < 0) waited_for_.assign(waited_for_.size(), pollfd{}); // a signal: nobody is ready
  return (waited_for_[0].revents & POLLIN) == 0;
}

void SocketService::serve_peers() {
  auto waited = waited_for_.begin() + 2;
  for (auto connection = connections_.begin(); connection != connections_.end(); ++waited) {
    const bool is_ready = waited->revents != 0;
    const bool has_ended = is_ready && receive(*connection) == Progress::ended;
    connection = has_ended ? connections_.erase(connection) : std::next(connection);
  }
}

void SocketService::drop_late_ones() {
  const auto now = Clock::now();
  while (!connections_.empty() && connections_.front().deadline <= now) {
    refuse(connections_.front().socket.get(), {ErrorCode::unavailable, "a request did not come whole in time"});
    connections_.pop_front();
  }
}

void SocketService::accept_peers() {
  for (;;) {
    FileDescriptor socket(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket.is_open()) {
      // Without descriptors the listener stays ready: a pause, so that it is not asked without end.
      if (errno == EMFILE || errno == ENFILE) std::this_thread::sleep_for(pause_without_descriptors);
      return;
    }
    if (const auto may = check_peer(socket.get()); !may) {
      refuse(socket.get(), may.error());
      continue;
    }
    if (connections_.size() >= options_.most_connections) {
      refuse(connections_.front().socket.get(), {ErrorCode::busy, "too many requests are not whole"});
      connections_.pop_front();
    }
    connections_.push_back({std::move(socket), Clock::now() + options_.patience, {}});
    if (receive(connections_.back()) == Progress::ended) connections_.pop_back(); // most send at once
  }
}

SocketService::Progress SocketService::receive(Connection& connection) {
  try {
    return receive_more(connection);
  } catch (const std::bad_alloc&) { // it costs this peer its connection, and nobody else anything
    return Progress::ended;
  }
}

SocketService::Progress SocketService::receive_more(Connection& connection) {
  for (;;) {
    const auto missing = connection.missing();
    if (!missing) {
      refuse(connection.socket.get(), missing.error());
      return Progress::ended;
    }
    if (*missing == 0) break;
    const std::size_t before = connection.received.size();
    const std::size_t wanted = std::min(*missing, received_at_once);
    connection.received.resize(before + wanted);
    const ssize_t received = ::recv(connection.socket.get(), connection.received.data() + before, wanted, 0);
    connection.received.resize(before + static_cast<std::size_t>(std::max<ssize_t>(received, 0)));
    if (received > 0) continue;
    if (received < 0 && (errno == EAGAIN || errno == EINTR)) return Progress::waits;
    return Progress::ended; // it went in the middle of its request, or had none
  }
  ReceivedRequest request{std::move(connection.socket), connection.received.substr(frame_length_octets)};
  if (!queue_.push(request)) refuse(request.socket.get(), {ErrorCode::busy, "too many requests wait"});
  return Progress::ended;
}

Result<void> SocketService::check_peer(int socket) const {
  const auto peer = options_.credentials(socket);
  if (!peer) return tl::unexpected(peer.error());
  if (peer->user == ::geteuid() || peer->user == 0) return {};
  if (options_.group && std::ranges::find(peer->groups, *options_.group) != peer->groups.end()) return {};
  return parsers::failure(ErrorCode::permission_denied,
                          "user " + std::to_string(peer->user) + " may not write to this installation");
}

/// An answer without a wait: whoever does not read it gets none.
void SocketService::refuse(int socket, const Error& error) const {
  const std::string answer = encode_error(error);
  static_cast<void>(::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
  if (options_.refused) options_.refused(error);
}

// -- the threads that answer ------------------------------------------------------------------------------------------

void SocketService::answer_requests() {
  while (const auto request = queue_.pop()) {
    std::string answer;
    try {
      answer = answer_request(store_, request->frame);
    } catch (const std::bad_alloc&) {
      answer = encode_error({ErrorCode::unavailable, "no memory"});
    }
    const auto sent = send_all(request->socket.get(), answer, Clock::now() + options_.answer_patience);
    if (!sent && options_.refused) options_.refused(sent.error());
  }
}

} // namespace

Result<std::unique_ptr<WriterService>> WriterService::start(WriterServiceOptions options, Store& store) {
  auto listener = listen_on(options.socket, options.group);
  if (!listener) return tl::unexpected(listener.error());
  FileDescriptor stop(::eventfd(0, EFD_CLOEXEC));
  if (!stop.is_open()) return parsers::failure(ErrorCode::unavailable, "no eventfd for the writer's socket");
  auto service = std::make_unique<SocketService>(std::move(options), store, std::move(*listener), std::move(stop));
  service->begin();
  return service;
}

} // namespace store
