// The key pair of backups: the public half seals, and stays with the store; the secret half was printed once, at setup,
// and is all that opens a backup elsewhere.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/disk.hpp"
#include "store/sealing.hpp"

namespace store {

using RecoveryPublicKey = std::array<std::uint8_t, 32>; // X25519

class RecoveryKey {
 public:
  static RecoveryKey make();
  /// Of `text()`; spaces around it are passed over. invalid_argument for everything else, one wrong digit included.
  static Result<RecoveryKey> parse(std::string_view text);
  /// "dsr_", the secret half in hexadecimal digits, and eight digits that tell a misspelling.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] const RecoveryPublicKey& public_key() const { return public_; }
  /// corrupt for octets that were not sealed to this key.
  [[nodiscard]] Result<std::string> open_with(std::string_view sealed) const;

 private:
  explicit RecoveryKey(const Secret& secret);
  Secret secret_{};
  RecoveryPublicKey public_{};
};

std::string seal_to(const RecoveryPublicKey& key, std::string_view clear);

/// The file `recovery` of the directory of keys. already_exists when there is one.
Result<void> write_recovery_public_key(const std::filesystem::path& keys, const RecoveryPublicKey& key, Disk& disk);
/// not_found where no recovery key was made.
Result<RecoveryPublicKey> read_recovery_public_key(const std::filesystem::path& keys, Disk& disk);

} // namespace store
