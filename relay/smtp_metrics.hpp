// What the SMTP server did, as counters in Prometheus' text format (version 0.0.4).
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "smtp/message_sink.hpp"
#include "store/spool.hpp"

namespace relay {

/// Safe for several threads; counting takes no lock but once for each message.
class SmtpMetrics {
 public:
  using Clock = std::chrono::steady_clock;

  void count_reply(std::uint16_t code);
  void count_connection() { ++connections_; }
  void count_refused_connection() { ++refused_connections_; }
  /// A message was given to the disk, and the disk's answer came.
  void count_commit(Clock::duration took, bool is_stored, Clock::time_point now);
  void count_octets(std::uint64_t octets) { octets_ += octets; }

  /// Counters, and depth and age of the spool.
  [[nodiscard]] std::string text(store::Spool::Depth depth, Clock::time_point now) const;

 private:
  static constexpr std::size_t largest_code = 599;
  static constexpr std::array<std::uint32_t, 10> bounds{250,    500,    1'000,   2'500,   5'000,
                                                        10'000, 25'000, 100'000, 500'000, 2'500'000}; // microseconds
  /// How many messages were stored up to and with a second. One a second, for a day at most.
  struct Sample {
    Clock::time_point second{};
    std::uint64_t stored = 0;
  };
  void put_replies(std::string& text) const;
  void put_commits(std::string& text) const;
  [[nodiscard]] std::chrono::seconds age_of_oldest(std::uint64_t waiting, Clock::time_point now) const;

  std::array<std::atomic<std::uint64_t>, largest_code + 1> replies_{};
  std::atomic<std::uint64_t> connections_{0}, refused_connections_{0}, octets_{0}, failed_commits_{0};
  std::array<std::atomic<std::uint64_t>, bounds.size() + 1> commits_{}; // by how long they took; the last: longer
  std::atomic<std::uint64_t> commit_microseconds_{0};
  mutable std::mutex mutex_; // of what follows
  std::uint64_t stored_ = 0;
  std::deque<Sample> samples_;
};

/// Measures what goes through it; both must outlive it.
std::unique_ptr<smtp::MessageSink> make_metered_sink(smtp::MessageSink& sink, SmtpMetrics& metrics);

} // namespace relay
