// One address in, the answer out; with the same question as a curl line.
#pragma once

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

Response answer_look_up(Application& application, Request& request);

} // namespace admin
