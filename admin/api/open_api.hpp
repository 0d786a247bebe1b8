// The document of the API (OpenAPI 3.1), made from the table of routes.
#pragma once

#include <string>

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

std::string open_api_document();
Response answer_open_api(Application& application, Request& request);

} // namespace admin
