#include "store/vault.hpp"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <optional>
#include <utility>

#include "parsers/assert_that.hpp"
#include "store/aes_gcm.hpp"
#include "store/little_endian.hpp"

namespace store {
namespace {

using parsers::Error;
using parsers::ErrorCode;
using parsers::failure;
using Path = std::filesystem::path;

constexpr std::string_view file_magic = "DESISTVA";
constexpr std::uint32_t format_version = 1;
constexpr std::uint64_t file_header_octets = 16;
constexpr std::uint64_t segment_octets = 256ull << 20;
constexpr std::size_t buffered_octets = std::size_t{8} << 20; // then it is written, although not yet synced
constexpr std::uint32_t largest_record_octets = 1u << 30;
constexpr std::string_view suffix = ".vault";

Path path_of(const Path& directory, std::uint32_t number) {
  const std::string digits = std::to_string(number);
  return directory / (std::string(10 - digits.size(), '0') + digits + std::string(suffix));
}

std::string file_header(std::uint32_t number) {
  std::string header(file_magic);
  append_number(header, format_version);
  append_number(header, number);
  return header;
}

/// The place is authenticated with the octets: a record that was moved does not open.
std::string bound_to(const VaultPlace& place) {
  std::string bound(file_magic);
  append_number(bound, place.segment);
  append_number(bound, place.offset);
  append_number(bound, place.length);
  return bound;
}

/// The nonce is always zero: every key seals one record and no other.
constexpr AesGcm::Nonce only_nonce{};

class SegmentedVault final : public Vault {
 public:
  SegmentedVault(Path directory, Disk& disk) : directory_(std::move(directory)), disk_(disk) {}

  Result<VaultPlace> append(std::string_view octets, const VaultKey& key) override;
  Result<void> sync() override;
  Result<std::string> read(const VaultPlace& place, const VaultKey& key) override;
  Result<std::uint32_t> segment_to_come() override;
  Result<std::size_t> remove_segments(std::uint32_t end, const std::set<std::uint32_t>& in_use) override;

 private:
  Result<void> make_room(std::size_t octets);
  Result<void> begin_segment();
  Result<std::uint32_t> highest_number();
  Result<std::vector<std::uint32_t>> segment_numbers();
  Result<void> write_buffered();
  Result<void> sync_written();
  Error give_up(Error error);
  Result<std::string> read_sealed(const VaultPlace& place);

  const Path directory_;
  Disk& disk_;
  std::mutex mutex_;
  std::optional<Error> latched_;
  std::optional<Error> lost_; // records that no sync has told of yet
  FileDescriptor file_;
  std::uint32_t number_ = 0;  // of the segment that is written
  std::uint64_t written_ = 0; // its octets that are in the file
  std::uint64_t synced_ = 0;
  std::string buffered_; // what follows them
};

Result<VaultPlace> SegmentedVault::append(std::string_view octets, const VaultKey& key) {
  const std::lock_guard lock(mutex_);
  if (latched_) return tl::unexpected(*latched_);
  const std::size_t length = octets.size() + AesGcm::tag_octets;
  if (length > largest_record_octets) {
    return failure(ErrorCode::too_large, "message of " + std::to_string(octets.size()) + " octets");
  }
  if (auto room = make_room(length); !room) return tl::unexpected(give_up(room.error()));
  const VaultPlace place{number_, static_cast<std::uint32_t>(length), written_ + buffered_.size()};
  const std::string_view parts[] = {octets};
  const std::size_t begin = buffered_.size();
  buffered_.resize(begin + length);
  AesGcm(key).seal(only_nonce, bound_to(place), parts, buffered_.data() + begin);
  return place;
}

/// The number is taken by creating the file: two writers would never share one.
Result<void> SegmentedVault::begin_segment() {
  auto number = highest_number();
  if (!number) return tl::unexpected(number.error());
  for (;;) {
    auto file = disk_.open(path_of(directory_, ++*number), OpenFor::creating);
    if (!file && file.error().code == ErrorCode::already_exists) continue;
    if (!file) return tl::unexpected(file.error());
    file_ = std::move(*file);
    number_ = *number;
    written_ = synced_ = 0;
    buffered_ = file_header(number_);
    return disk_.sync_directory(directory_);
  }
}

Result<std::uint32_t> SegmentedVault::highest_number() {
  const auto numbers = segment_numbers();
  if (!numbers) return tl::unexpected(numbers.error());
  return numbers->empty() ? 0 : *std::ranges::max_element(*numbers);
}

Result<std::vector<std::uint32_t>> SegmentedVault::segment_numbers() {
  const auto names = disk_.list(directory_);
  if (!names) return tl::unexpected(names.error());
  std::vector<std::uint32_t> numbers;
  for (const std::string_view name : *names) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error == std::errc{} && std::string_view(end) == suffix) numbers.push_back(number);
  }
  return numbers;
}

