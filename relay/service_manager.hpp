// What the service manager gives and wants to hear: inherited listeners, readiness, the watchdog (sd_listen_fds(3),
// sd_notify(3)). Without one, all of it does nothing.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace relay {

struct InheritedListener {
  int file_descriptor = -1;
  std::string name; // FileDescriptorName= of the socket unit
};

/// Sockets that listen already. Call once, before anything opens files; the caller owns the descriptors.
std::vector<InheritedListener> inherited_listeners();

void notify_ready();
void notify_stopping();
void notify_alive();
/// Half of the watchdog's time: how often notify_alive must be called. Nothing without a watchdog.
std::optional<std::chrono::microseconds> watchdog_interval();

} // namespace relay
