// The names in a spool's directory, and what both ends do first: make it, and list its segments.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/result.hpp"
#include "store/disk.hpp"
#include "store/spool.hpp"

namespace store {

/// "0000000007.segment".
std::filesystem::path segment_path(const std::filesystem::path& directory, std::uint32_t number);
/// `quarantine/` and to_string(id).
std::filesystem::path quarantine_path(const std::filesystem::path& directory, SpoolId id);
std::optional<SpoolId> parse_spool_id(std::string_view text);

/// Makes the directory and its quarantine/ and makes both durable.
parsers::Result<void> create_spool_directory(const std::filesystem::path& directory, Disk& disk);
/// Numbers of the segment files, upwards.
parsers::Result<std::vector<std::uint32_t>> list_segments(const std::filesystem::path& directory, Disk& disk);
/// Ids of what lies in quarantine/, upwards.
parsers::Result<std::vector<SpoolId>> list_quarantine(const std::filesystem::path& directory, Disk& disk);

} // namespace store
