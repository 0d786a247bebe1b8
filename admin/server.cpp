#include "admin/server.hpp"

#include "admin/api/attachment.hpp"
#include "admin/api/check.hpp"
#include "admin/api/health.hpp"
#include "admin/pages/account_page.hpp"
#include "admin/pages/contact_forms.hpp"
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
constexpr Route routes[] = {
    {Method::get,  "/v1/check",                      Place::event_thread, answer_check},
    {Method::post, "/v1/check",                      Place::event_thread, answer_bulk_check},
    {Method::get,  "/livez",                         Place::event_thread, answer_livez},
    {Method::get,  "/readyz",                        Place::event_thread, answer_readyz},
    {Method::get,  "/",                              Place::event_thread, answer_start},
    {Method::get,  "/style/{}",                      Place::event_thread, answer_style},
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
    {Method::get,  "/messages/{}",                   Place::worker,       answer_message},
    {Method::get,  "/suppressions",                  Place::worker,       answer_suppressions},
    {Method::post, "/suppressions",                  Place::worker,       answer_suppress},
    {Method::post, "/suppressions/lift",             Place::worker,       answer_lift},
    {Method::get,  "/attachments/{}",                Place::worker,       answer_attachment},
    {Method::get,  "/look-up",                       Place::worker,       answer_look_up},
};
// clang-format on
static_assert(has_no_route_twice(routes));

Result<Listener> listener_for(const ListenOn& listen_on) {
  if (const int* const socket = std::get_if<int>(&listen_on)) return Listener::adopt(*socket);
  return Listener::open(std::get<std::string>(listen_on));
}

} // namespace

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, store::Store& store,
                                              const classifier::Policy& policy) {
  auto listener = listener_for(options.listen_on);
  if (!listener) return tl::unexpected(listener.error());
  options.http.guards.allowed_hosts = std::move(options.allowed_hosts);
  std::unique_ptr<Server> server(new Server(store, policy, std::move(options.clock)));
  auto http = HttpServer::start(std::move(*listener), std::move(options.http), routes, server->application_);
  if (!http) return tl::unexpected(http.error());
  server->http_ = std::move(*http);
  return server;
}

} // namespace admin
