// What a person does about their own account: the second factor, and where they are logged in.
#pragma once

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

Response answer_account(Application& application, Request& request);
/// Shows the QR code of a new second factor.
Response answer_begin_second_factor(Application& application, Request& request);
/// Shows the recovery codes.
Response answer_confirm_second_factor(Application& application, Request& request);
Response answer_remove_second_factor(Application& application, Request& request);
/// One session by its number, or all of them.
Response answer_end_sessions(Application& application, Request& request);

} // namespace admin
