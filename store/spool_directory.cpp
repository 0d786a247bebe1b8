#include "store/spool_directory.hpp"

#include <algorithm>
#include <charconv>

namespace store {
namespace {

constexpr std::string_view segment_suffix = ".segment";

std::optional<std::uint32_t> parse_number(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

} // namespace

std::string to_string(SpoolId id) { return std::to_string(id.segment) + "-" + std::to_string(id.number); }

std::optional<SpoolId> parse_spool_id(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto segment = parse_number(text.substr(0, dash));
  const auto number = parse_number(text.substr(dash + 1));
  if (!segment || !number) return std::nullopt;
  return SpoolId{*segment, *number};
}

std::filesystem::path segment_path(const std::filesystem::path& directory, std::uint32_t number) {
  const std::string digits = std::to_string(number);
  return directory / (std::string(10 - digits.size(), '0') + digits + std::string(segment_suffix));
}

std::filesystem::path quarantine_path(const std::filesystem::path& directory, SpoolId id) {
  return directory / "quarantine" / to_string(id);
}

parsers::Result<void> create_spool_directory(const std::filesystem::path& directory, Disk& disk) {
  if (auto made = disk.create_directory(directory); !made) return made;
  if (auto made = disk.create_directory(directory / "quarantine"); !made) return made;
  if (auto synced = disk.sync_directory(directory); !synced) return synced;
  return disk.sync_directory(std::filesystem::absolute(directory).lexically_normal().parent_path());
}

parsers::Result<std::vector<std::uint32_t>> list_segments(const std::filesystem::path& directory, Disk& disk) {
  const auto names = disk.list(directory);
  if (!names) return tl::unexpected(names.error());
  std::vector<std::uint32_t> numbers;
  for (const std::string_view name : *names) {
    if (!name.ends_with(segment_suffix)) continue;
    if (const auto number = parse_number(name.substr(0, name.size() - segment_suffix.size()))) {
      numbers.push_back(*number);
    }
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

parsers::Result<std::vector<SpoolId>> list_quarantine(const std::filesystem::path& directory, Disk& disk) {
  const auto names = disk.list(directory / "quarantine");
  if (!names) return tl::unexpected(names.error());
  std::vector<SpoolId> ids;
  for (const auto& name : *names) {
    if (const auto id = parse_spool_id(name)) ids.push_back(*id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

} // namespace store
