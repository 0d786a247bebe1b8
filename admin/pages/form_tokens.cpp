#include "admin/pages/form_tokens.hpp"

#include <sodium.h>

#include "admin/hexadecimal.hpp"

namespace admin {
namespace {

const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

} // namespace

std::string random_cookie() {
  std::array<std::uint8_t, 32> octets{};
  randombytes_buf(octets.data(), octets.size());
  return hexadecimal(octets);
}

FormTokens::FormTokens() { randombytes_buf(key_.data(), key_.size()); }

std::string FormTokens::token_for(std::string_view cookie) const {
  std::array<std::uint8_t, 16> token{};
  crypto_generichash(token.data(), token.size(), octets_of(cookie), cookie.size(), key_.data(), key_.size());
  return hexadecimal(token);
}

bool FormTokens::is_good(std::string_view token, std::string_view cookie) const {
  const std::string right = token_for(cookie);
  return token.size() == right.size() && sodium_memcmp(token.data(), right.data(), right.size()) == 0;
}

} // namespace admin
