// The octets of account rows, before they are sealed. store/LEDGER.md draws them.
#pragma once

#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/accounts.hpp"

namespace store {

struct UserRow {
  User user;
  std::string password_hash; // argon2id, in libsodium's text form
};

struct MintedToken {
  TokenRow row;
  std::string address; // as it was given out
};

std::string encode_workspace(const Workspace& workspace);
std::string encode_user(const UserRow& row);
std::string encode_api_key(const ApiKey& key);
std::string encode_token(const MintedToken& token);

/// Total: corrupt for every octets that the encoder does not make. Ids stand in the rows' keys, not in them.
parsers::Result<Workspace> decode_workspace(std::string_view octets);
parsers::Result<UserRow> decode_user(std::string_view octets);
parsers::Result<ApiKey> decode_api_key(std::string_view octets);
parsers::Result<MintedToken> decode_token(std::string_view octets);

} // namespace store
