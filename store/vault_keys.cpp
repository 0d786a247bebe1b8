#include "store/vault_keys.hpp"

#include <algorithm>
#include <utility>

#include "store/epoch_files.hpp"
#include "store/octets.hpp"

namespace store {

using parsers::Error;
using parsers::ErrorCode;
using parsers::failure;
using Path = std::filesystem::path;

namespace {

constexpr std::uint64_t least_ahead = 16;
constexpr std::uint64_t most_ahead = 4096; // 256 KiB and one sync for as many messages
constexpr std::uint32_t rows_of_a_block = 256;
constexpr std::size_t slots_at_once = 16'384; // of a turn: 1 MiB
constexpr std::size_t largest_key_file = 4096;

std::string purpose_of_epoch(std::uint32_t number) { return "epoch key " + std::to_string(number); }

} // namespace

// -- opening ----------------------------------------------------------------------------------------------------------

Result<std::unique_ptr<VaultKeys>> VaultKeys::make(const Path& directory, const KeyRing& ring, Disk& disk) {
  if (auto made = disk.create_directory(directory); !made) return tl::unexpected(made.error());
  if (auto synced = disk.sync_directory(directory.parent_path()); !synced) return tl::unexpected(synced.error());
  std::unique_ptr<VaultKeys> keys(new VaultKeys(directory, ring, Access::read_write, disk));
  const auto newest = keys->newest_epoch();
  if (!newest) return tl::unexpected(newest.error());
  if (!*newest) {
    if (auto made = keys->make_first(); !made) return tl::unexpected(made.error());
  }
  if (auto loaded = keys->load(); !loaded) return tl::unexpected(loaded.error());
  return keys;
}

Result<std::unique_ptr<VaultKeys>> VaultKeys::open(const Path& directory, const KeyRing& ring, Access access,
                                                   Disk& disk) {
  std::unique_ptr<VaultKeys> keys(new VaultKeys(directory, ring, access, disk));
  if (auto loaded = keys->load(); !loaded) return tl::unexpected(loaded.error());
  return keys;
}

Result<std::optional<std::uint32_t>> VaultKeys::newest_epoch() const {
  const auto names = disk_.list(directory_);
  if (!names) return tl::unexpected(names.error());
  std::optional<std::uint32_t> newest;
  for (const std::string& name : *names) {
    const auto number = number_of_epoch(name, key_suffix);
    if (number && (!newest || *newest < *number)) newest = number;
  }
  return newest;
}

Result<void> VaultKeys::make_first() {
  const VaultKey epoch_key = random_secret();
  const Path slots = directory_ / (name_of_epoch(1) + std::string(slots_suffix));
  if (auto removed = disk_.remove(slots); !removed && removed.error().code != ErrorCode::not_found) return removed;
  if (auto written = write_new_file(disk_, slots, slots_header(1)); !written) return written;
  return publish(1, epoch_key);
}

/// A writer's own directory is synced first: what is found in it may be built on.
Result<void> VaultKeys::load() {
  if (access_ == Access::read_write) {
    if (auto synced = disk_.sync_directory(directory_); !synced) return synced;
  }
  const auto newest = newest_epoch();
  if (!newest) return tl::unexpected(newest.error());
  if (!*newest) return failure(ErrorCode::not_found, "there is no epoch key in " + directory_.string());
  auto opened = open_epoch(**newest);
  if (!opened) return tl::unexpected(opened.error());
  epoch_.emplace(std::move(*opened));
  next_ = epoch_->end;
  ahead_ = 0;
  return access_ == Access::read_write ? remove_others() : Result<void>{};
}

Result<VaultKeys::Epoch> VaultKeys::open_epoch(std::uint32_t number) const {
  const Path key_path = directory_ / (name_of_epoch(number) + std::string(key_suffix));
  const Path slots_path = directory_ / (name_of_epoch(number) + std::string(slots_suffix));
  const auto key_file = disk_.open(key_path, OpenFor::reading);
  if (!key_file) return tl::unexpected(key_file.error());
  const auto octets = disk_.read_at(key_file->get(), 0, largest_key_file);
  if (!octets) return tl::unexpected(octets.error());
  OctetReader reader(*octets);
  if (auto checked = check_epoch_header(reader, epoch_magic, number); !checked) {
    return tl::unexpected(checked.error());
  }
  const auto clear = ring_.open_sealed(reader.rest(), purpose_of_epoch(number));
  if (!clear) return tl::unexpected(clear.error());
  if (clear->size() != sizeof(VaultKey)) return failure(ErrorCode::corrupt, key_path.string() + " has no key");
  auto slots = disk_.open(slots_path, access_ == Access::read_write ? OpenFor::writing : OpenFor::reading);
  if (!slots) return tl::unexpected(slots.error());
  const auto header = disk_.read_at(slots->get(), 0, slot_octets);
  if (!header) return tl::unexpected(header.error());
  OctetReader slot(*header);
  if (auto checked = check_epoch_header(slot, slots_magic, number); !checked) {
    return tl::unexpected(checked.error());
  }
  const auto size = disk_.size_of(slots->get());
  if (!size) return tl::unexpected(size.error());
  return Epoch{number, AesGcm(OctetReader(*clear).array<sizeof(VaultKey)>()), std::move(*slots),
               (*size + slot_octets - 1) / slot_octets};
}

// -- keys -------------------------------------------------------------------------------------------------------------

/// The kernel may have dropped what it could not write, and what the disk holds is in doubt.
Result<void> VaultKeys::latched(Result<void> done) {
  if (!done && done.error().code != ErrorCode::storage_full) {
    latched_ = Error{ErrorCode::storage_failed, "the vault's keys must be opened again: " + to_string(done.error())};
  }
  return done;
}

/// Keys in advance, and more each time: a command that needs one writes few, a gateway syncs once for thousands.
Result<void> VaultKeys::write_ahead() {
  if (latched_) return tl::unexpected(*latched_);
  const std::uint64_t count = std::clamp(ahead_ * 4, least_ahead, most_ahead);
  std::string slots;
  slots.reserve(count * slot_octets);
  for (std::uint64_t i = 0; i < count; ++i) {
    append_slot(slots, epoch_->cipher, epoch_->number, {epoch_->end + i, random_secret()});
  }
  auto done = disk_.write_at(epoch_->slots.get(), slots, epoch_->end * slot_octets);
  if (done) done = disk_.sync_data(epoch_->slots.get());
  if (!done) return latched(std::move(done));
  next_ = epoch_->end;
  epoch_->end += count;
  ahead_ = count;
  return {};
}

Result<NumberedKey> VaultKeys::take_locked() {
  if (latched_) return tl::unexpected(*latched_);
  if (next_ >= epoch_->end) {
    if (auto written = write_ahead(); !written) return tl::unexpected(written.error());
  }
  const KeyNumber number = next_++;
  const auto key = read_slot(number);
  if (!key) return tl::unexpected(key.error());
  return NumberedKey{number, *key};
}

Result<NumberedKey> VaultKeys::take() {
  const std::lock_guard lock(mutex_);
  return take_locked();
}

Result<NumberedKey> VaultKeys::take_for_block() {
  const std::lock_guard lock(mutex_);
  if (block_.number == 0 || block_rows_ == rows_of_a_block) {
    const auto key = take_locked();
    if (!key) return key;
    block_ = *key;
    block_rows_ = 0;
  }
  ++block_rows_;
  return block_;
}

Result<VaultKey> VaultKeys::read_slot(KeyNumber number) const {
  const auto gone = [&] { return failure(ErrorCode::not_found, "key " + std::to_string(number) + " was destroyed"); };
  const auto slot = disk_.read_at(epoch_->slots.get(), number * slot_octets, slot_octets);
  if (!slot) return tl::unexpected(slot.error());
  if (number == 0 || is_destroyed(*slot)) return gone();
  const auto key = open_slot(*slot, epoch_->cipher, epoch_->number, number);
  if (!key) return failure(ErrorCode::corrupt, "key " + std::to_string(number) + " does not open");
  return *key;
}

/// A reader's epoch may have been turned since it was opened: its files are overwritten then.
Result<VaultKey> VaultKeys::find(KeyNumber number) {
  const std::lock_guard lock(mutex_);
  if (number >= 1ull << 48) return failure(ErrorCode::corrupt, "no number of a key");
  auto key = read_slot(number);
  if (key || access_ == Access::read_write) return key;
  const auto newest = newest_epoch();
  if (!newest) return tl::unexpected(newest.error());
  if (!*newest || **newest == epoch_->number) return key;
  if (auto loaded = load(); !loaded) return tl::unexpected(loaded.error());
  return read_slot(number);
}

Result<void> VaultKeys::destroy(std::span<const KeyNumber> numbers) {
  const std::lock_guard lock(mutex_);
  if (latched_) return tl::unexpected(*latched_);
  if (numbers.empty()) return {};
  const std::string nothing(slot_octets, '\0');
  for (const KeyNumber number : numbers) {
    if (number == block_.number) block_.number = 0;
    if (number == 0 || number >= epoch_->end) continue;
    auto written = disk_.write_at(epoch_->slots.get(), nothing, number * slot_octets);
    if (!written) return latched(std::move(written));
  }
  return latched(disk_.sync_data(epoch_->slots.get()));
}

std::uint32_t VaultKeys::epoch() const {
  const std::lock_guard lock(mutex_);
  return epoch_->number;
}

bool VaultKeys::has_failed() const {
  const std::lock_guard lock(mutex_);
  return latched_.has_value();
}

Result<void> VaultKeys::reopen() {
  const std::lock_guard lock(mutex_);
  block_.number = 0;
  if (auto loaded = load(); !loaded) return loaded;
  latched_.reset();
  return {};
}

// -- the turn ---------------------------------------------------------------------------------------------------------

Result<void> VaultKeys::turn() {
  const std::lock_guard lock(mutex_);
  if (latched_) return tl::unexpected(*latched_);
  if (auto removed = remove_others(); !removed) return removed; // of a turn that failed
  const std::uint32_t number = epoch_->number + 1;
  const VaultKey epoch_key = random_secret();
  if (auto copied = copy_slots(number, epoch_key); !copied) {
    static_cast<void>(remove_others()); // the failure that is told is the first one
    return copied;
  }
  // From here the new epoch may be the one that a crash leaves: nothing goes to the old one any more.
  if (auto published = publish(number, epoch_key); !published) {
    latched_ = Error{ErrorCode::storage_failed, "a turn of the vault's keys failed: " + to_string(published.error())};
    return published;
  }
  auto opened = open_epoch(number);
  if (!opened) {
    latched_ = opened.error();
    return tl::unexpected(opened.error());
  }
  epoch_.emplace(std::move(*opened));
  // Keys that were written ahead moved too; `next_` still names the first that nobody has.
  block_.number = 0;
  return remove_others();
}

Result<void> VaultKeys::copy_slots(std::uint32_t number, const VaultKey& epoch_key) {
  const AesGcm cipher(epoch_key);
  const auto file = disk_.open(directory_ / (name_of_epoch(number) + std::string(slots_suffix)), OpenFor::creating);
  if (!file) return tl::unexpected(file.error());
  if (auto written = disk_.write_at(file->get(), slots_header(number), 0); !written) return written;
  if (auto sized = disk_.truncate(file->get(), epoch_->end * slot_octets); !sized) return sized;
  for (std::uint64_t first = 1; first < epoch_->end; first += slots_at_once) {
    const std::size_t count = std::min<std::uint64_t>(slots_at_once, epoch_->end - first);
    const auto old = disk_.read_at(epoch_->slots.get(), first * slot_octets, count * slot_octets);
    if (!old) return tl::unexpected(old.error());
    if (is_destroyed(*old)) continue; // stays a hole
    std::string slots;
    slots.reserve(count * slot_octets);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view slot = std::string_view(*old).substr(std::min(i * slot_octets, old->size()), slot_octets);
      const auto key = is_destroyed(slot) ? std::nullopt : open_slot(slot, epoch_->cipher, epoch_->number, first + i);
      if (key) {
        append_slot(slots, cipher, number, {first + i, *key});
      } else {
        slots.append(slot_octets, '\0');
      }
    }
    if (auto written = disk_.write_at(file->get(), slots, first * slot_octets); !written) return written;
  }
  return disk_.sync_data(file->get());
}

