// Stream sockets with a name in a directory: listening, connecting, and sending and receiving before a deadline.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/disk.hpp"

namespace store {

using Deadline = std::chrono::steady_clock::time_point;

/// Makes the directory, which is the socket's alone, and replaces what has that name there: whoever calls has the right
/// to it (store/writer_lock.hpp). Only the owner may connect, and members of `group`. The path may be longer than an
/// address of a socket is.
Result<FileDescriptor> listen_on(const std::filesystem::path& path, std::optional<gid_t> group);
/// not_found when there is no such socket, unavailable when nobody listens, permission_denied, busy when too many wait.
Result<FileDescriptor> connect_to(const std::filesystem::path& path);

/// Who is at the other end, as the kernel tells it; from the moment of connecting.
struct PeerCredentials {
  uid_t user = 0;
  std::vector<gid_t> groups; // the primary one too
};
Result<PeerCredentials> peer_credentials(int socket);

/// The reason why not all was sent; unavailable at the deadline or when the other end is gone.
Result<void> send_all(int socket, std::string_view octets, Deadline deadline);
/// As many octets as fill `place`; unavailable when the other end is gone before, or at the deadline.
Result<void> receive_all(int socket, std::span<char> place, Deadline deadline);

} // namespace store
