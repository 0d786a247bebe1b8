// Who looks at a page, what they may see and do, and whether a form that arrives was theirs to send.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>
#include "admin/http/parameters.hpp"
#include "admin/http/request.hpp"
#include "admin/http/response.hpp"
#include "classifier/scope.hpp"
#include "store/account_requests.hpp"
#include "store/permissions.hpp"

namespace admin {

class Application;

template <class T>
using OrResponse = tl::expected<T, Response>; // the answer to give instead

struct Visitor {
  store::User user;
  store::Session session;
  std::string cookie;
  std::string form_token;
  std::vector<store::Workspace> workspaces; // that they may see, by id

  [[nodiscard]] bool may(store::Action action, const store::Workspace& workspace) const;
  [[nodiscard]] bool may(store::Action action, classifier::WorkspaceId workspace) const; // false for one not theirs
  [[nodiscard]] bool may_over_all(store::Action action) const;
  [[nodiscard]] bool sees_everything() const { return may_over_all(store::Action::read); }
  [[nodiscard]] store::Actor actor() const { return {store::Actor::Kind::user, user.id}; }
  [[nodiscard]] bool may_see(classifier::WorkspaceId workspace) const;
  [[nodiscard]] const store::Workspace* find_workspace(std::string_view name) const;
  [[nodiscard]] std::string_view name_of_workspace(classifier::WorkspaceId id) const;
};

/// The user of a live session, as the store knows them now; else the way to the login page, or to the one that asks for
/// the code.
OrResponse<Visitor> visitor_of(Application& application, Request& request);

/// Whose session the request has, also where it still waits for its code.
OrResponse<store::Session> session_of(Application& application, const Request& request);

/// The login form has a cookie of its own: who follows a link from elsewhere comes without their session's (SameSite),
/// and the form must not put another in its place.
enum class Cookie : std::uint8_t { session, login };

/// With TLS the names begin with "__Host-", which a browser takes over TLS only.
std::string_view name_of(Cookie cookie, const Request& request);
/// The value of a Set-Cookie field; an empty `value` ends the cookie.
std::string set_cookie(Cookie cookie, const Request& request, std::string_view value);

/// The fields of a form that came from a page of ours: right media type, same origin, right token for `cookie`.
OrResponse<Parameters> read_form(const Application& application, const Request& request,
                                 Cookie cookie = Cookie::session);

} // namespace admin
