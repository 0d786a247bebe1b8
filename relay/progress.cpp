#include "relay/progress.hpp"

#include <unistd.h>

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
  if (total_ > 0) {
    std::fprintf(stderr, "\r%s: %llu of %llu (%llu %%)  ", what_.c_str(), static_cast<unsigned long long>(done),
                 static_cast<unsigned long long>(total_), static_cast<unsigned long long>(done * 100 / total_));
  } else {
    std::fprintf(stderr, "\r%s: %llu  ", what_.c_str(), static_cast<unsigned long long>(done));
  }
}

void Progress::finish() {
  if (shown_) std::fputc('\n', stderr);
  shown_ = false;
}

} // namespace relay
