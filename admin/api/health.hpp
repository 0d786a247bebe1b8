// What a supervisor asks: is the process alive, and can it answer? No detail for strangers.
#pragma once

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

Response answer_livez(Application& application, Request& request);
/// 503 while the store cannot be read.
Response answer_readyz(Application& application, Request& request);

} // namespace admin
