#include "admin/pages/account_page.hpp"

#include <charconv>

#include "admin/application.hpp"
#include "admin/pages/layout.hpp"
#include "admin/pages/step_up.hpp"
#include "admin/qr_code.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;
using parsers::Result;

constexpr Markup code_label = R"(<label>Six digits from your app<input name="code" inputmode="numeric" )"
                              R"(autocomplete="one-time-code" maxlength="40" required></label>)";

store::Occasion occasion_of(const Application& application, const Visitor& visitor) {
  return {application.now(), visitor.actor()};
}

Response page_of(const Application& application, const Visitor& visitor, Html content, unsigned status = 200) {
  return html_response(application, {.title = "Account", .visitor = &visitor, .content = std::move(content)}, status);
}

/// A visitor who sent a form of ours.
OrResponse<Visitor> sender_of(Application& application, Request& request, Parameters& form) {
  auto visitor = visitor_of(application, request);
  if (!visitor) return visitor;
  auto read = read_form(application, request);
  if (!read) return tl::unexpected(std::move(read.error()));
  form = std::move(*read);
  return visitor;
}

Html second_factor_part(const Visitor& visitor) {
  Html html;
  html << R"(<section id="second-factor"><h2>Second factor</h2>)";
  if (visitor.user.has_second_factor) {
    html << R"(<p>A code of your app is asked for when you log in and when you lift something.</p>)"
         << R"(<details class="act"><summary class="button quiet">Remove…</summary>)"
         << R"(<form method="post" action="/account/second-factor/remove">)" << form_token_field(visitor.form_token)
         << code_label << R"(<p class="hint">You are logged out everywhere then.</p>)"
         << R"(<button type="submit" class="danger">Remove</button></form></details>)";
  } else {
    html << R"(<p>Lifting needs one: an app on your phone that shows a new code each half minute.</p>)"
         << R"(<form method="post" action="/account/second-factor">)" << form_token_field(visitor.form_token)
         << R"(<button type="submit">Set up</button></form>)";
  }
  html << "</section>";
  return html;
}

Html sessions_part(const Visitor& visitor, const std::vector<store::Session>& sessions) {
  Html html;
  html << R"(<section id="sessions"><h2>Where you are logged in</h2><ul class="rows">)";
  for (const store::Session& session : sessions) {
    html << "<li><p>" << text(session.network.empty() ? "somewhere" : session.network) << " "
         << text(session.agent.empty() ? "an unnamed browser" : session.agent);
    html << (session.number == visitor.session.number ? Markup(" <strong>This one</strong>") : Markup(""));
    html << R"(<br><small>since )" << text(parsers::to_rfc3339(session.opened_at)) << R"(</small></p>)"
         << R"(<form method="post" action="/account/sessions/end">)" << form_token_field(visitor.form_token)
         << R"(<input type="hidden" name="number" value=")" << session.number
         << R"("><button class="quiet" type="submit">End it</button></form></li>)";
  }
  html << R"(</ul><form method="post" action="/account/sessions/end">)" << form_token_field(visitor.form_token)
       << R"(<button type="submit">Log out everywhere</button></form></section>)";
  return html;
}

Html confirm_form(const Visitor& visitor) {
  Html html;
  html << R"(<form method="post" action="/account/second-factor/confirm">)" << form_token_field(visitor.form_token)
       << code_label << R"(<button type="submit">Confirm</button></form>)";
  return html;
}

std::optional<std::uint64_t> read_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [stop, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (problem != std::errc() || stop != digits.data() + digits.size()) return std::nullopt;
  return number;
}

} // namespace

Response answer_account(Application& application, Request& request) {
  const auto visitor = visitor_of(application, request);
  if (!visitor) return visitor.error();
  const auto sessions = application.store().sessions(visitor->user.id, application.now());
  if (!sessions) return error_page(application, &*visitor, sessions.error());
  Html content;
  content << "<h1>" << text(visitor->user.name.empty() ? visitor->user.email : visitor->user.name) << "</h1>"
          << second_factor_part(*visitor) << sessions_part(*visitor, *sessions);
  return page_of(application, *visitor, std::move(content));
}

Response answer_begin_second_factor(Application& application, Request& request) {
  Parameters form;
  const auto visitor = sender_of(application, request, form);
  if (!visitor) return visitor.error();
  const auto offer =
      application.store().perform(store::BeginSecondFactor{visitor->user.id, occasion_of(application, *visitor)});
  if (!offer) return error_page(application, &*visitor, offer.error());
  const auto drawing = QrCode::of(offer->uri);
  if (!drawing) return error_page(application, &*visitor, drawing.error());
  Html content;
  content << "<h1>Set up your app</h1><p>Read this with an app for codes, then enter the code that it shows.</p>"
          << drawing->for_page() << "<p>Or type in this key: <code>" << text(offer->secret) << "</code></p>"
          << confirm_form(*visitor);
  return page_of(application, *visitor, std::move(content));
}

Response answer_confirm_second_factor(Application& application, Request& request) {
  Parameters form;
  const auto visitor = sender_of(application, request, form);
  if (!visitor) return visitor.error();
  const auto codes = application.store().perform(
      store::ConfirmSecondFactor{visitor->user.id, std::string(form.get("code")), occasion_of(application, *visitor)});
  Html content;
  if (!codes && codes.error().code == ErrorCode::permission_denied) {
    content << R"(<h1>Set up your app</h1><p class="notice stops" role="alert" id="fault">The code is not right. )"
            << R"(Enter the one that the app shows now.</p>)" << confirm_form(*visitor);
    return page_of(application, *visitor, std::move(content), 403);
  }
  if (!codes) return error_page(application, &*visitor, codes.error());
  content << R"(<h1>Your recovery codes</h1><p>Keep them apart from your phone. Each is good once, in the place of a )"
          << R"(code, and they are shown this once.</p><ul id="recovery">)";
  for (const std::string& code : *codes) content << "<li><code>" << text(code) << "</code></li>";
  content << R"(</ul><p><a class="button" href="/account">I have kept them</a></p>)";
  return page_of(application, *visitor, std::move(content));
}

Response answer_remove_second_factor(Application& application, Request& request) {
  Parameters form;
  const auto visitor = sender_of(application, request, form);
  if (!visitor) return visitor.error();
  const auto done = application.store().perform(
      store::RemoveSecondFactor{visitor->user.id, std::string(form.get("code")), occasion_of(application, *visitor)});
  if (!done) return error_page(application, &*visitor, done.error());
  return see_other("/login");
}

Response answer_end_sessions(Application& application, Request& request) {
  Parameters form;
  const auto visitor = sender_of(application, request, form);
  if (!visitor) return visitor.error();
  const std::string_view digits = form.get("number");
  const auto number = read_number(digits);
  if (!digits.empty() && !number) {
    return error_page(application, &*visitor, parsers::Error{ErrorCode::invalid_argument, "This is no session."});
  }
  const auto done =
      application.store().perform(store::EndSessions{visitor->user.id, number, occasion_of(application, *visitor)});
  if (!done) return error_page(application, &*visitor, done.error());
  return see_other("/account");
}

} // namespace admin
