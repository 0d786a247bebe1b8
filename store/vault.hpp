// Messages at rest: append-only segments, each message sealed with AES-256-GCM under a key of its own. The key lies
// elsewhere (store/vault_keys.hpp); destroying it destroys the message.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
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

class Vault {
 public:
  /// Any number of readers; a writer takes a segment of its own with its first record, so a crash leaves no tail to
  /// cut.
  static Result<std::unique_ptr<Vault>> open(const std::filesystem::path& directory, Disk& disk = system_disk());
  virtual ~Vault() = default;

  /// Write-behind: the record is durable after the next `sync()`, which is one write and one fdatasync for all since
  /// the last. When either fails, every record since the last sync is lost; storage_failed is latched until reopened.
  /// `key` has sealed nothing before and never seals anything again, also when this fails.
  virtual Result<VaultPlace> append(std::string_view octets, const VaultKey& key) = 0;
  virtual Result<void> sync() = 0;
  /// corrupt when the octets on disk, the place or the key are not what was written. Sees what was not yet synced.
  virtual Result<std::string> read(const VaultPlace& place, const VaultKey& key) = 0;
  /// What is appended from now on goes to this segment or to a later one.
  virtual Result<std::uint32_t> segment_to_come() = 0;
  /// Removes the segments before `end` that `in_use` does not name. Tells how many.
  virtual Result<std::size_t> remove_segments(std::uint32_t end, const std::set<std::uint32_t>& in_use) = 0;
};

} // namespace store
