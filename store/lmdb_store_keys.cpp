// The part of LmdbStore that is about API keys.
#include <algorithm>

#include "parsers/network_address.hpp"
#include "store/api_secret.hpp"
#include "store/lmdb_store.hpp"
#include "store/meta.hpp"
#include "store/permissions.hpp"

namespace store {

using classifier::EventKind;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Instant;

namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t most_networks = 64;
constexpr std::size_t most_workspaces = 1000;

tl::unexpected<parsers::Error> refused() { return failure(ErrorCode::permission_denied, "not authenticated"); }
tl::unexpected<parsers::Error> invalid(std::string what) {
  return failure(ErrorCode::invalid_argument, std::move(what));
}

Result<void> check_terms(const KeyTerms& terms, Instant now) {
  if (terms.name.empty() || terms.name.size() > longest_name)
    return invalid("an API key has a name of 1 to 200 octets");
  if (terms.workspaces.empty() || terms.workspaces.size() > most_workspaces) {
    return invalid("an API key is for 1 to 1,000 workspaces");
  }
  const bool all_known =
      std::ranges::all_of(terms.scopes, [](const std::string& scope) { return is_key_scope(scope); });
  if (terms.scopes.empty() || !all_known)
    return invalid("scopes of an API key are check, write, read, lift, admin, audit");
  if (terms.scopes.size() > permissions().size()) return invalid("a scope is named twice");
  if (terms.networks.size() > most_networks) return invalid("an API key has at most 64 networks");
  for (const std::string& network : terms.networks) {
    if (!parsers::Network::parse(network)) return invalid("not a network: " + network);
  }
  if (terms.expires_at && *terms.expires_at <= now) return invalid("the key would have expired already");
  return {};
}

std::optional<Instant> hour_of(Instant at) { return std::chrono::floor<std::chrono::hours>(at); }

bool was_noted(const ApiKey& key, Instant at) { return key.used_at && *key.used_at >= *hour_of(at); }

} // namespace

Result<std::vector<ApiKey>> LmdbStore::api_keys() const {
  return read([&](const Transaction& transaction) { return api_keys_.all(transaction); });
}

Result<ApiKey> LmdbStore::authenticate_key(std::string_view secret, Instant now) const {
  if (!is_api_secret(secret)) return refused();
  auto row = read([&](const Transaction& transaction) { return api_keys_.find(transaction, secret); });
  if (!row && row.error().code == ErrorCode::not_found) return refused();
  if (!row) return tl::unexpected(row.error());
  const ApiKey& key = row->key;
  const bool is_newest = row->secret == keys_.hash_secret(secret);
  const bool was_replaced = !is_newest && (!key.previous_until || now >= *key.previous_until);
  const bool has_expired = key.terms.expires_at && now >= *key.terms.expires_at;
  if (key.revoked || has_expired || was_replaced) return refused();
  return std::move(row->key);
}

Result<NewApiKey> LmdbStore::perform(const CreateKey& request) {
  const KeyTerms& terms = request.terms;
  if (auto checked = check_terms(terms, request.occasion.at); !checked) return tl::unexpected(checked.error());
  return write([&](WriteTransaction& transaction) -> Result<NewApiKey> {
    if (auto found = expect_workspaces(transaction, terms.workspaces); !found) return tl::unexpected(found.error());
    const auto id = take_number(transaction, Counter::api_key);
    if (!id) return tl::unexpected(id.error());
    NewApiKey made;
    made.secret = new_api_secret();
    made.key.id = static_cast<std::uint32_t>(*id);
    made.key.prefix = prefix_of_api_secret(made.secret);
    made.key.terms = terms;
    made.key.created_at = request.occasion.at;
    ApiKeyRow row;
    row.key = made.key;
    row.secret = keys_.hash_secret(made.secret);
    auto done = api_keys_.put(transaction, row);
    if (done) done = record(transaction, {EventKind::key_created, terms.workspaces.front(), *id, request.occasion});
    if (!done) return tl::unexpected(done.error());
    return made;
  });
}

Result<Nothing> LmdbStore::perform(const RevokeKey& request) {
  return write([&](WriteTransaction& transaction) -> Result<Nothing> {
    auto row = api_keys_.at(transaction, request.id);
    if (!row) return tl::unexpected(row.error());
    if (row->key.revoked) return Nothing{};
    row->key.revoked = true;
    auto done = api_keys_.put(transaction, *row);
    if (done) {
      done = record(transaction,
                    {EventKind::key_revoked, row->key.terms.workspaces.front(), request.id, request.occasion});
    }
    if (!done) return tl::unexpected(done.error());
    return Nothing{};
  });
}

Result<NewApiKey> LmdbStore::perform(const RotateKey& request) {
  return write([&](WriteTransaction& transaction) -> Result<NewApiKey> {
    auto row = api_keys_.at(transaction, request.id);
    if (!row) return tl::unexpected(row.error());
    if (row->key.revoked) return invalid("the key was revoked: make another");
    Result<void> done;
    if (row->previous) done = api_keys_.forget_secret(transaction, *row->previous);
    NewApiKey made;
    made.secret = new_api_secret();
    row->previous = row->secret;
    row->key.previous_until = request.previous_until;
    row->secret = keys_.hash_secret(made.secret);
    row->key.prefix = prefix_of_api_secret(made.secret);
    if (done) done = api_keys_.put(transaction, *row);
    if (done) {
      done = record(transaction,
                    {EventKind::key_rotated, row->key.terms.workspaces.front(), request.id, request.occasion});
    }
    if (!done) return tl::unexpected(done.error());
    made.key = std::move(row->key);
    return made;
  });
}

Result<Nothing> LmdbStore::perform(const NoteKeyUse& request) {
  return write([&](WriteTransaction& transaction) -> Result<Nothing> {
    auto row = api_keys_.at(transaction, request.id);
    if (!row) return tl::unexpected(row.error());
    if (was_noted(row->key, request.at)) return Nothing{};
    row->key.used_at = hour_of(request.at);
    if (auto put = api_keys_.put(transaction, *row); !put) return tl::unexpected(put.error());
    return Nothing{};
  });
}

} // namespace store
