#include "admin/api/api_key.hpp"

#include <sodium.h>

#include "admin/application.hpp"
#include "admin/http/problem.hpp"
#include "parsers/ascii.hpp"

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

} // namespace

tl::expected<const store::ApiKey*, Response> authenticate(Application& application, Request& request,
                                                          std::string_view scope) {
  const std::string_view secret = bearer_secret(request);
  if (secret.empty() || secret.size() > longest_secret) return tl::unexpected(unauthorized_response());
  const parsers::Instant now = application.now();
  auto* remembered = std::any_cast<RememberedKey>(request.connection_memory);
  if (remembered == nullptr || !remembered->is_good_for(secret, now)) {
    auto key = application.store().authenticate_key(secret);
    if (!key) {
      request.connection_memory->reset();
      const bool is_unknown = key.error().code == ErrorCode::permission_denied ||
                              key.error().code == ErrorCode::not_found ||
                              key.error().code == ErrorCode::invalid_argument;
      return tl::unexpected(is_unknown ? unauthorized_response()
                                       : problem_response({ErrorCode::unavailable, to_string(key.error())}));
    }
    remembered = &request.connection_memory->emplace<RememberedKey>();
    remembered->secret = secret;
    remembered->key = std::move(*key);
    remembered->checked_at = now;
  }
  const store::ApiKey& key = remembered->key;
  request.subject.key = key.id;
  if (std::find(key.scopes.begin(), key.scopes.end(), scope) == key.scopes.end()) {
    return tl::unexpected(problem_response({ErrorCode::permission_denied, "this key lacks the scope that is needed"}));
  }
  return &key;
}

} // namespace admin
