// Time-based one-time passwords (RFC 6238): HMAC-SHA-1, steps of 30 s. What was used before is the caller's to know.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/instant.hpp"

namespace store {

using OneTimeSecret = std::array<std::uint8_t, 20>; // RFC 4226 4: 160 bits
constexpr std::chrono::seconds one_time_step{30};
constexpr unsigned one_time_digits = 6;

OneTimeSecret random_one_time_secret();
std::uint64_t one_time_step_of(parsers::Instant now);
/// HOTP (RFC 4226 5.3) of the step; 6 to 8 digits.
std::string one_time_code(const OneTimeSecret& secret, std::uint64_t step, unsigned digits = one_time_digits);
/// The step that this code is right for: the one of `now` or a neighbour, later than `last_step`. Takes the same time
/// for every code.
std::optional<std::uint64_t> accepted_step(const OneTimeSecret& secret, std::string_view code, parsers::Instant now,
                                           std::uint64_t last_step);

/// RFC 4648 base32 in upper case, as apps take it.
std::string text_of(const OneTimeSecret& secret);
/// otpauth://totp/Desist:ACCOUNT?secret=…&issuer=Desist
std::string provisioning_uri(std::string_view account, const OneTimeSecret& secret);

} // namespace store
