// GET /metrics: counters for Prometheus. Whoever runs the gateway says what they are.
#pragma once

#include "admin/http/request.hpp"
#include "admin/http/response.hpp"

namespace admin {

class Application;

/// 404 where there are no counters, and for peers that are not in a trusted network.
Response answer_metrics(Application& application, Request& request);

} // namespace admin
