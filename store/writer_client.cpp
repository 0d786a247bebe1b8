#include "store/writer_client.hpp"

#include "store/unix_socket.hpp"

namespace store {

using parsers::Error;
using parsers::ErrorCode;
using parsers::failure;

namespace {

Result<std::string> receive_frame(int socket, Deadline deadline) {
  std::array<char, frame_length_octets> head{};
  if (auto received = receive_all(socket, head, deadline); !received) return tl::unexpected(received.error());
  const auto length = read_frame_length(head);
  if (!length) return tl::unexpected(unreadable_answer());
  std::string frame(*length, '\0');
  if (auto received = receive_all(socket, frame, deadline); !received) return tl::unexpected(received.error());
  return frame;
}

Error not_running(const Error& reason) {
  if (reason.code == ErrorCode::permission_denied || reason.code == ErrorCode::busy) return reason;
  return {ErrorCode::unavailable, "the processor is not running: " + reason.context};
}

} // namespace

std::filesystem::path writer_socket(const std::filesystem::path& directory) { return directory / "writer" / "socket"; }

bool WriterClient::is_answered() const {
  const auto socket = connect_to(socket_);
  return socket || socket.error().code == ErrorCode::busy || socket.error().code == ErrorCode::permission_denied;
}

Result<std::string> WriterClient::exchange(std::string_view frame) const {
  const Deadline deadline = std::chrono::steady_clock::now() + patience_;
  const auto socket = connect_to(socket_);
  if (!socket) return tl::unexpected(not_running(socket.error()));
  const auto sent = send_all(socket->get(), frame, deadline);
  // Whoever is refused at the door has an answer to read although not all could be sent.
  auto answer = receive_frame(socket->get(), deadline);
  if (answer || answer.error().code == ErrorCode::corrupt) return answer;
  if (!sent) return failure(ErrorCode::unavailable, "the processor did not take the request: " + sent.error().context);
  return failure(ErrorCode::unavailable,
                 "the processor did not answer, it may have done what was asked: " + answer.error().context);
}

} // namespace store
