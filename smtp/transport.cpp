#include "smtp/transport.hpp"

#include <boost/asio.hpp>

namespace smtp {

namespace asio = boost::asio;

asio::awaitable<void> Transport::start_tls(std::shared_ptr<asio::ssl::context> context, ErrorCode& error) {
  context_ = std::move(context);
  tls_.emplace(socket_, *context_);
  is_shaking_hands_ = true;
  co_await tls_->async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, error));
  is_shaking_hands_ = false;
}

asio::awaitable<std::size_t> Transport::read_some(asio::mutable_buffer place, ErrorCode& error) {
  if (tls_) return tls_->async_read_some(place, asio::redirect_error(asio::use_awaitable, error));
  return socket_.async_read_some(place, asio::redirect_error(asio::use_awaitable, error));
}

std::size_t Transport::write_now(std::string_view octets, ErrorCode& error) {
  if (tls_) return 0;
  const std::size_t written = socket_.write_some(asio::buffer(octets), error);
  if (error == asio::error::would_block) error = {};
  return written;
}

asio::awaitable<std::size_t> Transport::write(std::string_view octets, ErrorCode& error) {
  if (tls_) return asio::async_write(*tls_, asio::buffer(octets), asio::redirect_error(asio::use_awaitable, error));
  return asio::async_write(socket_, asio::buffer(octets), asio::redirect_error(asio::use_awaitable, error));
}

void Transport::write_last_and_close(std::string_view octets) {
  ErrorCode ignored;
  if (tls_) {
    if (!is_shaking_hands_) tls_->write_some(asio::buffer(octets), ignored);
  } else {
    socket_.write_some(asio::buffer(octets), ignored);
  }
  socket_.shutdown(Socket::shutdown_send, ignored);
  close();
}

asio::awaitable<void> Transport::shut_down(ErrorCode& error) {
  if (tls_) {
    co_await tls_->async_shutdown(asio::redirect_error(asio::use_awaitable, error));
  } else {
    socket_.shutdown(Socket::shutdown_send, error);
  }
}

void Transport::close() {
  ErrorCode ignored;
  socket_.close(ignored);
}

bool Transport::has_input() const {
  ErrorCode error;
  return socket_.available(error) > 0;
}

} // namespace smtp
