#include "store/epoch_files.hpp"

#include <sodium.h>

#include <algorithm>
#include <charconv>

namespace store {

using parsers::ErrorCode;
using parsers::failure;
using Path = std::filesystem::path;

namespace {

constexpr std::uint32_t format_version = 1;
constexpr std::size_t nonce_octets = std::tuple_size_v<AesGcm::Nonce>;
constexpr std::size_t sealed_octets = sizeof(VaultKey) + AesGcm::tag_octets;
static_assert(nonce_octets + sealed_octets <= slot_octets);
constexpr std::uint64_t overwritten_at_once = 1ull << 20;

std::string bound_to(std::uint32_t epoch, KeyNumber number) {
  return std::move(OctetWriter().octets(slots_magic).number(epoch).number(number)).take();
}

} // namespace

std::string name_of_epoch(std::uint32_t number) {
  const std::string digits = std::to_string(number);
  return std::string(10 - digits.size(), '0') + digits;
}

std::optional<std::uint32_t> number_of_epoch(std::string_view name, std::string_view suffix) {
  if (!name.ends_with(suffix)) return std::nullopt;
  name.remove_suffix(suffix.size());
  std::uint32_t number = 0;
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (problem != std::errc() || end != name.data() + name.size() || number == 0) return std::nullopt;
  return number;
}

std::string epoch_header(std::string_view magic, std::uint32_t epoch) {
  return std::move(OctetWriter().octets(magic).number(format_version).number(epoch)).take();
}

std::string slots_header(std::uint32_t epoch) {
  std::string header = epoch_header(slots_magic, epoch);
  header.resize(slot_octets, '\0');
  return header;
}

Result<void> check_epoch_header(OctetReader& reader, std::string_view magic, std::uint32_t epoch) {
  const std::string what = "a file of epoch " + std::to_string(epoch) + " of the vault's keys";
  const std::string_view found = reader.octets(magic.size());
  const auto version = reader.number<std::uint32_t>();
  const auto number = reader.number<std::uint32_t>();
  if (!reader.is_whole() || found != magic || number != epoch) return failure(ErrorCode::corrupt, what);
  if (version > format_version) return failure(ErrorCode::newer_format, what);
  return {};
}

void append_slot(std::string& slots, const AesGcm& cipher, std::uint32_t epoch, const NumberedKey& key) {
  AesGcm::Nonce nonce{};
  randombytes_buf(nonce.data(), nonce.size());
  const std::size_t begin = slots.size();
  slots.append(view_of(nonce)).resize(begin + slot_octets, '\0');
  const std::string_view parts[] = {view_of(key.key)};
  cipher.seal(nonce, bound_to(epoch, key.number), parts, slots.data() + begin + nonce_octets);
}

std::optional<VaultKey> open_slot(std::string_view slot, const AesGcm& cipher, std::uint32_t epoch, KeyNumber number) {
  OctetReader reader(slot);
  const auto nonce = reader.array<nonce_octets>();
  const std::string_view sealed = reader.octets(sealed_octets);
  if (!reader.is_whole()) return std::nullopt;
  const auto clear = cipher.open(nonce, bound_to(epoch, number), sealed);
  if (!clear) return std::nullopt;
  return OctetReader(*clear).array<sizeof(VaultKey)>();
}

bool is_destroyed(std::string_view slot) { return slot.find_first_not_of('\0') == std::string_view::npos; }

Result<void> write_new_file(Disk& disk, const Path& path, std::string_view octets) {
  const auto file = disk.open(path, OpenFor::creating);
  if (!file) return tl::unexpected(file.error());
  if (auto done = disk.write_at(file->get(), octets, 0); !done) return done;
  return disk.sync_data(file->get());
}

Result<void> overwrite_and_remove(const Path& path, Disk& disk) {
  {
    const auto file = disk.open(path, OpenFor::writing);
    if (!file) return tl::unexpected(file.error());
    const auto size = disk.size_of(file->get());
    if (!size) return tl::unexpected(size.error());
    const std::string nothing(std::min<std::uint64_t>(*size, overwritten_at_once), '\0');
    for (std::uint64_t done = 0; done < *size; done += nothing.size()) {
      const auto some = std::string_view(nothing).substr(0, std::min<std::uint64_t>(nothing.size(), *size - done));
      if (auto written = disk.write_at(file->get(), some, done); !written) return written;
    }
    if (auto synced = disk.sync_data(file->get()); !synced) return synced;
  }
  return disk.remove(path);
}

} // namespace store
