#include "relay/watermarks.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <string>

namespace relay {
namespace {

using std::chrono::steady_clock;

std::uint64_t number_in(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_of("0123456789"), text.size());
  std::uint64_t number = 0;
  std::from_chars(text.data() + begin, text.data() + text.size(), number);
  return number;
}

class WatchedSink : public smtp::MessageSink {
 public:
  WatchedSink(smtp::MessageSink& sink, Watermarks& marks) : sink_(sink), marks_(marks) {}
  smtp::Result<std::unique_ptr<smtp::OpenMessage>> begin() override {
    if (marks_.are_exceeded()) return parsers::failure(parsers::ErrorCode::storage_full, "a watermark is exceeded");
    return sink_.begin();
  }

 private:
  smtp::MessageSink& sink_;
  Watermarks& marks_;
};

} // namespace

Watermarks::Watermarks(const WatermarkOptions& options, const store::Spool& spool)
    : spool_(spool),
      most_spool_octets_(options.most_spool_octets),
      most_memory_octets_(options.most_memory_octets != 0 ? options.most_memory_octets
                                                          : memory_limit_of_cgroup() / 4 * 3) {}

bool Watermarks::are_exceeded() {
  constexpr auto interval = std::chrono::duration_cast<steady_clock::duration>(std::chrono::seconds(1)).count();
  const auto now = steady_clock::now().time_since_epoch().count();
  auto due = look_again_at_.load(std::memory_order_relaxed);
  if (now >= due && look_again_at_.compare_exchange_strong(due, now + interval)) are_exceeded_ = look();
  return are_exceeded_.load(std::memory_order_relaxed);
}

bool Watermarks::look() const {
  if (most_spool_octets_ != 0 && spool_.depth().octets > most_spool_octets_) return true;
  return most_memory_octets_ != 0 && resident_octets() > most_memory_octets_;
}

std::unique_ptr<smtp::MessageSink> make_watched_sink(smtp::MessageSink& sink, Watermarks& marks) {
  return std::make_unique<WatchedSink>(sink, marks);
}

std::uint64_t resident_octets() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return number_in(line) * 1024;
  }
  return 0;
}

/// A line "0::/path" names the cgroup (version 2); "memory.max" says a number or "max" in it and those above it.
std::uint64_t memory_limit_of_cgroup() {
  std::ifstream membership("/proc/self/cgroup");
  std::uint64_t least = 0;
  for (std::string line; std::getline(membership, line);) {
    if (!line.starts_with("0::/")) continue;
    for (std::filesystem::path path = line.substr(3);; path = path.parent_path()) {
      std::ifstream file("/sys/fs/cgroup" + path.string() + "/memory.max");
      std::string text;
      if (std::getline(file, text) && text != "max") {
        const std::uint64_t limit = number_in(text);
        least = least == 0 ? limit : std::min(least, limit);
      }
      if (!path.has_relative_path()) break;
    }
  }
  return least;
}

} // namespace relay
