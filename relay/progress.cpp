#include "relay/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace relay {

constexpr std::chrono::milliseconds between_updates{200};

Progress::Progress(std::string what, std::uint64_t total)
    : what_(std::move(what)), total_(total), is_terminal_(::isatty(STDERR_FILENO) == 1) {}

void Progress::show(std::uint64_t done) {
  const auto at = std::chrono::steady_clock::now();
  if (!is_terminal_ || at < next_) return;
  next_ = at + between_updates;
  shown_ = true;
  const std::chrono::duration<double> taken = at - begun_;
  const double rate = static_cast<double>(done) / std::max(taken.count(), 0.001);
  std::string line = what_ + ": " + std::to_string(done);
  if (total_ > 0) {
    line += " of " + std::to_string(total_) + " (" + std::to_string(std::min(done, total_) * 100 / total_) + " %)";
  }
  std::fprintf(stderr, "\r%s, %.0f a second  ", line.c_str(), rate);
}

void Progress::finish() {
  if (shown_) std::fputc('\n', stderr);
  shown_ = false;
}

} // namespace relay
