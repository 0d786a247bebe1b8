#include "admin/http/routes.hpp"

namespace admin {
namespace {

constexpr std::string_view any_segment = "{}";

bool matches(std::string_view pattern, std::string_view path, std::string_view& argument) {
  if (!pattern.ends_with(any_segment)) return pattern == path;
  pattern.remove_suffix(any_segment.size());
  if (!path.starts_with(pattern)) return false;
  argument = path.substr(pattern.size());
  return !argument.empty() && argument.find('/') == std::string_view::npos;
}

} // namespace

RouteMatch find_route(std::span<const Route> routes, Method method, std::string_view path) {
  if (method == Method::head) method = Method::get;
  RouteMatch match;
  for (const Route& route : routes) {
    std::string_view argument;
    if (!matches(route.path, path, argument)) continue;
    match.path_is_known = true;
    if (route.method != method) continue;
    match.route = &route;
    match.argument = argument;
    return match;
  }
  return match;
}

std::string allowed_methods(std::span<const Route> routes, std::string_view path) {
  std::string methods;
  for (const Route& route : routes) {
    std::string_view argument;
    if (!matches(route.path, path, argument)) continue;
    if (!methods.empty()) methods += ", ";
    methods += name_of(route.method);
    if (route.method == Method::get) methods += ", HEAD";
  }
  return methods;
}

} // namespace admin
