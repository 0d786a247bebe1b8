#include "store/api_secret.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "store/blake2b.hpp"
#include "store/sealing.hpp"

namespace store {

namespace {

constexpr std::string_view title = "dsk_";
constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t random_digits = 43;  // 62^43 > 2^256
constexpr std::size_t checksum_digits = 6; // 62^6 > 2^32
constexpr std::size_t checksum_octets = 4;
constexpr std::size_t prefix_length = 8;

/// The octets as one number, most significant digit first.
std::string to_base62(std::span<const std::uint8_t> octets, std::size_t length) {
  std::array<std::uint8_t, 32> number{};
  std::copy(octets.begin(), octets.end(), number.end() - static_cast<std::ptrdiff_t>(octets.size()));
  std::string text(length, digits[0]);
  for (std::size_t place = length; place-- > 0;) {
    unsigned remainder = 0;
    for (std::uint8_t& octet : number) {
      const unsigned value = remainder * 256 + octet;
      octet = static_cast<std::uint8_t>(value / digits.size());
      remainder = static_cast<unsigned>(value % digits.size());
    }
    text[place] = digits[remainder];
  }
  return text;
}

std::string checksum_of(std::string_view body) {
  const auto digest = blake2b_256(body);
  return to_base62(std::span(digest).first(checksum_octets), checksum_digits);
}

} // namespace

std::string new_api_secret() {
  const std::string body = std::string(title) + to_base62(random_secret(), random_digits);
  return body + checksum_of(body);
}

bool is_api_secret(std::string_view text) {
  if (text.size() != title.size() + random_digits + checksum_digits || !text.starts_with(title)) return false;
  const std::string_view body = text.substr(0, title.size() + random_digits);
  return text.substr(body.size()) == checksum_of(body);
}

std::string prefix_of_api_secret(std::string_view secret) { return std::string(secret.substr(0, prefix_length)); }

} // namespace store
