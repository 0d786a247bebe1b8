#include "admin/api/call.hpp"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "admin/api/api_key.hpp"
#include "admin/hexadecimal.hpp"
#include "admin/http/problem.hpp"

namespace admin {
namespace {

using nlohmann::ordered_json;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;

constexpr std::size_t usual_limit = 100;
constexpr std::size_t longest_idempotency_key = 255;

Result<Asked> read_asked(const ApiRoute& route, Request& request) {
  if (route.method == Method::post) return Asked::of_body(request.body, route.asked);
  if (!request.read_query(PlusSign::is_itself)) return failure(ErrorCode::invalid_argument, "the query cannot be read");
  return Asked::of_query(request.query, route.asked);
}

std::string tag_of(std::string_view body) {
  std::array<std::uint8_t, 16> digest{};
  crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(body.data()), body.size(),
                     nullptr, 0);
  return "\"" + hexadecimal(digest) + "\"";
}

// If-None-Match of RFC 9110 13.1.2, of the tags that we give: one of the list, or any.
bool has_it_already(const Request& request, std::string_view tag) {
  const auto field = request.field("If-None-Match");
  return field && (*field == "*" || field->find(tag) != std::string_view::npos);
}

void tag(const Request& request, Response& response) {
  if (response.status != 200 || response.feed) return;
  std::string entity_tag = tag_of(response.body);
  if (has_it_already(request, entity_tag)) {
    response.status = 304;
    response.body.clear();
  }
  response.fields.emplace_back("ETag", std::move(entity_tag));
}

} // namespace

bool is_issued_for(const store::ApiKey& key, store::WorkspaceId workspace) {
  return std::ranges::find(key.terms.workspaces, workspace) != key.terms.workspaces.end();
}

Result<store::Workspace> choose_workspace(const store::Store& store, const store::ApiKey& key,
                                          std::optional<std::string_view> name) {
  const auto not_issued = [] {
    return failure(ErrorCode::permission_denied, "this key was not issued for that workspace");
  };
  if (key.terms.workspaces.empty()) return not_issued();
  if (!name) return store.workspace(key.terms.workspaces.front());
  auto workspace = store.find_workspace(*name);
  if (!workspace) {
    if (workspace.error().code == ErrorCode::not_found || workspace.error().code == ErrorCode::invalid_argument) {
      return not_issued();
    }
    return tl::unexpected(workspace.error());
  }
  if (!is_issued_for(key, workspace->id)) return not_issued();
  return workspace;
}

Response answer_call(const ApiRoute& route, Application& application, Request& request) {
  const auto key = authenticate(application, request, route.action);
  if (!key) return key.error();
  const auto asked = read_asked(route, request);
  if (!asked) return problem_response(asked.error());
  const auto workspace = choose_workspace(application.store(), **key, asked->find("workspace"));
  if (!workspace) return problem_response(workspace.error());
  auto response = route.handler({application, request, **key, *workspace, *asked, application.now()});
  if (!response) return problem_response(response.error());
  if (route.method == Method::get) tag(request, *response);
  return std::move(*response);
}

Result<classifier::Cause> cause_of(const Call& call) {
  const auto key = call.request.field("Idempotency-Key");
  if (!key) {
    classifier::Cause chance{};
    randombytes_buf(chance.data(), chance.size());
    return chance;
  }
  const auto is_visible = [](char c) { return c > ' ' && c < '\x7f'; };
  if (key->empty() || key->size() > longest_idempotency_key || !std::ranges::all_of(*key, is_visible)) {
    return failure(ErrorCode::invalid_argument, "Idempotency-Key is 1 to 255 visible characters of ASCII");
  }
  return call.store().keys().cause("api key " + std::to_string(call.key.id) + " workspace " +
                                   std::to_string(call.workspace.id) + " " + call.request.path + " " +
                                   std::string(*key));
}

Result<classifier::Scope> scope_of(const Call& call, const classifier::Scope& otherwise) {
  classifier::Scope scope = otherwise;
  scope.reach = classifier::Reach::workspace;
  scope.workspace = call.workspace.id;
  scope.agency = call.workspace.agency;
  if (const auto name = call.asked.find("channel")) {
    const auto channel = classifier::parse_channel(*name);
    if (!channel) return failure(ErrorCode::invalid_argument, "\"channel\" is not known");
    scope.channel = *channel;
  }
  if (const auto name = call.asked.find("purpose")) {
    const auto purpose = classifier::parse_purpose(*name);
    if (!purpose) return failure(ErrorCode::invalid_argument, "\"purpose\" is no purpose and no name of a stream");
    scope.purpose = *purpose;
  }
  return scope;
}

Result<parsers::Identity> contact_of(const Call& call) {
  auto identity = parsers::parse_identity(call.asked.text("to"));
  if (!identity) return failure(ErrorCode::invalid_argument, identity.error().context);
  return identity;
}

std::size_t limit_of(const Call& call) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(call.asked.number("limit", usual_limit)));
}

Result<std::uint64_t> number_of_path(const Call& call) {
  const std::string& digits = call.request.path_argument;
  std::uint64_t number = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || stop != digits.data() + digits.size()) {
    return failure(ErrorCode::not_found, "there is nothing of yours with this number");
  }
  return number;
}

Response json_answer(const ordered_json& json, unsigned status) {
  Response response = json_response(json.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n");
  response.status = status;
  return response;
}

Response list_answer(ordered_json items, const std::string& next) {
  ordered_json list;
  list["items"] = items.is_null() ? ordered_json::array() : std::move(items);
  list["next"] = or_null(next);
  return json_answer(list);
}

unsigned status_of(std::span<const store::EntryReceipt> receipts) {
  return std::ranges::all_of(receipts, &store::EntryReceipt::was_known) ? 200 : 201;
}

ordered_json receipts_json(std::span<const store::EntryReceipt> receipts) {
  ordered_json entries = ordered_json::array();
  for (const store::EntryReceipt& receipt : receipts) {
    entries.push_back(
        {{"entry", hexadecimal(receipt.id)}, {"position", receipt.position.number}, {"was_known", receipt.was_known}});
  }
  return entries;
}

ordered_json or_null(const std::optional<parsers::Instant>& instant) {
  return instant ? ordered_json(parsers::to_rfc3339(*instant)) : ordered_json();
}

ordered_json or_null(std::string_view text) { return text.empty() ? ordered_json() : ordered_json(text); }

void put_scope(ordered_json& object, const classifier::Scope& scope) {
  object["scope"] = name_of(scope.reach);
  object["channel"] = name_of(scope.channel);
  object["purpose"] = name_of(scope.purpose);
}

} // namespace admin
