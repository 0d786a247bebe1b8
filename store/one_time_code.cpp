#include "store/one_time_code.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"
#include "parsers/base32.hpp"

namespace store {

namespace {

constexpr std::string_view issuer = "Desist";

std::array<std::uint8_t, 20> hmac_sha1(const OneTimeSecret& secret, std::uint64_t step) {
  std::array<std::uint8_t, 8> counter{};
  for (std::size_t i = counter.size(); i-- > 0; step >>= 8) counter[i] = static_cast<std::uint8_t>(step);
  std::array<std::uint8_t, 20> digest{};
  unsigned length = 0;
  const auto* done = HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
                          digest.data(), &length);
  parsers::assert_that(done != nullptr && length == digest.size(), "OpenSSL has HMAC-SHA-1");
  return digest;
}

bool is_unreserved(char c) {
  return parsers::is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' ||
         c == '~' || c == '@';
}

void append_escaped(std::string& uri, std::string_view text) {
  constexpr std::string_view hex_digits = "0123456789ABCDEF";
  for (const char c : text) {
    if (is_unreserved(c)) {
      uri += c;
    } else {
      const auto octet = static_cast<std::uint8_t>(c);
      uri += '%';
      uri += hex_digits[octet >> 4];
      uri += hex_digits[octet & 15];
    }
  }
}

} // namespace

OneTimeSecret random_one_time_secret() {
  OneTimeSecret secret{};
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

std::uint64_t one_time_step_of(parsers::Instant now) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch();
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, seconds / one_time_step));
}

std::string one_time_code(const OneTimeSecret& secret, std::uint64_t step, unsigned digits) {
  parsers::assert_that(digits >= 6 && digits <= 8, "a one-time code has 6 to 8 digits");
  const auto digest = hmac_sha1(secret, step);
  const std::size_t place = digest[19] & 0xfu; // dynamic truncation
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | digest[place + i];
  number &= 0x7fffffffu;
  std::string code(digits, '0');
  for (std::size_t i = digits; i-- > 0; number /= 10) code[i] = static_cast<char>('0' + number % 10);
  return code;
}

std::optional<std::uint64_t> accepted_step(const OneTimeSecret& secret, std::string_view code, parsers::Instant now,
                                           std::uint64_t last_step) {
  const std::uint64_t middle = one_time_step_of(now);
  std::optional<std::uint64_t> accepted;
  for (std::uint64_t step = middle == 0 ? 0 : middle - 1; step <= middle + 1; ++step) {
    const std::string right = one_time_code(secret, step);
    const bool fits = code.size() == right.size() && sodium_memcmp(code.data(), right.data(), right.size()) == 0;
    if (fits && step > last_step && !accepted) accepted = step;
  }
  return accepted;
}

std::string text_of(const OneTimeSecret& secret) {
  std::string text = parsers::encode_base32(secret);
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

std::string provisioning_uri(std::string_view account, const OneTimeSecret& secret) {
  std::string uri = "otpauth://totp/";
  uri.append(issuer).append(":");
  append_escaped(uri, account);
  uri.append("?secret=").append(text_of(secret)).append("&issuer=").append(issuer);
  return uri;
}

} // namespace store
