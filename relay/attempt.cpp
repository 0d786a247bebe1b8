#include "relay/attempt.hpp"

#include <sstream>

namespace relay {
namespace {

// More than two: a machine that is short of memory ends processes too, and then the message is not to blame.
constexpr unsigned most_times_alone = 5;
constexpr std::size_t most_octets = 64UL * 1024;

} // namespace

/// The file is text: how often a single message was tried alone, then the segment and number of each.
parsers::Result<Attempt> Attempt::open(const std::filesystem::path& path, store::Disk& disk) {
  auto file = disk.open(path, store::OpenFor::writing);
  if (!file && file.error().code == parsers::ErrorCode::not_found) file = disk.open(path, store::OpenFor::creating);
  if (!file) return tl::unexpected(file.error());
  const auto octets = disk.read_at(file->get(), 0, most_octets);
  if (!octets) return tl::unexpected(octets.error());
  Attempt attempt(disk, std::move(*file));
  std::istringstream text(*octets);
  text >> attempt.times_alone_;
  for (store::SpoolId id; text >> id.segment >> id.number;) attempt.suspects_.insert(id);
  return attempt;
}

bool Attempt::is_hopeless(store::SpoolId id) const {
  return is_suspect(id) && suspects_.size() == 1 && times_alone_ >= most_times_alone;
}

parsers::Result<void> Attempt::begin(std::span<const store::SpoolId> ids) {
  unsigned times_alone = 0;
  if (ids.size() == 1) times_alone = is_suspect(ids[0]) && suspects_.size() == 1 ? times_alone_ + 1 : 1;
  std::string text = std::to_string(times_alone);
  for (const store::SpoolId id : ids) {
    text += " " + std::to_string(id.segment) + " " + std::to_string(id.number);
  }
  if (auto cut = disk_->truncate(file_.get(), 0); !cut) return cut;
  return disk_->write_at(file_.get(), text, 0);
}

parsers::Result<void> Attempt::end(std::span<const store::SpoolId> ids) {
  for (const store::SpoolId id : ids) suspects_.erase(id);
  return disk_->truncate(file_.get(), 0);
}

} // namespace relay
