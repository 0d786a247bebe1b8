#include "admin/api/health.hpp"

#include "admin/application.hpp"

namespace admin {

Response answer_livez(Application&, Request&) { return {.body = "alive\n"}; }

Response answer_readyz(Application& application, Request&) {
  if (application.store().head()) return {.body = "ready\n"};
  return {.status = 503, .body = "not ready\n"};
}

} // namespace admin
