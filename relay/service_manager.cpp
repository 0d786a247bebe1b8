#include "relay/service_manager.hpp"

#include <sys/socket.h>
#include <systemd/sd-daemon.h>

#include <cstdlib>

namespace relay {

std::vector<InheritedListener> inherited_listeners() {
  std::vector<InheritedListener> listeners;
  char** names = nullptr;
  const int count = sd_listen_fds_with_names(1, &names);
  for (int i = 0; i < count; ++i) {
    const int file_descriptor = SD_LISTEN_FDS_START + i;
    if (sd_is_socket(file_descriptor, AF_UNSPEC, SOCK_STREAM, 1) > 0) {
      listeners.push_back({file_descriptor, names[i]});
    }
    std::free(names[i]);
  }
  std::free(names);
  return listeners;
}

void notify_ready() { sd_notify(0, "READY=1"); }
void notify_stopping() { sd_notify(0, "STOPPING=1"); }
void notify_alive() { sd_notify(0, "WATCHDOG=1"); }

std::optional<std::chrono::microseconds> watchdog_interval() {
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(0, &microseconds) <= 0) return std::nullopt;
  return std::chrono::microseconds(microseconds / 2);
}

} // namespace relay
