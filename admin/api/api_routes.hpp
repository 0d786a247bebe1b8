// Every call of the API in one table: who may, what is asked, what is answered, and who answers it.
#pragma once

#include <span>
#include <vector>

#include "admin/api/call.hpp"

namespace admin {

std::span<const ApiRoute> api_routes();
/// The same for the HTTP server, in its order.
std::vector<Route> http_routes_of_api();

} // namespace admin
