#include "store/spool_quarantine.hpp"

#include <optional>

#include "store/spool_directory.hpp"
#include "store/spool_message.hpp"
#include "store/spool_seal.hpp"

namespace store {
namespace {

using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;

Result<std::string> read_file(const std::filesystem::path& path, Disk& disk) {
  const auto file = disk.open(path, OpenFor::reading);
  if (!file) return tl::unexpected(file.error());
  const auto size = disk.size_of(file->get());
  if (!size) return tl::unexpected(size.error());
  return disk.read_at(file->get(), 0, static_cast<std::size_t>(*size));
}

} // namespace

Result<void> write_quarantined(const std::filesystem::path& directory, SpoolId id, std::string_view octets,
                               Disk& disk) {
  const auto path = quarantine_path(directory, id);
  auto part = path;
  part += ".part";
  if (auto removed = disk.remove(part); !removed && removed.error().code != ErrorCode::not_found) return removed;
  const auto file = disk.open(part, OpenFor::creating);
  if (!file) return tl::unexpected(file.error());
  if (auto done = disk.write_at(file->get(), octets, 0); !done) return done;
  if (auto done = disk.sync_data(file->get()); !done) return done;
  if (auto done = disk.rename(part, path); !done) return done;
  return disk.sync_directory(path.parent_path());
}

void append_run_header(std::string& octets, const SegmentHeader& header) {
  const std::string copy = encode_segment_header(header);
  octets.append(copy).append(copy);
}

Result<SpooledMessage> read_quarantined(const std::filesystem::path& directory, SpoolId id, const SpoolKeys& keys,
                                        Disk& disk) {
  const auto octets = read_file(quarantine_path(directory, id), disk);
  if (!octets) return tl::unexpected(octets.error());
  const auto damaged = failure(ErrorCode::corrupt, "message " + to_string(id) + " in quarantine cannot be opened");
  MessageAssembly assembly(id);
  std::optional<SegmentSeal> seal;
  std::string_view rest = *octets;
  while (!rest.empty()) {
    const auto record = seal ? decode_record_header(rest, seal->salt()) : std::nullopt;
    if (!record) {
      const auto header = decode_segment_header(rest.substr(0, segment_header_octets));
      if (!header || rest.size() < segment_header_octets) return damaged;
      auto opened = open_seal(*header, keys);
      if (!opened) return tl::unexpected(opened.error());
      seal.emplace(std::move(*opened));
      rest.remove_prefix(segment_header_octets);
      continue;
    }
    const std::size_t length = record_octets(record->sealed_octets);
    if (length > rest.size() || !assembly.add(*seal, *record, rest.substr(0, length))) return damaged;
    rest.remove_prefix(length);
  }
  auto message = std::move(assembly).finish();
  if (!message) return damaged;
  return std::move(*message);
}

Result<void> quarantine_segment(const std::filesystem::path& directory, std::uint32_t number, Disk& disk) {
  const auto from = segment_path(directory, number);
  if (auto moved = disk.rename(from, directory / "quarantine" / from.filename()); !moved) return moved;
  if (auto synced = disk.sync_directory(directory / "quarantine"); !synced) return synced;
  return disk.sync_directory(directory);
}

} // namespace store
