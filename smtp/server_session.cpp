#include "smtp/server_session.hpp"

#include <boost/asio.hpp>
#include <utility>

namespace smtp {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Next = Conversation::Next;

namespace {

/// A pipelined group or most of a message in one read; pages that are never written cost nothing.
constexpr std::size_t buffer_octets = 64UL * 1024;
/// What a peer may still send while it should read the last reply.
constexpr std::size_t parting_octets = 1024UL * 1024;

Phase phase_of(const ServerProtocol& protocol) {
  switch (protocol.state()) {
    case State::receiving_data:
      return Phase::in_data;
    case State::committing:
      return Phase::committing;
    case State::closed:
      return Phase::parting;
    default:
      return protocol.has_part_of_command() ? Phase::in_command : Phase::waiting;
  }
}

} // namespace

ServerSession::ServerSession(tcp::socket socket, const NetworkAddress& peer, const ServerOptions& options,
                             const Services& services, SessionHost& host)
    : socket_(std::move(socket)),
      peer_(peer),
      options_(options),
      host_(host),
      conversation_(services, peer.text()),
      deadlines_(options.deadlines, std::chrono::steady_clock::now()),
      buffer_(std::make_unique_for_overwrite<char[]>(buffer_octets)) {}

asio::awaitable<void> ServerSession::run() {
  const auto self = shared_from_this();
  Next next = conversation_.start(listen_for_early_talk());
  bool is_connected = true;
  while (is_connected && next != Next::close) {
    switch (next) {
      case Next::receive:
        if (rest_.empty()) is_connected = co_await read();
        if (is_connected) next = receive();
        break;
      case Next::commit:
        next = co_await commit();
        break;
      case Next::delay:
        co_await delay();
        is_connected = co_await send();
        next = Next::receive;
        break;
      case Next::close:
        break;
    }
  }
  if (is_connected) co_await part();
  conversation_.peer_lost();
  error_code ignored;
  socket_.close(ignored);
}

/// A client that talks before the greeting is seen when its octets came with the connection (RFC 5321 4.3.1).
EarlyTalk ServerSession::listen_for_early_talk() {
  error_code error;
  return socket_.available(error) > 0 ? EarlyTalk::present : EarlyTalk::absent;
}

Next ServerSession::receive() {
  if (conversation_.protocol().state() == State::closed) return Next::close;
  const Next next = conversation_.receive(rest_);
  if (conversation_.protocol().had_recipient()) deadlines_.note_recipient();
  return next;
}

void ServerSession::note_phase() {
  const ServerProtocol& protocol = conversation_.protocol();
  deadlines_.note(phase_of(protocol), protocol.transaction().octets, std::chrono::steady_clock::now());
}

/// Answers the group that was read, in one piece, before it waits for the next. False when the connection is over.
asio::awaitable<bool> ServerSession::read() {
  if (host_.is_stopping() && !has_transaction(protocol().state())) conversation_.end(Reply::shutting_down);
  if (!co_await send()) co_return false;
  if (protocol().state() == State::closed) co_return true;
  note_phase();
  error_code error;
  const std::size_t length = co_await socket_.async_read_some(asio::buffer(buffer_.get(), buffer_octets),
                                                              asio::redirect_error(asio::use_awaitable, error));
  rest_ = {buffer_.get(), length};
  co_return !error && length > 0;
}

asio::awaitable<bool> ServerSession::send() {
  std::string& output = conversation_.output();
  if (output.empty()) co_return true;
  error_code error;
  const std::size_t sent = socket_.write_some(asio::buffer(output), error); // the socket does not block
  if (error == asio::error::would_block) error = {};
  if (!error && sent < output.size()) {
    note_phase();
    co_await asio::async_write(socket_, asio::buffer(output) + sent, asio::redirect_error(asio::use_awaitable, error));
  }
  output.clear();
  co_return !error;
}

asio::awaitable<Next> ServerSession::commit() {
  note_phase();
  const auto initiate = [this](auto handler) {
    const auto shared = std::make_shared<decltype(handler)>(std::move(handler)); // std::function copies
    resume_ = [shared](Result<SpoolId> committed) { (*shared)(std::move(committed)); };
    conversation_.commit([self = shared_from_this()](Result<SpoolId> committed) {
      self->host_.commit_finished(self, std::move(committed));
    });
  };
  const auto committed = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Result<SpoolId>)>(
      initiate, asio::use_awaitable);
  co_return conversation_.commit_finished(committed);
}

void ServerSession::resume_commit(Result<SpoolId> committed) {
  const auto resume = std::exchange(resume_, nullptr);
  resume(std::move(committed));
}

asio::awaitable<void> ServerSession::delay() {
  asio::steady_timer timer(socket_.get_executor(), options_.bad_command_delay);
  error_code ignored;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

/// Sends the last reply so that it arrives: octets that were not read would make the kernel reset the connection, and
/// the peer would lose the reply.
asio::awaitable<void> ServerSession::part() {
  if (!co_await send() || conversation_.ended_with() == Reply::closing) co_return;
  note_phase();
  error_code error;
  socket_.shutdown(tcp::socket::shutdown_send, error);
  std::size_t read = 0;
  while (!error && read < parting_octets) {
    read += co_await socket_.async_read_some(asio::buffer(buffer_.get(), buffer_octets),
                                             asio::redirect_error(asio::use_awaitable, error));
  }
}

void ServerSession::look_at_deadline(TimePoint now, Stress stress) {
  if (deadlines_.is_over(now, stress)) end_now(Reply::timed_out);
}

void ServerSession::stop_when_idle() {
  if (!has_transaction(protocol().state())) end_now(Reply::shutting_down);
}

void ServerSession::abort() { end_now(Reply::shutting_down); }

/// Outside of the coroutine, which waits for the socket: says what fits, and closes; the coroutine wakes and ends.
void ServerSession::end_now(Reply reply) {
  error_code ignored;
  if (protocol().state() == State::committing) return;
  if (protocol().state() != State::closed && conversation_.output().empty()) {
    conversation_.end(reply);
    socket_.write_some(asio::buffer(conversation_.output()), ignored);
    conversation_.output().clear();
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
  }
  socket_.close(ignored);
}

} // namespace smtp
