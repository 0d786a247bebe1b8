// Who asks: the API key of a request (RFC 6750), remembered for a moment by its connection.
#pragma once

#include <optional>
#include <tl/expected.hpp>
#include "admin/http/request.hpp"
#include "admin/http/response.hpp"
#include "store/permissions.hpp"

namespace admin {

class Application;

/// The key when it is good, comes from one of its networks, may do this and has not asked too often; else the answer to
/// give: 401, 403, 429 or 503. The limits that it has stand in the answer's fields. A revoked key is good for at most a
/// second more on a connection that has just used it; of a key without a limit no lock, and no reading of the store, is
/// shared by threads. The key is the connection's and lives until its next request.
tl::expected<const store::ApiKey*, Response> authenticate(Application& application, Request& request,
                                                          store::Action action);

/// The same of a request that went on since, without counting it: a key that was revoked meanwhile is refused.
tl::expected<const store::ApiKey*, Response> authenticate_again(Application& application, Request& request,
                                                                store::Action action);
/// Counts one request more against the key's own limit; what the answer's fields say is of now. The answer to give when
/// that is too many.
std::optional<Response> count_further(Application& application, Request& request, const store::ApiKey& key);

/// Whether the key's terms let it be used from there: a numeric address.
bool may_come_from(const store::ApiKey& key, std::string_view peer);
/// The key is no good, as against: it cannot be looked up now.
bool is_refusal(parsers::ErrorCode code);

} // namespace admin
