// Listens on TCP or on a Unix socket, as an address says.
#pragma once

#include <string>
#include <string_view>

#include "admin/http/listener.hpp"

namespace admin {

constexpr std::string_view unix_prefix = "unix:";

/// "127.0.0.1:9998", "[::1]:9998", "unix:/run/desist/postfix". The file of a Unix socket is for its owner and group:
/// who may connect may ask. One that is left over of a process that ended is replaced; busy while somebody listens
/// there.
parsers::Result<Listener> open_listener(const std::string& address);

} // namespace admin
