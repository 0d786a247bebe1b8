// The style sheet and the icon, embedded at build time from style.css and icon.svg.
#pragma once

#include <string>
#include <string_view>

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

/// "<digest of the sheet>.css": another sheet has another address, so this one may be kept for ever.
std::string style_name();
Response answer_style(Application& application, Request& request);
Response answer_icon(Application& application, Request& request);

} // namespace admin