/// The rename is the instant at which the epoch exists.
Result<void> VaultKeys::publish(std::uint32_t number, const VaultKey& epoch_key) {
  const Path unfinished = directory_ / (name_of_epoch(number) + std::string(unfinished_suffix));
  const Path finished = directory_ / (name_of_epoch(number) + std::string(key_suffix));
  if (auto removed = disk_.remove(unfinished); !removed && removed.error().code != ErrorCode::not_found) return removed;
  const std::string octets =
      epoch_header(epoch_magic, number) + ring_.seal(view_of(epoch_key), purpose_of_epoch(number));
  if (auto written = write_new_file(disk_, unfinished, octets); !written) return written;
  if (auto synced = disk_.sync_directory(directory_); !synced) return synced;
  if (auto renamed = disk_.rename(unfinished, finished); !renamed) return renamed;
  return disk_.sync_directory(directory_);
}

/// Everything that is not of this epoch; key files first, for without them the slots are noise.
Result<void> VaultKeys::remove_others() {
  const auto names = disk_.list(directory_);
  if (!names) return tl::unexpected(names.error());
  bool any = false;
  for (const std::string_view suffix : {key_suffix, unfinished_suffix, slots_suffix}) {
    for (const std::string& name : *names) {
      const auto number = number_of_epoch(name, suffix);
      if (!number || (*number == epoch_->number && suffix != unfinished_suffix)) continue;
      if (auto removed = overwrite_and_remove(directory_ / name, disk_); !removed) return removed;
      any = true;
    }
  }
  return any ? disk_.sync_directory(directory_) : Result<void>{};
}

} // namespace store
