// The forms by which an owner or admin suppresses and lifts, and what takes them.
#pragma once

#include <string_view>

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"
#include "admin/pages/html.hpp"
#include "admin/pages/visitor.hpp"
#include "classifier/scope.hpp"

namespace admin {

class Application;

/// Nothing for those who may not act.
Html suppress_form(const Visitor& visitor, std::string_view target, std::string_view workspace);
/// A button that opens a form asking for the reason. Nothing for those who may not act, and for rows that this visitor
/// may not lift.
Html lift_form(const Visitor& visitor, std::string_view target, const classifier::Scope& scope);

/// What a redirect's ?done= says; empty for any other word.
Html notice_of(std::string_view done);

Response answer_suppress(Application& application, Request& request);
Response answer_lift(Application& application, Request& request);

} // namespace admin
