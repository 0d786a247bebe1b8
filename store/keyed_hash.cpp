#include "store/keyed_hash.hpp"

#include <sodium.h>

#include "store/octets.hpp"

namespace store {

using classifier::IdentityHash;
using parsers::ErrorCode;
using parsers::failure;

namespace {
constexpr std::size_t fingerprint_digits = 8;
}

std::string fingerprint_of(const KeyRing& keys) {
  return to_hex(keys.hash_text("fingerprint of identity hashes")).substr(0, fingerprint_digits);
}

std::string write_keyed_hash(const IdentityHash& hash, std::string_view fingerprint) {
  return std::string(keyed_hash_title).append(fingerprint).append(":").append(to_hex(hash));
}

parsers::Result<IdentityHash> parse_keyed_hash(std::string_view text, std::string_view fingerprint) {
  const std::size_t head = keyed_hash_title.size() + fingerprint_digits + 1;
  IdentityHash hash{};
  if (text.size() != head + 2 * hash.size() || !text.starts_with(keyed_hash_title) || text[head - 1] != ':') {
    return failure(ErrorCode::invalid_argument, "not a keyed hash");
  }
  if (text.substr(keyed_hash_title.size(), fingerprint_digits) != fingerprint) {
    return failure(ErrorCode::invalid_argument, "a keyed hash of another installation, which means nobody here");
  }
  std::size_t length = 0;
  const int outcome =
      sodium_hex2bin(hash.data(), hash.size(), text.data() + head, 2 * hash.size(), nullptr, &length, nullptr);
  if (outcome != 0 || length != hash.size()) return failure(ErrorCode::invalid_argument, "not a keyed hash");
  return hash;
}

} // namespace store
