// The messages that came, and what was made of each.
#pragma once

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

Response answer_messages(Application& application, Request& request);
Response answer_message(Application& application, Request& request); // "/messages/{number}"

} // namespace admin
