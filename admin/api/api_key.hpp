// Who asks: the API key of a request (RFC 6750), remembered for a moment by its connection.
#pragma once

#include <string_view>

#include <tl/expected.hpp>
#include "admin/http/request.hpp"
#include "admin/http/response.hpp"
#include "store/accounts.hpp"

namespace admin {

class Application;

/// The key when it is good and has `scope`; else the answer to give: 401, 403 or 503. A revoked key is good for at most
/// a second more on a connection that has just used it; no lock, and no reading of the store, is shared by threads.
/// The key is the connection's and lives until its next request.
tl::expected<const store::ApiKey*, Response> authenticate(Application& application, Request& request,
                                                          std::string_view scope);

} // namespace admin
