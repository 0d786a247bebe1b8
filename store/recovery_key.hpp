// The key that opens backups elsewhere: an X25519 pair made at setup. The installation keeps the public half; the
// secret half is shown once, on paper, in a form that tells a slip of the pen.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/disk.hpp"

namespace store {

using parsers::Result;

using RecoveryPublicKey = std::array<std::uint8_t, 32>;
using RecoverySecretKey = std::array<std::uint8_t, 32>;

struct RecoveryKeyPair {
  RecoveryPublicKey public_key{};
  RecoverySecretKey secret_key{};
};
RecoveryKeyPair make_recovery_key();
/// The pair of a secret half.
RecoveryKeyPair recovery_key_of(const RecoverySecretKey& secret_key);

/// "DESIST-RECOVERY-xxxx-xxxx-…": base32 of the key and four octets of its BLAKE2b, in groups of four.
std::string text_of(const RecoverySecretKey& key);
/// Case, blanks and dashes do not matter. invalid_argument for a slip.
Result<RecoverySecretKey> parse_recovery_key(std::string_view text);

/// Anonymous public-key encryption (crypto_box_seal): whoever has the public half can seal, only the paper opens. For
/// keys and small values; a backup's octets go under a key that is sealed with this.
std::string seal_to(const RecoveryPublicKey& key, std::string_view clear);
/// corrupt for other octets, and for another key.
Result<std::string> open_with(const RecoveryKeyPair& key, std::string_view sealed);

/// The public half, at `data`/keys/recovery (0440). already_exists where there is one: backups that were made for it
/// are opened by its other half alone.
Result<void> write_recovery_file(const std::filesystem::path& data_directory, const RecoveryPublicKey& key,
                                 Disk& disk = system_disk());
/// not_found where setup was before there were recovery keys.
Result<RecoveryPublicKey> read_recovery_file(const std::filesystem::path& data_directory, Disk& disk = system_disk());

} // namespace store
