// The octets of account rows, before they are sealed. store/LEDGER.md draws them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/result.hpp"
#include "store/accounts.hpp"
#include "store/key_ring.hpp"
#include "store/one_time_code.hpp"

namespace store {

/// What an app for codes and the user share.
struct SecondFactor {
  OneTimeSecret secret{};
  bool is_confirmed = false;
  std::uint64_t last_step = 0; // of the last code that was right: it and those before are used up
  std::uint8_t failures = 0;   // false codes since the last right one
  parsers::Instant failed_at{};
  std::vector<SecretHash> recovery; // of the codes that are left
};

struct UserRow {
  User user;
  std::string password_hash; // argon2id, in libsodium's text form
  std::optional<SecondFactor> second_factor = std::nullopt;
  std::vector<std::uint64_t> networks = {}; // KeyRing::source of where the user logged in from, the last at the end
};

struct ApiKeyRow {
  ApiKey key;
  SecretHash secret{};
  std::optional<SecretHash> previous = std::nullopt; // with key.previous_until
};

struct MintedToken {
  TokenRow row;
  std::string address; // as it was given out
};

std::string encode_workspace(const Workspace& workspace);
std::string encode_user(const UserRow& row);
std::string encode_api_key(const ApiKeyRow& row);
std::string encode_session(const Session& session);
std::string encode_token(const MintedToken& token);

/// Total: corrupt for every octets that the encoder does not make. Ids stand in the rows' keys, not in them.
parsers::Result<Workspace> decode_workspace(std::string_view octets);
parsers::Result<UserRow> decode_user(std::string_view octets);
parsers::Result<ApiKeyRow> decode_api_key(std::string_view octets);
parsers::Result<Session> decode_session(std::string_view octets);
parsers::Result<MintedToken> decode_token(std::string_view octets);

} // namespace store
