#include "admin/pages/step_up.hpp"

#include "admin/application.hpp"
#include "admin/http/problem.hpp"
#include "admin/pages/layout.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;
using parsers::Result;

constexpr Markup code_input = R"(<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="40" )";

Response code_page(const Application& application, std::string_view cookie, std::string_view fault) {
  Html content;
  content << R"(<section class="login"><h1>Your code</h1><form method="post" action="/code">)"
          << form_token_field(application.form_tokens().token_for(cookie));
  if (!fault.empty()) content << R"(<p class="notice stops" role="alert" id="fault">)" << text(fault) << "</p>";
  content << R"(<label for="code">Six digits from your app, or a recovery code</label>)" << code_input
          << R"(id="code" required autofocus><button type="submit">Go on</button></form>)"
          << R"(<p class="hint">No app and no recovery code left? Whoever runs the machine removes the second factor: )"
          << R"(<code>desist user totp remove</code>.</p></section>)";
  return html_response(application, {.title = "Your code", .content = std::move(content)}, fault.empty() ? 200 : 403);
}

Result<store::NewSession> enter(Application& application, const Request& request, std::string_view code) {
  const auto cookie = request.cookie(name_of(Cookie::session, request)).value_or(std::string_view{});
  return application.store().perform(store::EnterCode{std::string(cookie), std::string(code), application.now()});
}

std::string_view fault_of(const parsers::Error& error) {
  return error.code == ErrorCode::busy ? "Too many wrong codes. Wait a quarter of an hour, or use a recovery code."
                                       : "The code is not right. Each code works once: wait for the next one.";
}

bool is_about_the_code(const parsers::Error& error) {
  return error.code == ErrorCode::permission_denied || error.code == ErrorCode::busy;
}

} // namespace

Response answer_code_form(Application& application, Request& request) {
  const auto session = session_of(application, request);
  if (!session) return session.error();
  if (!session->awaits_code) return see_other("/messages");
  return code_page(application, request.cookie(name_of(Cookie::session, request)).value_or(std::string_view{}), "");
}

Response answer_code(Application& application, Request& request) {
  const auto session = session_of(application, request);
  if (!session) return session.error();
  const auto form = read_form(application, request);
  if (!form) return form.error();
  const auto entered = enter(application, request, form->get("code"));
  if (!entered && is_about_the_code(entered.error())) {
    const auto cookie = request.cookie(name_of(Cookie::session, request)).value_or(std::string_view{});
    return code_page(application, cookie, fault_of(entered.error()));
  }
  if (!entered) return error_page(application, nullptr, entered.error());
  request.subject.user = session->user;
  Response response = see_other("/messages");
  response.fields.emplace_back("Set-Cookie", set_cookie(Cookie::session, request, entered->secret));
  return response;
}

Html code_field(const Visitor& visitor) {
  Html html;
  if (!visitor.user.has_second_factor) return html;
  html << R"(<label>Code of your app, if none was asked for in the last five minutes)" << code_input << "></label>";
  return html;
}

std::optional<Response> step_up(Application& application, Request& request, const Visitor& visitor,
                                const StepUp& wanted) {
  if (store::permission_of(wanted.action).code == store::CodeNeed::none) return std::nullopt;
  if (store::has_fresh_code(visitor.session, application.now())) return std::nullopt;
  const auto refuse = [&](std::string_view title, std::string_view detail) {
    return error_page(application, &visitor, Problem{.status = 403, .code = "code", .title = title, .detail = detail});
  };
  if (!visitor.user.has_second_factor) {
    return refuse("A second factor is needed", "Set one up under your account first: this is done with its code only.");
  }
  if (wanted.code.empty())
    return refuse("A fresh code is needed", "Go back and enter the code that your app shows now.");
  const auto entered = enter(application, request, wanted.code);
  if (!entered && is_about_the_code(entered.error())) return refuse("Not done", fault_of(entered.error()));
  if (!entered) return error_page(application, &visitor, entered.error());
  request.answer_fields.emplace_back("Set-Cookie", set_cookie(Cookie::session, request, entered->secret));
  return std::nullopt;
}

} // namespace admin
