// The door of the one process that writes: takes requests of the others over a Unix socket, does them, answers. A peer
// that hangs, sends half a frame or nonsense costs its own connection and nothing else.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "store/store.hpp"
#include "store/unix_socket.hpp"

namespace store {

struct WriterServiceOptions {
  std::filesystem::path socket;
  /// Its members may write too, beside this process's user and root.
  std::optional<gid_t> group;
  std::chrono::milliseconds patience = std::chrono::seconds(10);        // from connecting to the request's last octet
  std::chrono::milliseconds answer_patience = std::chrono::seconds(10); // until the answer is taken
  std::size_t most_connections = 64;             // whose request is not whole; beyond, the oldest goes
  std::size_t most_waiting_octets = 64ull << 20; // of whole requests; beyond: busy
  std::size_t threads = 16;                      // so many requests share a sync
  std::function<Result<PeerCredentials>(int socket)> credentials = peer_credentials;
  std::function<void(const parsers::Error&)> refused; // told of every request that no answer of the store was given to
};

class WriterService {
 public:
  /// Answers from then on, on threads of its own, until it is destroyed: what was received whole is done and answered
  /// first. The store must outlive it and be open for writing.
  static Result<std::unique_ptr<WriterService>> start(WriterServiceOptions options, Store& store);
  virtual ~WriterService() = default;
};

} // namespace store
