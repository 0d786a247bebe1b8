// Refuses new mail with 452 while the spool or the memory is too full, before anything can go wrong.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

#include "smtp/message_sink.hpp"
#include "store/spool.hpp"

namespace relay {

struct WatermarkOptions {
  std::uint64_t most_spool_octets = 8ull << 30; // of segments on disk; 0: any number
  std::uint64_t most_memory_octets = 0;         // of this process; 0: 3/4 of its cgroup's limit, where it has one
};

/// Safe for several threads. Looks at most once a second.
class Watermarks {
 public:
  /// The spool must outlive it.
  Watermarks(const WatermarkOptions& options, const store::Spool& spool);
  [[nodiscard]] bool are_exceeded();

 private:
  [[nodiscard]] bool look() const;

  const store::Spool& spool_;
  const std::uint64_t most_spool_octets_;
  const std::uint64_t most_memory_octets_; // 0: any number
  std::atomic<std::chrono::steady_clock::rep> look_again_at_{0};
  std::atomic<bool> are_exceeded_{false};
};

/// Gives storage_full while the marks are exceeded; both must outlive it.
std::unique_ptr<smtp::MessageSink> make_watched_sink(smtp::MessageSink& sink, Watermarks& marks);

/// Anonymous memory of this process in octets, as /proc/self/status tells it; 0 when it does not.
std::uint64_t resident_octets();
/// The smallest limit of the cgroups that this process is in; 0: there is none.
std::uint64_t memory_limit_of_cgroup();

} // namespace relay
