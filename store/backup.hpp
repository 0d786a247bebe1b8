// A copy of a store, taken while it is in use, and sealed to the recovery key: what a new machine needs, and nothing
// that opens without that key. store/BACKUP.md says what is in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "classifier/entry.hpp"
#include "parsers/instant.hpp"
#include "store/recovery_key.hpp"
#include "store/store.hpp"

namespace store {

/// Octets so far, of about how many (0: unknown). Returns false to stop: unavailable then. May be empty.
using BackupProgress = std::function<bool(std::uint64_t, std::uint64_t)>;

struct BackupSummary {
  parsers::Instant taken_at{};
  classifier::Position head; // the backup holds every entry up to here, and none behind
  std::uint32_t next_spool_segment = 1;
  std::uint32_t parts = 0;
  std::uint64_t octets = 0; // of the file
};

struct BackupRequest {
  std::filesystem::path data; // the store's directory; a writer may be at work on it, in another process
  std::filesystem::path file; // is not there yet
  parsers::Instant now{};
};

/// The file has its name only when all of it is on the disk; whatever fails or stops, nothing of it is left.
/// already_exists; not_found where the store has no recovery key.
Result<BackupSummary> write_backup(const BackupRequest& request, const BackupProgress& progress,
                                   Disk& disk = system_disk());

/// Reads every octet and compares every checksum. permission_denied for another key, corrupt, newer_format.
Result<BackupSummary> verify_backup(const std::filesystem::path& file, const RecoveryKeyPair& key,
                                    const BackupProgress& progress, Disk& disk = system_disk());

/// The part `about`.
std::string encode_summary(const BackupSummary& summary);
Result<BackupSummary> decode_summary(std::string_view octets);

} // namespace store
