#include "admin/lookup/server.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio.hpp>
#include <cstring>
#include <thread>
#include <unordered_set>

#include "admin/lookup/open_listener.hpp"
#include "admin/lookup/resp_conversation.hpp"

namespace admin {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using parsers::ErrorCode;
using parsers::Result;
using Socket = asio::generic::stream_protocol::socket;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds sweep_interval{1'000};
constexpr std::chrono::milliseconds accept_pause{100}; // out of descriptors: sessions may end meanwhile
constexpr std::size_t read_size = 64 << 10;

parsers::Error system_error(const std::string& what) {
  return {ErrorCode::unavailable, what + ": " + std::strerror(errno)};
}

std::unique_ptr<Conversation> begin_conversation(const LookUpListener& listener, const LookUp& look_up) {
  switch (listener.protocol) {
    case LookUpProtocol::resp:
      return std::make_unique<RespConversation>(look_up);
    case LookUpProtocol::milter:
      return std::make_unique<MilterConversation>(look_up, listener.query, listener.action);
    case LookUpProtocol::postfix:
      break;
  }
  return std::make_unique<PostfixConversation>(look_up, listener.query, listener.form);
}

/// What the threads share. Immutable but for the counts.
struct Shared {
  std::vector<LookUpListener> listeners;
  LookUp look_up;
  LookUpLimits limits;
  std::atomic<std::size_t> connections{0};
};

/// One connection: reads, answers, writes, and reads again only when all is written, so a peer that does not read
/// costs no memory.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Socket socket, std::unique_ptr<Conversation> conversation, Shared& shared, std::vector<char>& octets)
      : socket_(std::move(socket)), conversation_(std::move(conversation)), shared_(shared), octets_(octets) {
    ++shared_.connections;
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() { --shared_.connections; }

  void read() {
    note_deadline();
    socket_.async_wait(Socket::wait_read, [self = shared_from_this()](error_code error) {
      if (!error) self->receive();
    });
  }
  void close() {
    error_code ignored;
    socket_.close(ignored);
  }
  [[nodiscard]] bool is_late(steady_clock::time_point now) const { return now >= deadline_; }
  [[nodiscard]] bool is_closed() const { return !socket_.is_open(); }

 private:
  void note_deadline() {
    const bool is_idle = conversation_->is_idle() && output_.empty();
    if (!is_idle && was_busy_) return; // one deadline for the whole of a request
    was_busy_ = !is_idle;
    deadline_ = steady_clock::now() + (is_idle ? shared_.limits.idle : shared_.limits.request);
  }

  void receive() {
    error_code error;
    const std::size_t count = socket_.read_some(asio::buffer(octets_), error);
    if (error == asio::error::would_block) return read();
    if (error) return close();
    then_ = conversation_->receive({octets_.data(), count}, output_);
    write();
  }

  void write() {
    error_code error;
    while (written_ < output_.size() && !error)
      written_ += socket_.write_some(asio::buffer(output_.data() + written_, output_.size() - written_), error);
    if (error == asio::error::would_block) {
      note_deadline();
      socket_.async_wait(Socket::wait_write, [self = shared_from_this()](error_code waited) {
        if (!waited) self->write();
      });
      return;
    }
    if (error || then_ == Conversation::Then::close) return close();
    output_.clear();
    written_ = 0;
    read();
  }

  Socket socket_;
  const std::unique_ptr<Conversation> conversation_;
  Shared& shared_;
  std::vector<char>& octets_; // of the thread: nothing is kept in it between two calls
  std::string output_;
  std::size_t written_ = 0;
  Conversation::Then then_ = Conversation::Then::go_on;
  bool was_busy_ = false;
  steady_clock::time_point deadline_{};
};

/// One thread with its event loop. Every worker accepts from every listener.
class Worker {
 public:
  explicit Worker(Shared& shared) : shared_(shared), octets_(read_size), timer_(context_), pause_(context_) {}

  Result<void> listen(const Listener& listener, const LookUpListener& options) {
    const int descriptor = ::fcntl(listener.socket(), F_DUPFD_CLOEXEC, 0);
    if (descriptor < 0) return tl::unexpected(system_error("dup"));
    acceptors_.push_back(std::make_unique<Acceptor>(Acceptor{{context_, descriptor}, &options}));
    return {};
  }

  void start() {
    for (const auto& acceptor : acceptors_) wait_for_connection(*acceptor);
    sweep();
    thread_ = std::thread([this] { context_.run(); });
  }

  void stop() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
    sessions_.clear();
  }

 private:
  struct Acceptor {
    asio::posix::stream_descriptor descriptor;
    const LookUpListener* options;
  };

  void wait_for_connection(Acceptor& acceptor) {
    acceptor.descriptor.async_wait(asio::posix::stream_descriptor::wait_read, [this, &acceptor](error_code error) {
      if (!error) accept(acceptor);
    });
  }

  void accept(Acceptor& acceptor) {
    sockaddr_storage name{};
    socklen_t length = sizeof name;
    const int descriptor = ::accept4(acceptor.descriptor.native_handle(), reinterpret_cast<sockaddr*>(&name), &length,
                                     SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (descriptor < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)) {
      pause_.expires_after(accept_pause);
      pause_.async_wait([this, &acceptor](error_code error) {
        if (!error) wait_for_connection(acceptor);
      });
      return;
    }
    if (descriptor >= 0) begin(descriptor, name.ss_family, *acceptor.options);
    wait_for_connection(acceptor);
  }

  void begin(int descriptor, int family, const LookUpListener& options) {
    Socket socket(context_, asio::generic::stream_protocol(family, 0), descriptor);
    if (shared_.connections >= shared_.limits.connections) return;
    error_code ignored;
    socket.non_blocking(true, ignored);
    if (family != AF_UNIX) socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    auto session =
        std::make_shared<Session>(std::move(socket), begin_conversation(options, shared_.look_up), shared_, octets_);
    session->read();
    sessions_.insert(std::move(session));
  }

  void sweep() {
    timer_.expires_after(sweep_interval);
    timer_.async_wait([this](error_code error) {
      if (error) return;
      const auto now = steady_clock::now();
      for (const auto& session : sessions_)
        if (session->is_late(now)) session->close();
      std::erase_if(sessions_, [](const auto& session) { return session->is_closed(); });
      sweep();
    });
  }

  Shared& shared_;
  std::vector<char> octets_;
  asio::io_context context_{1};
  asio::steady_timer timer_;
  asio::steady_timer pause_;
  std::vector<std::unique_ptr<Acceptor>> acceptors_;
  std::unordered_set<std::shared_ptr<Session>> sessions_;
  std::thread thread_;
};

class AsioLookUpServer : public LookUpServer {
 public:
  AsioLookUpServer(std::vector<LookUpListener> listeners, LookUp look_up, LookUpLimits limits)
      : shared_{std::move(listeners), std::move(look_up), limits, {}} {}
  AsioLookUpServer(const AsioLookUpServer&) = delete;
  AsioLookUpServer& operator=(const AsioLookUpServer&) = delete;
  ~AsioLookUpServer() override {
    for (const auto& worker : workers_) worker->stop();
    for (const LookUpListener& listener : shared_.listeners)
      if (is_listening_ && listener.address.starts_with(unix_prefix))
        ::unlink(listener.address.substr(unix_prefix.size()).c_str());
  }

