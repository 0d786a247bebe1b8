// Messages at rest: append-only segments, each message sealed with AES-256-GCM under a key of its own. The key lies in
// the store, wrapped; destroying it destroys the message.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/disk.hpp"

namespace store {

using VaultKey = std::array<std::uint8_t, 32>;

struct VaultPlace {
  std::uint32_t segment = 0;
  std::uint32_t length = 0; // of the sealed record
  std::uint64_t offset = 0;
  friend bool operator==(const VaultPlace&, const VaultPlace&) = default;
};

struct VaultedMessage {
  VaultPlace place;
  VaultKey key{}; // fresh and random; the caller wraps and keeps it
};

class Vault {
 public:
  /// One writing process at a time; any number of readers.
  static Result<std::unique_ptr<Vault>> open(const std::filesystem::path& directory, Disk& disk = system_disk());
  virtual ~Vault() = default;

  /// Writes, does not sync: the record is durable after the next `sync()`.
  virtual Result<VaultedMessage> append(std::string_view octets) = 0;
  virtual Result<void> sync() = 0;
  /// corrupt when the octets on disk or the key are not what was written.
  virtual Result<std::string> read(const VaultPlace& place, const VaultKey& key) = 0;
};

} // namespace store
