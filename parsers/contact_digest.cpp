#include "parsers/contact_digest.hpp"

#include <sodium.h>

#include <array>

#include "parsers/ascii.hpp"

namespace parsers {

std::string sha256_hexadecimal(std::string_view octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(octets.data()), octets.size());
  std::string text;
  for (const unsigned char octet : digest) text += {digits[octet >> 4U], digits[octet & 15U]};
  return text;
}

std::string digest_of_contact(std::string_view contact) { return sha256_hexadecimal(to_lower(trim(contact))); }

} // namespace parsers
