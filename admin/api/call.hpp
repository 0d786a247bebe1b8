// One call of the API: who asks, in which workspace, and what. Handlers get it whole; nothing of a request reaches them
// before its key was found good, and the workspace is always one that the key was issued for.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "admin/api/asked.hpp"
#include "admin/application.hpp"
#include "admin/http/request.hpp"
#include "admin/http/response.hpp"
#include "admin/http/routes.hpp"
#include "store/permissions.hpp"

namespace admin {

struct Call {
  Application& application;
  Request& request;
  const store::ApiKey& key;
  const store::Workspace& workspace;
  const Asked& asked;
  parsers::Instant now{};

  [[nodiscard]] store::Store& store() const { return application.store(); }
  [[nodiscard]] store::Actor actor() const { return {store::Actor::Kind::api_key, key.id}; }
};
using Handler = parsers::Result<Response> (*)(const Call&);

/// Whether a handler makes its cause of the field Idempotency-Key (`cause_of`).
enum class IdempotencyKey : std::uint8_t { ignored, heeded };

struct ApiRoute {
  std::string_view operation; // a name for programs, never changed: "list_suppressions"
  Method method = Method::get;
  std::string_view path; // "/v1/messages/{number}"
  store::Action action = store::Action::look_up;
  std::string_view about;
  std::span<const Member> asked; // of the query, or of the body with POST
  MediaType type = MediaType::json;
  const Schema* answer = nullptr; // of JSON, and of each line
  Handler handler = nullptr;
  // Instead of a handler, where each microsecond counts or a body has no end.
  Response (*answer_at_once)(Application&, Request&) = nullptr;
  OpenedSink (*open_sink)(Application&, Request&) = nullptr;
  IdempotencyKey idempotency_key = IdempotencyKey::ignored;
};

/// Authenticates, reads what is asked by the route's table, calls its handler. A list that has not changed since the
/// asker got it (If-None-Match) is answered with 304.
Response answer_call(const ApiRoute& route, Application& application, Request& request);

/// The workspace of this name, when the key was issued for it: else permission_denied, whether there is one or not.
/// Without a name the key's first.
parsers::Result<store::Workspace> choose_workspace(const store::Store& store, const store::ApiKey& key,
                                                   std::optional<std::string_view> name);
bool is_issued_for(const store::ApiKey& key, store::WorkspaceId workspace);

// What handlers share.

/// Of the field Idempotency-Key, else of chance. The same key of another API key, route or workspace is another cause.
parsers::Result<classifier::Cause> cause_of(const Call& call);
/// "channel" and "purpose" in the call's workspace; what is not named is as `otherwise`.
parsers::Result<classifier::Scope> scope_of(const Call& call, const classifier::Scope& otherwise);
/// The identity that the member "to" names.
parsers::Result<parsers::Identity> contact_of(const Call& call);
/// At most as many items as a list has: "limit", 100 when it is not named.
std::size_t limit_of(const Call& call);
parsers::Result<std::uint64_t> number_of_path(const Call& call);

Response json_answer(const nlohmann::ordered_json& json, unsigned status = 200);
/// {"items":[…],"next":"…"}; an empty cursor is null: nothing is left.
Response list_answer(nlohmann::ordered_json items, const std::string& next);
/// 201, or 200 when every one of these was known.
unsigned status_of(std::span<const store::EntryReceipt> receipts);
nlohmann::ordered_json receipts_json(std::span<const store::EntryReceipt> receipts);
nlohmann::ordered_json or_null(const std::optional<parsers::Instant>& instant);
nlohmann::ordered_json or_null(std::string_view text);
/// Scope, channel and purpose as members of `object`.
void put_scope(nlohmann::ordered_json& object, const classifier::Scope& scope);

} // namespace admin
