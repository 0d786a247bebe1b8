// The way of the octets: a stream socket, and TLS over it once that was begun. Private to server.cpp and its kin
// (Asio).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <memory>
#include <optional>
#include <string_view>

namespace smtp {

/// One thread. The socket does not block. Errors are arguments that must live until the operation is over.
class Transport {
 public:
  using Socket = boost::asio::generic::stream_protocol::socket;
  using ErrorCode = boost::system::error_code;
  template <class T>
  using Awaitable = boost::asio::awaitable<T>;

  explicit Transport(Socket socket) : socket_(std::move(socket)) {}
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  /// Shakes hands as server. From then on nothing goes in the clear any more, whatever becomes of it.
  Awaitable<void> start_tls(std::shared_ptr<boost::asio::ssl::context> context, ErrorCode& error);
  Awaitable<std::size_t> read_some(boost::asio::mutable_buffer place, ErrorCode& error);
  /// What can go without waiting: of TLS nothing.
  std::size_t write_now(std::string_view octets, ErrorCode& error);
  Awaitable<std::size_t> write(std::string_view octets, ErrorCode& error);
  /// The last octets, as far as they go without waiting, and the end.
  void write_last_and_close(std::string_view octets);
  /// Tells the peer that no more comes; of TLS, waits until the peer has said the same.
  Awaitable<void> shut_down(ErrorCode& error);
  void close();

  [[nodiscard]] bool has_tls() const { return tls_.has_value(); }
  /// Octets that came and were not read yet.
  [[nodiscard]] bool has_input() const;
  [[nodiscard]] auto get_executor() { return socket_.get_executor(); }

 private:
  Socket socket_;
  std::shared_ptr<boost::asio::ssl::context> context_;
  std::optional<boost::asio::ssl::stream<Socket&>> tls_;
  bool is_shaking_hands_ = false;
};

} // namespace smtp
