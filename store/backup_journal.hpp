// The erasure journal beside the backups: a restore erases everybody in it again, and refuses to run without it.
#pragma once

#include <cstdint>
#include <filesystem>

#include "store/disk.hpp"

namespace store {

/// `erasures.journal` in the directory of the backup.
std::filesystem::path journal_beside(const std::filesystem::path& backup);

/// Makes the journal beside the backup say at least what the store's own says. already_exists where the two go apart:
/// it is another installation's.
Result<void> keep_journal_beside(const std::filesystem::path& data, const std::filesystem::path& backup,
                                 Disk& disk = system_disk());

/// Erases in the store of `data`, which nobody has open, everybody whom the journal names; tells how many. not_found
/// where there is no journal, corrupt where it is not whole.
Result<std::uint64_t> replay_journal(const std::filesystem::path& journal, const std::filesystem::path& data,
                                     Disk& disk = system_disk());

} // namespace store
