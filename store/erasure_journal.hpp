// Who was erased, kept beside the backups: a restore erases them again, and refuses to run without it. Identity hashes
// alone stand in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "classifier/entry.hpp"
#include "store/disk.hpp"

namespace store {

/// An empty journal where there is none.
Result<void> begin_erasure_journal(const std::filesystem::path& journal, Disk& disk = system_disk());

/// not_found where there is no journal, corrupt where it is not whole.
Result<std::vector<classifier::IdentityHash>> read_erasure_journal(const std::filesystem::path& journal, Disk& disk);

/// Erases in the store of `data`, which nobody has open, everybody whom the journal names; tells how many.
Result<std::uint64_t> replay_erasures(const std::filesystem::path& journal, const std::filesystem::path& data,
                                      Disk& disk = system_disk());

} // namespace store
