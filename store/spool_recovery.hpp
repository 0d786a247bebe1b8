// What a writer does before it writes: finds the end of the log and cuts the torn tail, without any key.
#pragma once

#include <cstdint>
#include <filesystem>

#include "parsers/result.hpp"
#include "store/disk.hpp"
#include "store/spool_state.hpp"

namespace store {

struct RecoveredLog {
  std::uint32_t next_segment = 1;        // the number of the next segment; above every one that ever was
  std::uint64_t messages = 0;            // committed, of all the time
  std::uint64_t messages_before_all = 0; // of them, those whose segments are gone
};

/// Cuts the last segment behind its last intact record, but never before `durable_end`, and syncs it. Afterwards every
/// segment that is there is complete.
parsers::Result<RecoveredLog> recover_log(const std::filesystem::path& directory, LogPlace durable_end, Disk& disk);

} // namespace store
