// Who may not be written to, and why.
#pragma once

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

Response answer_suppressions(Application& application, Request& request);

} // namespace admin
