// Logging in and out.
#pragma once

#include <chrono>

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

Response answer_start(Application& application, Request& request); // "/"
Response answer_login_form(Application& application, Request& request);
Response answer_login(Application& application, Request& request);
/// How long a try has to wait; counts it.
std::chrono::milliseconds delay_of_login(Application& application, const Request& request);
Response answer_logout(Application& application, Request& request);

} // namespace admin
