// Authenticated encryption of small values: XChaCha20-Poly1305 with a random nonce in front.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "parsers/result.hpp"

namespace store {

using parsers::Result;
using Secret = std::array<std::uint8_t, 32>;

/// Opens only with the same key and the same purpose, so that a sealed value cannot be moved to another place.
std::string seal(const Secret& key, std::string_view clear, std::string_view purpose);
/// corrupt when the octets, the key or the purpose are not those of sealing.
Result<std::string> open_sealed(const Secret& key, std::string_view sealed, std::string_view purpose);

/// A key for one use, from a key for several (crypto_kdf); `use` from 1.
Secret derive_secret(const Secret& master, std::uint64_t use);
Secret random_secret();

} // namespace store
