// Addresses that Desist minted: f- forward, r- reply, b- bounce, u- unsubscribe. Keys are arguments.
// local part = letter "-" base32(version and key id, expiry day, ref, admission MAC, effect MAC), at most 64
// characters, read without case. MAC = keyed BLAKE2b over purpose, domain and payload.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/instant.hpp"

namespace parsers {

enum class TokenPurpose : char { forward = 'f', reply = 'r', bounce = 'b', unsubscribe = 'u' };

using TokenSecret = std::array<std::uint8_t, 32>;
using TokenReference = std::uint64_t;

/// One generation of keys. The inbox holds only `admission`; minting and effects need both.
struct TokenKey {
  std::uint8_t id = 0; // 0 … 31
  TokenSecret admission{};
  TokenSecret effect{};
};

struct RelayToken {
  TokenPurpose purpose = TokenPurpose::forward;
  std::uint8_t key_id = 0;
  std::uint16_t expiry_day = 0; // the last day on which it holds, in days since 1970-01-01; 0: for ever
  TokenReference reference = 0;
  std::array<std::uint8_t, 4> admission_mac{};
  std::array<std::uint8_t, 8> effect_mac{};

  [[nodiscard]] bool has_expired(Instant now) const;
};

/// The local part of a new token.
std::string mint_token(TokenPurpose purpose, TokenReference reference, std::uint16_t expiry_day,
                       std::string_view domain, const TokenKey& key);
/// Form only, no key: nothing when `local_part` is not shaped like a token.
std::optional<RelayToken> read_token(std::string_view local_part);
/// The admission MAC is right for one of `keys`: enough to accept the mail, not to act on it.
bool is_admitted(const RelayToken& token, std::string_view domain, std::span<const TokenKey> keys);
/// The effect MAC is right: the token was minted by this installation.
bool has_effect(const RelayToken& token, std::string_view domain, std::span<const TokenKey> keys);

std::string_view name_of(TokenPurpose purpose);

} // namespace parsers
