// A store made of a backup, on another machine or in the place of a lost one: under a new origin, with the erasures
// that came after the backup done again. store/BACKUP.md has the steps.
#pragma once

#include <filesystem>
#include <functional>

#include "store/backup.hpp"

namespace store {

/// Erases again, in the store of this directory, everybody whom the journal names; tells how many. not_found where
/// there is no journal.
using ReplayErasures = std::function<Result<std::uint64_t>(const std::filesystem::path& data)>;

struct RestoreRequest {
  std::filesystem::path file;
  std::filesystem::path data; // is not there yet, or an empty directory
  parsers::Instant now{};
  std::uint64_t map_octets = 64ull << 30;
};

struct RestoreSummary {
  BackupSummary backup;
  classifier::Position head; // of the new origin
  std::uint64_t erased = 0;  // people, again
};

/// The directory appears when all of it is on the disk, verified, and erased anew; whatever fails or stops, it does
/// not. already_exists, permission_denied for another key, corrupt, newer_format.
Result<RestoreSummary> restore_backup(const RestoreRequest& request, const RecoveryKeyPair& key,
                                      const ReplayErasures& replay, const BackupProgress& progress,
                                      Disk& disk = system_disk());

} // namespace store
