#include "admin/http/feeding.hpp"

#include <microhttpd.h>

#include <algorithm>
#include <cstring>

namespace admin {
namespace {

constexpr std::size_t threads = 2;
constexpr std::size_t most_waiting = 256;
constexpr std::size_t block_octets = 32UL * 1024;
constexpr std::chrono::milliseconds between_looks{50}; // at a feed that rests

} // namespace

Feeding::Feeding(const Connections& connections) : connections_(connections), work_(threads, most_waiting) {}

MHD_Response* Feeding::response_for(MHD_Connection* handle, Connection& connection) {
  connection.piece.clear();
  connection.piece_sent = 0;
  connection.feed_state = FeedState::has_text;
  auto reader = std::unique_ptr<Reader>(new Reader{*this, handle, connection});
  MHD_Response* const out =
      MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, block_octets, read, reader.get(), free_reader);
  if (out != nullptr) static_cast<void>(reader.release()); // libmicrohttpd frees it with the response
  return out;
}

// Called by an event thread when the peer can take octets. Where there are none the connection rests until a worker has
// got some: to return nothing without that would be to be called again at once.
std::ptrdiff_t Feeding::read(void* reader, std::uint64_t, char* out, std::size_t size) {
  auto& [feeding, handle, connection] = *static_cast<Reader*>(reader);
  feeding.connections_.answer_advanced(connection);
  const std::size_t left = connection.piece.size() - connection.piece_sent;
  if (left == 0) {
    if (connection.feed_state == FeedState::has_ended) return MHD_CONTENT_READER_END_OF_STREAM;
    if (connection.feed_state == FeedState::has_failed) return MHD_CONTENT_READER_END_WITH_ERROR;
    MHD_suspend_connection(handle);
    feeding.ask_feed(handle, connection, std::chrono::milliseconds{0});
    return 0;
  }
  const std::size_t count = std::min(left, size);
  std::memcpy(out, connection.piece.data() + connection.piece_sent, count);
  connection.piece_sent += count;
  return static_cast<std::ptrdiff_t>(count);
}

void Feeding::ask_feed(MHD_Connection* handle, Connection& connection, std::chrono::milliseconds delay) {
  const bool is_taken = work_.push(delay, [this, handle, &connection](WorkQueue::Turn turn) {
    if (turn == WorkQueue::Turn::run) return take_piece(handle, connection);
    connection.feed_state = FeedState::has_failed;
    MHD_resume_connection(handle);
  });
  if (is_taken) return;
  connection.feed_state = FeedState::has_failed;
  MHD_resume_connection(handle);
}

void Feeding::take_piece(MHD_Connection* handle, Connection& connection) {
  connection.piece.clear();
  connection.piece_sent = 0;
  try {
    connection.feed_state = connection.response.feed(connection.piece);
  } catch (const std::exception&) { // memory that ran out, or a library that threw
    connection.piece.clear();
    connection.feed_state = FeedState::has_failed;
  }
  if (connection.feed_state != FeedState::rests) return static_cast<void>(MHD_resume_connection(handle));
  connections_.answer_advanced(connection);
  ask_feed(handle, connection, between_looks);
}

} // namespace admin
