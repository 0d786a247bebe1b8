#include "admin/pages/visitor.hpp"

#include <algorithm>

#include "admin/application.hpp"
#include "admin/http/problem.hpp"
#include "admin/pages/layout.hpp"
#include "parsers/ascii.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;

// Every browser of today says where a request comes from; then that decides. Our own no-referrer policy makes their
// Origin "null". Older ones send a true Origin, and programs neither: for them the token alone must do.
bool is_same_origin(const Request& request) {
  if (const auto site = request.field("Sec-Fetch-Site")) return *site == "same-origin";
  const auto origin = request.field("Origin");
  if (!origin) return true;
  const std::string own =
      std::string(request.has_tls ? "https://" : "http://").append(request.field("Host").value_or(std::string_view{}));
  return parsers::equals_ignoring_case(*origin, own);
}

} // namespace

bool Visitor::may(store::Action action, const store::Workspace& workspace) const {
  const auto role = store::role_in(user, workspace);
  return role && store::may(*role, action);
}

bool Visitor::may(store::Action action, classifier::WorkspaceId workspace) const {
  const auto found = std::find_if(workspaces.begin(), workspaces.end(),
                                  [&](const store::Workspace& candidate) { return candidate.id == workspace; });
  return found != workspaces.end() && may(action, *found);
}

bool Visitor::may_over_all(store::Action action) const {
  const auto role = store::role_over_all(user);
  return role && store::may(*role, action);
}

bool Visitor::may_see(classifier::WorkspaceId workspace) const {
  return sees_everything() || may(store::Action::read, workspace);
}

const store::Workspace* Visitor::find_workspace(std::string_view name) const {
  const auto found = std::find_if(workspaces.begin(), workspaces.end(),
                                  [&](const store::Workspace& workspace) { return workspace.name == name; });
  return found == workspaces.end() ? nullptr : &*found;
}

std::string_view Visitor::name_of_workspace(classifier::WorkspaceId id) const {
  const auto found = std::find_if(workspaces.begin(), workspaces.end(),
                                  [&](const store::Workspace& workspace) { return workspace.id == id; });
  return found == workspaces.end() ? std::string_view{} : std::string_view(found->name);
}

OrResponse<store::Session> session_of(Application& application, const Request& request) {
  const auto cookie = request.cookie(name_of(Cookie::session, request));
  if (!cookie) return tl::unexpected(see_other("/login"));
  auto session = application.store().use_session(*cookie, application.now());
  if (session) return std::move(*session);
  if (session.error().code == ErrorCode::not_found) return tl::unexpected(see_other("/login"));
  return tl::unexpected(error_page(application, nullptr, session.error()));
}

OrResponse<Visitor> visitor_of(Application& application, Request& request) {
  auto session = session_of(application, request);
  if (!session) return tl::unexpected(session.error());
  if (session->awaits_code) return tl::unexpected(see_other("/code"));
  auto user = application.store().user(session->user);
  if (!user && user.error().code != ErrorCode::not_found) {
    return tl::unexpected(error_page(application, nullptr, user.error()));
  }
  if (!user || user->disabled) return tl::unexpected(see_other("/login"));
  auto workspaces = application.store().workspaces();
  if (!workspaces) return tl::unexpected(error_page(application, nullptr, workspaces.error()));
  request.subject.user = user->id;
  const std::string cookie(request.cookie(name_of(Cookie::session, request)).value_or(std::string_view{}));
  Visitor visitor{std::move(*user), std::move(*session), cookie, application.form_tokens().token_for(cookie), {}};
  std::copy_if(workspaces->begin(), workspaces->end(), std::back_inserter(visitor.workspaces),
               [&](const store::Workspace& workspace) { return visitor.may(store::Action::read, workspace); });
  return visitor;
}

std::string_view name_of(Cookie cookie, const Request& request) {
  if (cookie == Cookie::login) return request.has_tls ? "__Host-l" : "desist_login";
  return request.has_tls ? "__Host-s" : "desist_session";
}

std::string set_cookie(Cookie cookie, const Request& request, std::string_view value) {
  std::string field(name_of(cookie, request));
  field.append("=").append(value).append("; Path=/; HttpOnly; SameSite=Strict");
  if (request.has_tls) field += "; Secure";
  if (value.empty()) field += "; Max-Age=0";
  return field;
}

OrResponse<Parameters> read_form(const Application& application, const Request& request, Cookie cookie) {
  const auto refuse = [&](std::string_view detail) {
    return tl::unexpected(
        error_page(application, nullptr,
                   Problem{.status = 403, .code = "form", .title = "This form cannot be taken", .detail = detail}));
  };
  if (request.content_type() != "application/x-www-form-urlencoded")
    return refuse("It is not of the kind that is sent here.");
  if (!is_same_origin(request)) return refuse("It was sent from another site.");
  Parameters form;
  if (!form.read(request.body, PlusSign::is_space)) return refuse("It cannot be read.");
  const auto value = request.cookie(name_of(cookie, request));
  if (!value || !application.form_tokens().is_good(form.get("form_token"), *value)) {
    return refuse("It has grown old. Go back, load the page again and send it once more.");
  }
  return form;
}

} // namespace admin
