// Messages put aside: one file each below quarantine/, sealed as they were in the log. A file is made of the segment
// header, so that its key is there, and the records as they stood; a message of several segments has several such runs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/disk.hpp"
#include "store/spool.hpp"
#include "store/spool_format.hpp"

namespace store {

/// Durable when it returns; what an earlier try left behind is replaced.
parsers::Result<void> write_quarantined(const std::filesystem::path& directory, SpoolId id, std::string_view octets,
                                        Disk& disk);
/// Appends the header that the records of a run are sealed under.
void append_run_header(std::string& octets, const SegmentHeader& header);
/// Opens what lies in quarantine; corrupt when the octets are not what was written. Needs the secret key.
parsers::Result<SpooledMessage> read_quarantined(const std::filesystem::path& directory, SpoolId id,
                                                 const SpoolKeys& keys, Disk& disk);
/// Moves a whole segment, whose header cannot be read, into quarantine.
parsers::Result<void> quarantine_segment(const std::filesystem::path& directory, std::uint32_t number, Disk& disk);

} // namespace store
