#include "admin/api/api_key.hpp"

#include <sodium.h>

#include <algorithm>

#include "admin/application.hpp"
#include "admin/http/problem.hpp"
#include "parsers/ascii.hpp"
#include "parsers/network_address.hpp"

namespace admin {
namespace {

using parsers::ErrorCode;

constexpr std::chrono::seconds life_of_remembered_key{1};
constexpr std::size_t longest_secret = 256;

struct RememberedKey {
  std::string secret;
  store::ApiKey key;
  parsers::Instant checked_at{};

  RememberedKey() = default;
  RememberedKey(const RememberedKey&) = default;
  RememberedKey& operator=(const RememberedKey&) = default;
  ~RememberedKey() { sodium_memzero(secret.data(), secret.size()); }

  [[nodiscard]] bool is_good_for(std::string_view presented, parsers::Instant now) const {
    return now >= checked_at && now - checked_at < life_of_remembered_key && secret.size() == presented.size() &&
           sodium_memcmp(secret.data(), presented.data(), presented.size()) == 0;
  }
};

std::string_view bearer_secret(const Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view value = request.field("Authorization").value_or(std::string_view{});
  if (!parsers::starts_with_ignoring_case(value, scheme)) return {};
  return parsers::trim(value.substr(scheme.size()));
}

Response too_many_requests(const LimitStanding& standing) {
  Response response = problem_response({.status = 429,
                                        .code = "too_many_requests",
                                        .title = "This key has asked too often",
                                        .detail = "The fields RateLimit and Retry-After say when it may again."});
  response.fields.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(1, standing.until_reset.count())));
  return response;
}

KeyLimit own_limit(const store::ApiKey& key) { return {"key", key.terms.requests_a_minute, std::chrono::minutes(1)}; }

// Counts the request against the limit and tells the asker where the key stands.
std::optional<Response> over_limit(Application& application, Request& request, std::uint32_t key,
                                   const KeyLimit& limit) {
  if (limit.quota == 0) return std::nullopt;
  const LimitStanding standing = application.askers().key_limits().count(key, limit, application.now());
  request.answer_fields.emplace_back("RateLimit-Policy", policy_field(limit));
  request.answer_fields.emplace_back("RateLimit", standing_field(limit, standing));
  if (standing.is_within) return std::nullopt;
  return too_many_requests(standing);
}

// A key that is asked for the first time by this connection, or again after a second.
tl::expected<const RememberedKey*, Response> look_up(Application& application, Request& request,
                                                     std::string_view secret) {
  const parsers::Instant now = application.now();
  auto key = application.store().authenticate_key(secret, now);
  if (!key) {
    request.connection_memory->reset();
    return tl::unexpected(is_refusal(key.error().code)
                              ? unauthorized_response()
                              : problem_response({ErrorCode::unavailable, to_string(key.error())}));
  }
  application.askers().note_use(key->id, now);
  auto& remembered = request.connection_memory->emplace<RememberedKey>();
  remembered.secret = secret;
  remembered.key = std::move(*key);
  remembered.checked_at = now;
  return &remembered;
}

} // namespace

bool may_come_from(const store::ApiKey& key, std::string_view peer) {
  if (key.terms.networks.empty()) return true;
  const auto address = parsers::NetworkAddress::parse(peer);
  return address && std::any_of(key.terms.networks.begin(), key.terms.networks.end(), [&](const std::string& text) {
           const auto network = parsers::Network::parse(text);
           return network && network->contains(*address);
         });
}

bool is_refusal(ErrorCode code) {
  return code == ErrorCode::permission_denied || code == ErrorCode::not_found || code == ErrorCode::invalid_argument;
}

tl::expected<const store::ApiKey*, Response> authenticate_again(Application& application, Request& request,
                                                                store::Action action) {
  const std::string_view secret = bearer_secret(request);
  if (secret.empty() || secret.size() > longest_secret) return tl::unexpected(unauthorized_response());
  const auto* remembered = std::any_cast<RememberedKey>(request.connection_memory);
  if (remembered == nullptr || !remembered->is_good_for(secret, application.now())) {
    const auto found = look_up(application, request, secret);
    if (!found) return tl::unexpected(found.error());
    remembered = *found;
  }
  const store::ApiKey& key = remembered->key;
  request.subject.key = key.id;
  if (!may_come_from(key, request.peer)) {
    return tl::unexpected(
        problem_response({ErrorCode::permission_denied, "this key is not for the network it came from"}));
  }
  if (!store::may(key, action)) {
    return tl::unexpected(problem_response({ErrorCode::permission_denied, "this key lacks the scope that is needed"}));
  }
  return &key;
}

tl::expected<const store::ApiKey*, Response> authenticate(Application& application, Request& request,
                                                          store::Action action) {
  auto found = authenticate_again(application, request, action);
  if (!found) return found;
  const store::ApiKey& key = **found;
  if (auto refusal = over_limit(application, request, key.id, own_limit(key))) {
    return tl::unexpected(std::move(*refusal));
  }
  const store::Permission& permission = store::permission_of(action);
  const KeyLimit of_action{permission.name, permission.key_hourly, std::chrono::hours(1)};
  if (auto refusal = over_limit(application, request, key.id, of_action)) return tl::unexpected(std::move(*refusal));
  return found;
}

std::optional<Response> count_further(Application& application, Request& request, const store::ApiKey& key) {
  request.answer_fields.clear();
  return over_limit(application, request, key.id, own_limit(key));
}

} // namespace admin