  Result<void> listen(std::size_t threads) {
    for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i)
      workers_.push_back(std::make_unique<Worker>(shared_));
    for (const LookUpListener& options : shared_.listeners) {
      auto listener = open_listener(options.address);
      if (!listener) return tl::unexpected(listener.error());
      for (const auto& worker : workers_)
        if (auto listening = worker->listen(*listener, options); !listening) return listening;
      ports_.push_back(options.address.starts_with(unix_prefix) ? std::uint16_t{0} : listener->port());
    }
    is_listening_ = true;
    for (const auto& worker : workers_) worker->start();
    return {};
  }

  [[nodiscard]] std::uint16_t port(std::size_t listener) const override { return ports_.at(listener); }

 private:
  Shared shared_;
  std::vector<std::uint16_t> ports_;
  std::vector<std::unique_ptr<Worker>> workers_;
  bool is_listening_ = false;
};

} // namespace

Result<std::unique_ptr<LookUpServer>> LookUpServer::start(std::vector<LookUpListener> listeners, LookUp look_up,
                                                          std::size_t threads, LookUpLimits limits) {
  auto server = std::make_unique<AsioLookUpServer>(std::move(listeners), std::move(look_up), limits);
  if (auto listening = server->listen(threads); !listening) return tl::unexpected(listening.error());
  return server;
}

} // namespace admin
