// Payload: one octet of version (upper three bits) and key id, two of expiry day, eight of reference, all most
// significant octet first; then the admission MAC (4) and the effect MAC (8): 23 octets, 37 characters of base32.
#include "parsers/relay_token.hpp"

#include <sodium.h>

#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"
#include "parsers/base32.hpp"

namespace parsers {
namespace {

constexpr std::uint8_t version = 0;
constexpr std::uint8_t highest_key_id = 31;
constexpr std::size_t payload_size = 1 + 2 + 8;
constexpr std::size_t token_size = payload_size + 4 + 8;

using Payload = std::array<std::uint8_t, payload_size>;

Payload payload_of(const RelayToken& token) {
  Payload payload{};
  payload[0] = static_cast<std::uint8_t>(version << 5U | token.key_id);
  payload[1] = static_cast<std::uint8_t>(token.expiry_day >> 8U);
  payload[2] = static_cast<std::uint8_t>(token.expiry_day & 0xFFU);
  for (std::size_t i = 0; i < 8; ++i)
    payload[3 + i] = static_cast<std::uint8_t>((token.reference >> (56U - 8U * i)) & 0xFFU);
  return payload;
}

// The first `size` octets of keyed BLAKE2b over purpose, payload and domain. All but the domain have a fixed length,
// so no two tokens have the same input.
template <std::size_t size>
std::array<std::uint8_t, size> mac_of(const RelayToken& token, std::string_view domain, const TokenSecret& secret) {
  const Payload payload = payload_of(token);
  std::string input(1, static_cast<char>(token.purpose));
  input.append(payload.begin(), payload.end());
  input.append(to_lower(domain));
  std::array<std::uint8_t, crypto_generichash_BYTES> digest{};
  const int status =
      crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(input.data()),
                         input.size(), secret.data(), secret.size());
  assert_that(status == 0, "BLAKE2b takes keys and digests of 32 octets");
  std::array<std::uint8_t, size> mac{};
  std::copy_n(digest.begin(), size, mac.begin());
  return mac;
}

template <std::size_t size>
bool is_equal(const std::array<std::uint8_t, size>& a, const std::array<std::uint8_t, size>& b) {
  return sodium_memcmp(a.data(), b.data(), size) == 0; // in constant time
}

std::optional<TokenPurpose> purpose_of(char letter) {
  for (const TokenPurpose purpose :
       {TokenPurpose::forward, TokenPurpose::reply, TokenPurpose::bounce, TokenPurpose::unsubscribe})
    if (to_lower(letter) == static_cast<char>(purpose)) return purpose;
  return std::nullopt;
}

} // namespace

bool RelayToken::has_expired(Instant now) const {
  if (expiry_day == 0) return false;
  return std::chrono::floor<std::chrono::days>(now).time_since_epoch().count() > expiry_day;
}

std::string mint_token(TokenPurpose purpose, TokenReference reference, std::uint16_t expiry_day,
                       std::string_view domain, const TokenKey& key) {
  assert_that(key.id <= highest_key_id, "a key id has five bits");
  const RelayToken token{purpose, key.id, expiry_day, reference, {}, {}};
  const auto admission = mac_of<4>(token, domain, key.admission);
  const auto effect = mac_of<8>(token, domain, key.effect);
  const Payload payload = payload_of(token);
  std::vector<std::uint8_t> octets(payload.begin(), payload.end());
  octets.insert(octets.end(), admission.begin(), admission.end());
  octets.insert(octets.end(), effect.begin(), effect.end());
  return std::string(1, static_cast<char>(purpose)) + "-" + encode_base32(octets);
}

std::optional<RelayToken> read_token(std::string_view local_part) {
  constexpr std::size_t text_size = 2 + (token_size * 8 + 4) / 5;
  if (local_part.size() != text_size || local_part[1] != '-') return std::nullopt;
  const auto purpose = purpose_of(local_part[0]);
  const auto octets = decode_base32(local_part.substr(2));
  if (!purpose || !octets || octets->size() != token_size || (*octets)[0] >> 5U != version) return std::nullopt;
  RelayToken token;
  token.purpose = *purpose;
  token.key_id = (*octets)[0] & highest_key_id;
  token.expiry_day = static_cast<std::uint16_t>((*octets)[1] << 8U | (*octets)[2]);
  for (std::size_t i = 0; i < 8; ++i) token.reference = token.reference << 8U | (*octets)[3 + i];
  std::copy_n(octets->begin() + payload_size, 4, token.admission_mac.begin());
  std::copy_n(octets->begin() + payload_size + 4, 8, token.effect_mac.begin());
  return token;
}

bool is_admitted(const RelayToken& token, std::string_view domain, std::span<const TokenKey> keys) {
  return std::ranges::any_of(keys, [&](const TokenKey& key) {
    return key.id == token.key_id && is_equal(token.admission_mac, mac_of<4>(token, domain, key.admission));
  });
}

bool has_effect(const RelayToken& token, std::string_view domain, std::span<const TokenKey> keys) {
  return std::ranges::any_of(keys, [&](const TokenKey& key) {
    return key.id == token.key_id && is_equal(token.effect_mac, mac_of<8>(token, domain, key.effect));
  });
}

std::string_view name_of(TokenPurpose purpose) {
  switch (purpose) {
    case TokenPurpose::forward:
      return "forward";
    case TokenPurpose::reply:
      return "reply";
    case TokenPurpose::bounce:
      return "bounce";
    case TokenPurpose::unsubscribe:
      return "unsubscribe";
  }
  return "unknown";
}

} // namespace parsers
