// What becomes of a second factor when a code is tried, and its recovery codes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/account_codec.hpp"
#include "store/key_ring.hpp"

namespace store {

constexpr std::uint8_t free_false_codes = 5;
constexpr std::chrono::minutes rest_after_false_codes{15};
constexpr std::size_t recovery_code_count = 10;

enum class CodeOutcome : std::uint8_t { right, recovery_was_right, wrong, must_rest };

/// Blanks and hyphens count for nothing, nor does case. A code that was right is used up: nobody may be answered before
/// the factor is stored. After five false ones codes of the app are not even looked at for a quarter of an hour, while
/// recovery codes, which nobody guesses, are taken: so who knows a password cannot shut its owner out.
CodeOutcome try_code(SecondFactor& factor, std::string_view code, parsers::Instant now, const KeyRing& keys);

/// "abcd-efgh-jklm-nopq": 80 bits of chance each.
std::vector<std::string> new_recovery_codes();
SecretHash hash_of_recovery_code(std::string_view code, const KeyRing& keys);

} // namespace store
