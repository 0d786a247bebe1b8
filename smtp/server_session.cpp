#include "smtp/server_session.hpp"

#include <boost/asio.hpp>
#include <utility>

#include "parsers/assert_that.hpp"

namespace smtp {

namespace asio = boost::asio;
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
    case State::checking_credentials:
      return Phase::working;
    case State::starting_tls:
      return Phase::shaking_hands;
    case State::closed:
      return Phase::parting;
    default:
      return protocol.has_part_of_command() ? Phase::in_command : Phase::waiting;
  }
}

} // namespace

ServerSession::ServerSession(Transport::Socket socket, const NetworkAddress& peer, const Door& door, SessionHost& host)
    : transport_(std::move(socket)),
      peer_(peer),
      door_(door),
      host_(host),
      conversation_(door.services, peer),
      deadlines_(door.server.deadlines, std::chrono::steady_clock::now()),
      buffer_(std::make_unique_for_overwrite<char[]>(buffer_octets)) {}

asio::awaitable<void> ServerSession::run() {
  const auto self = shared_from_this();
  const bool is_implicit = door_.listener.tls == TlsUse::implicit;
  if (!is_implicit || co_await start_tls()) {
    // A client that talks before the greeting is seen when its octets came with the connection (RFC 5321 4.3.1).
    const bool talks = !is_implicit && transport_.has_input();
    co_await converse(conversation_.start(talks ? EarlyTalk::present : EarlyTalk::absent,
                                          is_implicit ? Channel::tls : Channel::plain));
  }
  conversation_.peer_lost();
  transport_.close();
}

asio::awaitable<void> ServerSession::converse(Next next) {
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
      case Next::check_login:
        next = co_await check_login();
        break;
      case Next::start_tls:
        is_connected = co_await send();
        if (is_connected) is_connected = co_await start_tls();
        if (is_connected) next = conversation_.tls_started();
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
}

/// What came in the clear behind STARTTLS ended the conversation before (RFC 3207 4.2): nothing is left to be dropped.
asio::awaitable<bool> ServerSession::start_tls() {
  parsers::assert_that(rest_.empty(), "nothing waits behind STARTTLS");
  const TimePoint now = std::chrono::steady_clock::now();
  deadlines_.note(Phase::shaking_hands, 0, now);
  error_code error;
  co_await transport_.start_tls(door_.tls->current(now), error);
  co_return !error;
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
  const std::size_t length = co_await transport_.read_some(asio::buffer(buffer_.get(), buffer_octets), error);
  rest_ = {buffer_.get(), length};
  co_return !error && length > 0;
}

asio::awaitable<bool> ServerSession::send() {
  std::string& output = conversation_.output();
  if (output.empty()) co_return true;
  error_code error;
  const std::size_t sent = transport_.write_now(output, error);
  if (!error && sent < output.size()) {
    note_phase();
    co_await transport_.write(std::string_view(output).substr(sent), error);
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

/// The answer may come on any thread, also before check() has returned.
asio::awaitable<Next> ServerSession::check_login() {
  note_phase();
  const auto initiate = [this](auto handler) {
    const auto shared = std::make_shared<decltype(handler)>(std::move(handler)); // std::function copies
    const LoginFinished finished = [self = shared_from_this(), shared](Result<std::string> user) {
      self->host_.do_there([shared, user = std::move(user)] { (*shared)(user); });
    };
    door_.logins->check(protocol().credentials(), peer_, finished);
  };
  const auto user = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Result<std::string>)>(
      initiate, asio::use_awaitable);
  co_return conversation_.login_finished(user);
}

asio::awaitable<void> ServerSession::delay() {
  asio::steady_timer timer(transport_.get_executor(), door_.server.bad_command_delay);
  error_code ignored;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

/// Sends the last reply so that it arrives: octets that were not read would make the kernel reset the connection, and
/// the peer would lose the reply.
asio::awaitable<void> ServerSession::part() {
  if (!co_await send()) co_return;
  const bool was_expected = conversation_.ended_with() == Reply::closing;
  if (was_expected && !transport_.has_tls()) co_return;
  note_phase();
  error_code error;
  co_await transport_.shut_down(error);
  if (was_expected) co_return;
  std::size_t read = 0;
  while (!error && read < parting_octets) {
    read += co_await transport_.read_some(asio::buffer(buffer_.get(), buffer_octets), error);
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
  const State state = protocol().state();
  if (state == State::committing) return;
  std::string& output = conversation_.output();
  const bool can_be_told = state != State::closed && state != State::connecting && state != State::starting_tls;
  if (can_be_told && output.empty()) {
    conversation_.end(reply);
    transport_.write_last_and_close(output);
    output.clear();
  }
  transport_.close();
}

} // namespace smtp
