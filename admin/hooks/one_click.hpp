// The address behind List-Unsubscribe (RFC 8058): POST unsubscribes, GET shows a page with a button and never acts, for
// scanners follow every link of a mail. No cookie, no key: the token is the proof.
#pragma once

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

Response answer_unsubscribe_page(Application& application, Request& request);
Response answer_unsubscribe(Application& application, Request& request);

} // namespace admin
