// Whole requests on their way from the thread that reads them to those that carry them out.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>

#include "store/disk.hpp"

namespace store {

struct ReceivedRequest {
  FileDescriptor socket; // where the answer goes
  std::string frame;     // without its length
};

/// Safe for several threads.
class RequestQueue {
 public:
  explicit RequestQueue(std::size_t most_octets) : most_octets_(most_octets) {}

  /// False, and the request is left as it was, when too much waits already.
  bool push(ReceivedRequest& request);
  /// Waits for a request; nothing once the queue is closed and empty.
  std::optional<ReceivedRequest> pop();
  void close();

 private:
  const std::size_t most_octets_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<ReceivedRequest> waiting_;
  std::size_t octets_ = 0;
  bool is_closed_ = false;
};

} // namespace store
