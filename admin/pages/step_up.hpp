// Codes of the second factor on pages: the form after the password, and the field beside what asks for a fresh one.
#pragma once

#include <optional>
#include <string_view>

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"
#include "admin/pages/html.hpp"
#include "admin/pages/visitor.hpp"

namespace admin {

class Application;

Response answer_code_form(Application& application, Request& request);
Response answer_code(Application& application, Request& request);

/// A field for the code; nothing for those without a second factor.
Html code_field(const Visitor& visitor);

struct StepUp {
  store::Action action;
  std::string_view code; // as it came with the form; may be empty where the last one is fresh
};
/// The answer to give instead, where this action needs a code and it is neither fresh nor right. A right one renews the
/// session: the answer then carries its cookie.
std::optional<Response> step_up(Application& application, Request& request, const Visitor& visitor,
                                const StepUp& wanted);

} // namespace admin
