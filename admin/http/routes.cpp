#include "admin/http/routes.hpp"

namespace admin {
namespace {

bool matches(std::string_view pattern, std::string_view path, std::string_view& argument) {
  const std::size_t open = pattern.find('{');
  if (open == std::string_view::npos) return pattern == path;
  const std::string_view before = pattern.substr(0, open);
  const std::string_view behind = pattern.substr(pattern.find('}') + 1);
  if (path.size() <= before.size() + behind.size()) return false;
  if (!path.starts_with(before) || !path.ends_with(behind)) return false;
  argument = path.substr(before.size(), path.size() - before.size() - behind.size());
  return argument.find('/') == std::string_view::npos;
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

const Route* find_streamed(std::span<const Route> routes, Method method, std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  for (const Route& route : routes) {
    if (route.open_sink != nullptr && route.method == method && route.path == path) return &route;
  }
  return nullptr;
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
