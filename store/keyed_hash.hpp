// An identity hash as an export writes it where the clear text is not kept: it means somebody to this installation
// alone, and says so.
#pragma once

#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/key_ring.hpp"

namespace store {

constexpr std::string_view keyed_hash_title = "desist:";

/// Eight digits that tell an installation's hashes from those of another.
std::string fingerprint_of(const KeyRing& keys);
/// "desist:FINGERPRINT:" and 32 hexadecimal digits; "desist:FINGERPRINT.2:" for the second generation, and so on.
std::string write_keyed_hash(const KeyedHash& hash, std::string_view fingerprint);
/// invalid_argument for another text, and for a hash of another installation. The generation may be unknown here.
parsers::Result<KeyedHash> parse_keyed_hash(std::string_view text, std::string_view fingerprint);

} // namespace store
