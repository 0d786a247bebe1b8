// BLAKE2b of libsodium.
#include "parsers/digest.hpp"

#include <sodium.h>

#include <array>

namespace parsers {

std::string digest_of(std::string_view octets) {
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(octets.data()), octets.size(),
                     nullptr, 0);
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string to_hexadecimal(std::string_view octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char octet : octets) {
    const auto value = static_cast<unsigned char>(octet);
    text += digits[value >> 4U];
    text += digits[value & 15U];
  }
  return text;
}

} // namespace parsers
