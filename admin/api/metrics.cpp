#include "admin/api/metrics.hpp"

#include "admin/application.hpp"

namespace admin {

Response answer_metrics(Application& application, Request& request) {
  if (!application.metrics() || !request.peer_is_trusted) return {.status = 404, .body = "not found\n"};
  return {.body = application.metrics()()};
}

} // namespace admin
