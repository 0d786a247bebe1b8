// A file of any length that only the recovery key opens: a random key sealed to it, then chunks of libsodium's
// secretstream. Writing and reading hold one chunk in memory. store/BACKUP.md has the octets.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "store/disk.hpp"
#include "store/recovery_key.hpp"

namespace store {

/// crypto_secretstream_xchacha20poly1305_state
using SecretStreamState = std::array<std::uint8_t, 52>;

class SealedStreamWriter {
 public:
  /// `file` is empty and outlives the writer.
  static Result<SealedStreamWriter> begin(int file, const RecoveryPublicKey& key, Disk& disk);
  Result<void> write(std::string_view octets);
  /// After the last octet; not synced.
  Result<void> finish();
  [[nodiscard]] std::uint64_t octets() const { return place_; } // of the file, so far

 private:
  SealedStreamWriter(int file, Disk& disk) : file_(file), disk_(&disk) {}
  Result<void> write_chunk(std::string_view clear, std::uint8_t tag);
  int file_;
  Disk* disk_;
  std::uint64_t place_ = 0;
  SecretStreamState state_{};
  std::string waiting_;
};

class SealedStreamReader {
 public:
  /// permission_denied when it was sealed to another key, newer_format, corrupt. The file outlives the reader.
  static Result<SealedStreamReader> open(int file, const RecoveryKeyPair& key, Disk& disk);
  /// Exactly `length` octets, good until the next call. corrupt when one octet of the file is not what was written, and
  /// where it ends before.
  Result<std::string_view> take(std::size_t length);
  /// corrupt unless every octet was taken and the file ends here.
  Result<void> finish();
  [[nodiscard]] std::uint64_t octets() const { return place_; } // of the file, so far

 private:
  SealedStreamReader(int file, Disk& disk) : file_(file), disk_(&disk) {}
  Result<void> read_chunk();
  int file_;
  Disk* disk_;
  std::uint64_t place_ = 0;
  SecretStreamState state_{};
  std::string opened_;
  std::size_t taken_ = 0; // of opened_
  bool has_ended_ = false;
};

} // namespace store
