// The API for people: every call with what it asks and answers, from the same table as the calls themselves; with a
// script that tries one with the reader's own key. Nothing of it is fetched from elsewhere.
#pragma once

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

Response answer_documentation(Application& application, Request& request);
Response answer_documentation_script(Application& application, Request& request);

} // namespace admin
