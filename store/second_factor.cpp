#include "store/second_factor.hpp"

#include <sodium.h>

#include <algorithm>

#include "parsers/ascii.hpp"
#include "parsers/base32.hpp"

namespace store {

namespace {

constexpr std::size_t recovery_octets = 10;
constexpr std::size_t group_length = 4;
constexpr std::size_t longest_code = 64;

std::string plain(std::string_view code) {
  std::string text;
  for (const char c : code.substr(0, longest_code)) {
    if (c != ' ' && c != '-') text += c;
  }
  return parsers::to_lower(text);
}

bool is_of_app(std::string_view code) {
  return code.size() == one_time_digits && std::ranges::all_of(code, parsers::is_digit);
}

bool take_recovery_code(SecondFactor& factor, std::string_view code, const KeyRing& keys) {
  const auto found = std::ranges::find(factor.recovery, hash_of_recovery_code(code, keys));
  if (found == factor.recovery.end()) return false;
  factor.recovery.erase(found);
  return true;
}

} // namespace

CodeOutcome try_code(SecondFactor& factor, std::string_view code, parsers::Instant now, const KeyRing& keys) {
  const bool is_resting = now >= factor.failed_at && now - factor.failed_at < rest_after_false_codes;
  if (!is_resting) factor.failures = 0;
  const std::string tried = plain(code);
  const bool must_rest = factor.failures >= free_false_codes;
  if (is_of_app(tried)) {
    if (must_rest) return CodeOutcome::must_rest;
    if (const auto step = accepted_step(factor.secret, tried, now, factor.last_step)) {
      factor.last_step = *step;
      factor.failures = 0;
      return CodeOutcome::right;
    }
  } else if (take_recovery_code(factor, tried, keys)) {
    factor.failures = 0;
    return CodeOutcome::recovery_was_right;
  }
  if (must_rest) return CodeOutcome::must_rest;
  ++factor.failures;
  factor.failed_at = now;
  return CodeOutcome::wrong;
}

std::vector<std::string> new_recovery_codes() {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < recovery_code_count; ++i) {
    std::array<std::uint8_t, recovery_octets> octets{};
    randombytes_buf(octets.data(), octets.size());
    std::string code = parsers::encode_base32(octets);
    for (std::size_t place = group_length; place < code.size(); place += group_length + 1) code.insert(place, 1, '-');
    codes.push_back(std::move(code));
  }
  return codes;
}

SecretHash hash_of_recovery_code(std::string_view code, const KeyRing& keys) {
  return keys.hash_secret("recovery " + plain(code));
}

} // namespace store
