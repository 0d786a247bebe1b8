// One attachment as a download, to whoever has a signed link that is not over.
#pragma once

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

/// GET /attachments/{link}. Never shown in the browser: a download, of no type, in a sandbox.
Response answer_attachment(Application& application, Request& request);

} // namespace admin
