#include "admin/server.hpp"

#include "admin/api/api_routes.hpp"
#include "admin/api/attachment.hpp"
#include "admin/api/health.hpp"
#include "admin/api/metrics.hpp"
#include "admin/api/open_api.hpp"
#include "admin/hooks/one_click.hpp"
#include "admin/pages/account_page.hpp"
#include "admin/pages/contact_forms.hpp"
#include "admin/pages/documentation.hpp"
#include "admin/pages/login_page.hpp"
#include "admin/pages/look_up_page.hpp"
#include "admin/pages/messages_page.hpp"
#include "admin/pages/step_up.hpp"
#include "admin/pages/style.hpp"
#include "admin/pages/suppressions_page.hpp"

namespace admin {
namespace {

using parsers::Result;

// clang-format off
constexpr Route other_routes[] = {
    {Method::get,  "/openapi.json",                  Place::worker,       answer_open_api},
    {Method::get,  "/docs",                          Place::worker,       answer_documentation},
    {Method::get,  "/docs/try.js",                   Place::event_thread, answer_documentation_script},
    {Method::get,  "/unsubscribe/{token}",           Place::worker,       answer_unsubscribe_page},
    {Method::post, "/unsubscribe/{token}",           Place::worker,       answer_unsubscribe},
    {Method::get,  "/livez",                         Place::event_thread, answer_livez},
    {Method::get,  "/readyz",                        Place::event_thread, answer_readyz},
    {Method::get,  "/metrics",                       Place::event_thread, answer_metrics},
    {Method::get,  "/",                              Place::event_thread, answer_start},
    {Method::get,  "/style/{name}",                  Place::event_thread, answer_style},
    {Method::get,  "/icon.svg",                      Place::event_thread, answer_icon},
    {Method::get,  "/login",                         Place::worker,       answer_login_form},
    {Method::post, "/login",                         Place::worker,       answer_login, delay_of_login},
    {Method::post, "/logout",                        Place::worker,       answer_logout},
    {Method::get,  "/code",                          Place::worker,       answer_code_form},
    {Method::post, "/code",                          Place::worker,       answer_code},
    {Method::get,  "/account",                       Place::worker,       answer_account},
    {Method::post, "/account/second-factor",         Place::worker,       answer_begin_second_factor},
    {Method::post, "/account/second-factor/confirm", Place::worker,       answer_confirm_second_factor},
    {Method::post, "/account/second-factor/remove",  Place::worker,       answer_remove_second_factor},
    {Method::post, "/account/sessions/end",          Place::worker,       answer_end_sessions},
    {Method::get,  "/messages",                      Place::worker,       answer_messages},
    {Method::get,  "/messages/{number}",             Place::worker,       answer_message},
    {Method::get,  "/suppressions",                  Place::worker,       answer_suppressions},
    {Method::post, "/suppressions",                  Place::worker,       answer_suppress},
    {Method::post, "/suppressions/lift",             Place::worker,       answer_lift},
    {Method::get,  "/attachments/{link}",            Place::worker,       answer_attachment},
    {Method::get,  "/look-up",                       Place::worker,       answer_look_up},
};
// clang-format on
static_assert(has_no_route_twice(other_routes));

std::vector<Route> all_routes() {
  std::vector<Route> all = http_routes_of_api();
  all.insert(all.end(), std::begin(other_routes), std::end(other_routes));
  return all;
}

Result<Listener> listener_for(const ListenOn& listen_on) {
  if (const int* const socket = std::get_if<int>(&listen_on)) return Listener::adopt(*socket);
  return Listener::open(std::get<std::string>(listen_on));
}

} // namespace

Server::Server(store::Store& store, const classifier::Policy& policy, ApplicationOptions options)
    : application_(store, policy, std::move(options)), routes_(all_routes()) {}

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, store::Store& store,
                                              const classifier::Policy& policy) {
  auto listener = listener_for(options.listen_on);
  if (!listener) return tl::unexpected(listener.error());
  options.http.guards.allowed_hosts = std::move(options.allowed_hosts);
  std::unique_ptr<Server> server(new Server(store, policy, std::move(options.application)));
  auto http = HttpServer::start(std::move(*listener), std::move(options.http), server->routes_, server->application_);
  if (!http) return tl::unexpected(http.error());
  server->http_ = std::move(*http);
  return server;
}

} // namespace admin
