#include "admin/http/response.hpp"

namespace admin {

const char* text_of(MediaType type) {
  switch (type) {
    case MediaType::json:
      return "application/json";
    case MediaType::problem:
      return "application/problem+json";
    case MediaType::json_lines:
      return "application/x-ndjson";
    case MediaType::event_stream:
      return "text/event-stream";
    case MediaType::message:
      return "message/rfc822";
    case MediaType::html:
      return "text/html; charset=utf-8";
    case MediaType::css:
      return "text/css; charset=utf-8";
    case MediaType::script:
      return "text/javascript; charset=utf-8";
    case MediaType::svg:
      return "image/svg+xml";
    case MediaType::download:
      return "application/octet-stream";
    case MediaType::text:
      break;
  }
  return "text/plain; charset=utf-8";
}

Response json_response(std::string body) { return {.type = MediaType::json, .body = std::move(body)}; }

Response see_other(std::string location) { return {.status = 303, .fields = {{"Location", std::move(location)}}}; }

} // namespace admin
