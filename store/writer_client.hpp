// Asks the process that writes: one connection a request, so that what is not answered is never taken for an answer.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "store/writer_requests.hpp"

namespace store {

/// The socket of the process that writes a data directory. It has a directory of its own, which a process that must not
/// reach it has hidden from it.
std::filesystem::path writer_socket(const std::filesystem::path& directory);

/// Safe for several threads.
class WriterClient {
 public:
  explicit WriterClient(std::filesystem::path socket, std::chrono::milliseconds patience = std::chrono::seconds(10))
      : socket_(std::move(socket)), patience_(patience) {}

  /// The answer of the other process, its error as it is. unavailable when there is none within the patience: then the
  /// context says whether the request may have been done.
  template <class Request>
  Result<typename Request::Answer> ask(Request request) const {
    const auto frame = encode_request(std::move(request));
    if (!frame) return tl::unexpected(frame.error());
    const auto answer = exchange(*frame);
    if (!answer) return tl::unexpected(answer.error());
    return decode_answer<typename Request::Answer>(*answer);
  }
  /// Whether somebody listens.
  [[nodiscard]] bool is_answered() const;

 private:
  [[nodiscard]] Result<std::string> exchange(std::string_view frame) const;

  std::filesystem::path socket_;
  std::chrono::milliseconds patience_;
};

} // namespace store