Result<std::uint32_t> SegmentedVault::segment_to_come() {
  const std::lock_guard lock(mutex_);
  if (file_.is_open()) return number_;
  const auto highest = highest_number();
  if (!highest) return highest;
  return *highest + 1;
}

Result<std::size_t> SegmentedVault::remove_segments(std::uint32_t end, const std::set<std::uint32_t>& in_use) {
  const std::lock_guard lock(mutex_);
  const auto numbers = segment_numbers();
  if (!numbers) return tl::unexpected(numbers.error());
  std::size_t removed = 0;
  for (const std::uint32_t number : *numbers) {
    if (number >= end || in_use.contains(number)) continue;
    if (auto gone = disk_.remove(path_of(directory_, number)); !gone) return tl::unexpected(gone.error());
    ++removed;
  }
  if (removed == 0) return 0;
  if (auto synced = disk_.sync_directory(directory_); !synced) return tl::unexpected(synced.error());
  return removed;
}

Result<void> SegmentedVault::make_room(std::size_t octets) {
  if (!file_.is_open()) return begin_segment();
  if (written_ + buffered_.size() + octets > segment_octets) {
    if (auto done = sync_written(); !done) return done;
    return begin_segment();
  }
  return buffered_.size() > buffered_octets ? write_buffered() : Result<void>{};
}

Result<void> SegmentedVault::write_buffered() {
  if (auto done = disk_.write_at(file_.get(), buffered_, written_); !done) return done;
  written_ += buffered_.size();
  buffered_.clear();
  return {};
}

Result<void> SegmentedVault::sync_written() {
  if (auto done = write_buffered(); !done) return done;
  if (synced_ == written_) return {};
  if (auto done = disk_.sync_data(file_.get()); !done) return done;
  synced_ = written_;
  return {};
}

Result<void> SegmentedVault::sync() {
  const std::lock_guard lock(mutex_);
  if (latched_) return tl::unexpected(*latched_);
  if (const auto lost = std::exchange(lost_, std::nullopt)) return tl::unexpected(*lost);
  if (!file_.is_open()) return {};
  auto done = sync_written();
  if (!done) give_up(done.error());
  lost_.reset();
  return done;
}

/// What was not synced is lost; the next `sync` says so too, for a caller who went on. A full disk is no more than
/// that: the same place is written again, under other keys (the callers'). Any other failure is latched.
Error SegmentedVault::give_up(Error error) {
  written_ = synced_;
  buffered_ = written_ == 0 && file_.is_open() ? file_header(number_) : std::string();
  lost_ = error;
  if (error.code != ErrorCode::storage_full) {
    latched_ = Error{ErrorCode::storage_failed, "the vault has failed and must be reopened: " + to_string(error)};
  }
  return error;
}

Result<std::string> SegmentedVault::read_sealed(const VaultPlace& place) {
  {
    const std::lock_guard lock(mutex_);
    if (file_.is_open() && place.segment == number_ && place.offset >= written_ &&
        place.offset - written_ + place.length <= buffered_.size()) {
      return buffered_.substr(static_cast<std::size_t>(place.offset - written_), place.length);
    }
  }
  const auto file = disk_.open(path_of(directory_, place.segment), OpenFor::reading);
  if (!file) return tl::unexpected(file.error());
  auto header = disk_.read_at(file->get(), 0, file_header_octets);
  if (!header) return header;
  if (header->starts_with(file_magic) && header->size() == file_header_octets &&
      get_number<std::uint32_t>(*header, file_magic.size()) > format_version) {
    return failure(ErrorCode::newer_format, "vault segment " + std::to_string(place.segment));
  }
  return disk_.read_at(file->get(), place.offset, place.length);
}

Result<std::string> SegmentedVault::read(const VaultPlace& place, const VaultKey& key) {
  if (place.length > largest_record_octets) return failure(ErrorCode::corrupt, "no place of the vault");
  auto sealed = read_sealed(place);
  if (!sealed) return sealed;
  auto octets = AesGcm(key).open(only_nonce, bound_to(place), *sealed);
  if (!octets || sealed->size() != place.length) {
    return failure(ErrorCode::corrupt, "record at " + std::to_string(place.offset) + " of vault segment " +
                                           std::to_string(place.segment) + " is not what was written");
  }
  return std::move(*octets);
}

} // namespace

Result<std::unique_ptr<Vault>> Vault::open(const Path& directory, Disk& disk) {
  if (auto made = disk.create_directory(directory); !made) return tl::unexpected(made.error());
  if (auto synced = disk.sync_directory(directory); !synced) return tl::unexpected(synced.error());
  const auto parent = std::filesystem::absolute(directory).lexically_normal().parent_path();
  if (auto synced = disk.sync_directory(parent); !synced) return tl::unexpected(synced.error());
  return std::make_unique<SegmentedVault>(directory, disk);
}

} // namespace store
