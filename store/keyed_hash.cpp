#include "store/keyed_hash.hpp"

#include <sodium.h>

#include <charconv>

#include "store/octets.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {
constexpr std::size_t fingerprint_digits = 8;
}

std::string fingerprint_of(const KeyRing& keys) {
  return to_hex(keys.hash_text("fingerprint of identity hashes")).substr(0, fingerprint_digits);
}

std::string write_keyed_hash(const KeyedHash& hash, std::string_view fingerprint) {
  std::string text = std::string(keyed_hash_title).append(fingerprint);
  if (hash.generation > 1) text.append(".").append(std::to_string(hash.generation));
  return text.append(":").append(to_hex(hash.hash));
}

parsers::Result<KeyedHash> parse_keyed_hash(std::string_view text, std::string_view fingerprint) {
  const auto no_hash = [] { return failure(ErrorCode::invalid_argument, "not a keyed hash"); };
  const std::size_t colon = text.rfind(':');
  const std::size_t behind_fingerprint = keyed_hash_title.size() + fingerprint_digits;
  if (!text.starts_with(keyed_hash_title) || colon == std::string_view::npos || colon < behind_fingerprint) {
    return no_hash();
  }
  if (text.substr(keyed_hash_title.size(), fingerprint_digits) != fingerprint) {
    return failure(ErrorCode::invalid_argument, "a keyed hash of another installation, which means nobody here");
  }
  KeyedHash keyed;
  const std::string_view generation = text.substr(behind_fingerprint, colon - behind_fingerprint);
  if (!generation.empty()) {
    const char* const end = generation.data() + generation.size();
    const auto read = std::from_chars(generation.data() + 1, end, keyed.generation);
    const bool is_number = generation.front() == '.' && read.ec == std::errc{} && read.ptr == end;
    if (!is_number || keyed.generation < 2 || keyed.generation > most_generations) return no_hash();
  }
  const std::string_view digits = text.substr(colon + 1);
  std::size_t length = 0;
  const int outcome =
      sodium_hex2bin(keyed.hash.data(), keyed.hash.size(), digits.data(), digits.size(), nullptr, &length, nullptr);
  if (outcome != 0 || length != keyed.hash.size() || digits.size() != 2 * length) return no_hash();
  return keyed;
}

} // namespace store
