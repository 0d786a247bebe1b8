// Keys that can be destroyed: each seals one message, one block of identities, one consent. They lie in a file of slots
// under an epoch key, which lies in a file of its own; a turn makes both anew. store/VAULT.md has every octet.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "store/access.hpp"
#include "store/aes_gcm.hpp"
#include "store/disk.hpp"
#include "store/key_ring.hpp"
#include "store/vault.hpp"

namespace store {

using KeyNumber = std::uint64_t; // from 1; the place in the file of slots, the same in every epoch

struct NumberedKey {
  KeyNumber number = 0;
  VaultKey key{};
};

/// Safe for several threads. One process writes (it has the store's lock), any number read; a reader finds the new
/// epoch by itself after a turn. Borrows the key ring and the disk.
class VaultKeys {
 public:
  /// With `Access::read_write` the first epoch is made where there is none, and what an interrupted turn left is
  /// removed. not_found for a reader where there is no epoch, corrupt where the epoch key does not open.
  static Result<std::unique_ptr<VaultKeys>> make(const std::filesystem::path& directory, const KeyRing& ring,
                                                 Disk& disk = system_disk());
  static Result<std::unique_ptr<VaultKeys>> open(const std::filesystem::path& directory, const KeyRing& ring,
                                                 Access access, Disk& disk = system_disk());

  [[nodiscard]] const KeyRing& ring() const { return ring_; }

  /// A fresh random key, which is durable already: keys are written ahead, many with one sync. Never given twice, also
  /// when whoever took it did not keep what he sealed. After a failure other than storage_full all writes are refused
  /// until it is opened again.
  Result<NumberedKey> take();
  /// The key of the block that identities go to now: at most 256 rows share one.
  Result<NumberedKey> take_for_block();
  /// not_found when it was destroyed.
  [[nodiscard]] Result<VaultKey> find(KeyNumber number);
  /// Overwrites the slots. What the disk still holds of them goes with the next turn. Destroyed ones are passed over.
  Result<void> destroy(std::span<const KeyNumber> numbers);
  /// All keys that are left move under a new epoch key; the files before are overwritten and removed. Until it returns
  /// without failure, keys that were destroyed may still be found on the disk by somebody who has the master key.
  Result<void> turn();
  [[nodiscard]] std::uint32_t epoch() const;

  [[nodiscard]] bool has_failed() const;
  /// After a failure: what is on the disk counts.
  Result<void> reopen();

 private:
  struct Epoch {
    std::uint32_t number = 0;
    AesGcm cipher;
    FileDescriptor slots;
    std::uint64_t end = 1; // the first slot beyond the file
  };
  VaultKeys(std::filesystem::path directory, const KeyRing& ring, Access access, Disk& disk)
      : directory_(std::move(directory)), ring_(ring), access_(access), disk_(disk) {}

  Result<void> load();
  Result<void> make_first();
  Result<Epoch> open_epoch(std::uint32_t number) const;
  Result<std::optional<std::uint32_t>> newest_epoch() const;
  Result<void> write_ahead();
  Result<NumberedKey> take_locked();
  Result<VaultKey> read_slot(KeyNumber number) const;
  Result<void> publish(std::uint32_t number, const VaultKey& epoch_key);
  Result<void> copy_slots(std::uint32_t number, const VaultKey& epoch_key);
  Result<void> remove_others();
  Result<void> latched(Result<void> done);

  const std::filesystem::path directory_;
  const KeyRing& ring_;
  const Access access_;
  Disk& disk_;
  mutable std::mutex mutex_;
  std::optional<Epoch> epoch_;
  std::optional<parsers::Error> latched_;
  std::uint64_t next_ = 0;  // to be given
  std::uint64_t ahead_ = 0; // how many were written ahead the last time
  NumberedKey block_;
  std::uint32_t block_rows_ = 0;
};

} // namespace store
