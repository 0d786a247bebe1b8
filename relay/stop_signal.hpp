// Waits for SIGTERM or SIGINT, the wish that the process ends.
#pragma once

#include <chrono>

namespace relay {

/// Made before any thread, so that every thread has the two signals blocked and only `wait` receives them.
class StopSignal {
 public:
  StopSignal();
  /// True when a signal came within `timeout`.
  [[nodiscard]] bool wait(std::chrono::microseconds timeout) const;
};

} // namespace relay
