#include "admin/pages/login_page.hpp"

#include "admin/application.hpp"
#include "admin/hexadecimal.hpp"
#include "admin/http/problem.hpp"
#include "admin/pages/layout.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;

std::optional<NetworkAddress> throttled_source(const Request& request) {
  if (request.peer_is_trusted) return std::nullopt;
  const auto address = NetworkAddress::parse(request.peer);
  return address ? std::optional(*address) : std::nullopt;
}

std::string network_of(const Request& request) {
  const auto address = NetworkAddress::parse(request.peer);
  return address ? address->source().text() : std::string();
}

Response login_page(const Application& application, std::string_view cookie, std::string_view email,
                    std::string_view fault) {
  Html content;
  content << R"(<section class="login"><h1>Log in</h1><form method="post" action="/login">)"
          << form_token_field(application.form_tokens().token_for(cookie));
  if (!fault.empty()) content << R"(<p class="notice stops" role="alert" id="fault">)" << text(fault) << "</p>";
  content << R"(<label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="username" )"
          << R"(required autofocus value=")" << text(email) << "\">"
          << R"(<label for="password">Password</label><input id="password" name="password" type="password" )"
          << R"(autocomplete="current-password" required>)"
          << R"(<button type="submit">Log in</button></form>)"
          << R"(<p class="hint">Forgot the password? Whoever runs the machine sets a new one: )"
          << R"(<code>desist user reset</code>.</p></section>)";
  return html_response(application, {.title = "Log in", .content = std::move(content)}, fault.empty() ? 200 : 403);
}

} // namespace

Response answer_start(Application&, Request&) { return see_other("/messages"); }

Response answer_login_form(Application& application, Request& request) {
  if (const auto session = session_of(application, request)) {
    return see_other(session->awaits_code ? "/code" : "/messages");
  }
  // A second tab gets the form of the same cookie, else it would spoil the first one's.
  const auto cookie = request.cookie(name_of(Cookie::login, request));
  const bool is_reusable = cookie && cookie->size() == 64 && read_hexadecimal(*cookie);
  const std::string login_cookie = is_reusable ? std::string(*cookie) : random_cookie();
  Response response = login_page(application, login_cookie, "", "");
  if (!is_reusable) response.fields.emplace_back("Set-Cookie", set_cookie(Cookie::login, request, login_cookie));
  return response;
}

std::chrono::milliseconds delay_of_login(Application& application, const Request& request) {
  Parameters form;
  const bool is_readable = form.read(request.body, PlusSign::is_space);
  return application.login_throttle().count_try(is_readable ? form.get("email") : std::string_view{},
                                                throttled_source(request), application.now());
}

Response answer_login(Application& application, Request& request) {
  const auto form = read_form(application, request, Cookie::login);
  if (!form) return form.error();
  const std::string_view email = form->get("email");
  const auto made = application.store().perform(
      store::LogIn{std::string(email), std::string(form->get("password")), network_of(request),
                   std::string(request.field("User-Agent").value_or(std::string_view{})), application.now()});
  if (!made) {
    const auto cookie = request.cookie(name_of(Cookie::login, request)).value_or(std::string_view{});
    switch (made.error().code) {
      case ErrorCode::permission_denied:
      case ErrorCode::not_found:
      case ErrorCode::invalid_argument:
        return login_page(application, cookie, email, "The e-mail address or the password is not right.");
      default:
        return error_page(application, nullptr, made.error());
    }
  }
  application.login_throttle().succeeded(email, throttled_source(request));
  request.subject.user = made->session.user;
  Response response = see_other(made->session.awaits_code ? "/code" : "/messages");
  response.fields.emplace_back("Set-Cookie", set_cookie(Cookie::session, request, made->secret));
  return response;
}

Response answer_logout(Application& application, Request& request) {
  if (const auto form = read_form(application, request); !form) return form.error();
  if (const auto session = session_of(application, request)) {
    const store::Occasion occasion(application.now(), {store::Actor::Kind::user, session->user});
    const auto ended = application.store().perform(store::EndSessions{session->user, session->number, occasion});
    if (!ended) return error_page(application, nullptr, ended.error());
  }
  Response response = see_other("/login");
  response.fields.emplace_back("Set-Cookie", set_cookie(Cookie::session, request, ""));
  return response;
}

} // namespace admin
