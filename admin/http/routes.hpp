// Which function answers what: a table of method and path. One segment of a path may be "{name}", any one segment.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

/// The event threads answer look-ups and must never wait: what reads a vault, hashes a password or syncs is a worker's.
enum class Place : std::uint8_t { event_thread, worker };

/// Takes a body of any length piece by piece, on an event thread: nothing in it waits.
class BodySink {
 public:
  virtual ~BodySink() = default;
  virtual void take(std::string_view octets) = 0;
  /// After the last piece. The sink lives until its answer was sent.
  virtual Response finish() = 0;
};
/// The answer when the body is not wanted: it is given before the body comes.
using OpenedSink = tl::expected<std::unique_ptr<BodySink>, Response>;

struct Route {
  Method method;
  std::string_view path;
  Place place;
  Response (*answer)(Application&, Request&);
  /// How long a worker's request rests before it is answered; nothing: not at all.
  std::chrono::milliseconds (*delay)(Application&, const Request&) = nullptr;
  /// Instead of `answer`, where no limit of octets holds for the body. The path has no "{}".
  OpenedSink (*open_sink)(Application&, Request&) = nullptr;
};

struct RouteMatch {
  const Route* route = nullptr;
  std::string_view argument;
  bool path_is_known = false; // without a route: under another method
};

/// HEAD is answered as GET; the server leaves the body out.
RouteMatch find_route(std::span<const Route> routes, Method method, std::string_view path);
/// The route whose sink takes the body of this target as it was sent; null: none.
const Route* find_streamed(std::span<const Route> routes, Method method, std::string_view target);
/// For the Allow field of a 405: "GET, HEAD, POST".
std::string allowed_methods(std::span<const Route> routes, std::string_view path);

/// For static_assert beside a table.
constexpr bool has_no_route_twice(std::span<const Route> routes) {
  for (std::size_t i = 0; i < routes.size(); ++i) {
    for (std::size_t j = i + 1; j < routes.size(); ++j) {
      if (routes[i].method == routes[j].method && routes[i].path == routes[j].path) return false;
    }
  }
  return true;
}

} // namespace admin
