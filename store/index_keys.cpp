#include "store/index_keys.hpp"

#include <algorithm>
#include <vector>

#include "parsers/assert_that.hpp"
#include "store/blake2b.hpp"
#include "store/key_file.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::IdentityHash;
using parsers::assert_that;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr unsigned index_mode = 0400;

} // namespace

IndexKeys::IndexKeys(const Secret& first, std::filesystem::path directory, Disk& disk)
    : directory_(std::move(directory)), disk_(disk) {
  keys_[0] = first;
}

IdentityHash IndexKeys::hash(std::string_view text) const { return blake2b_128(text, keys_[0]); }

IdentityHash IndexKeys::forward(const KeyedHash& from, Generation to) const {
  assert_that(from.generation >= 1 && from.generation <= to && to <= newest(), "a hash goes to a known generation");
  IdentityHash hash = from.hash;
  for (Generation at = from.generation; at < to; ++at) hash = blake2b_128(view_of(hash), keys_[at]);
  return hash;
}

Result<void> IndexKeys::read() {
  const auto text = load_key_file(path(), disk_);
  if (!text && text.error().code == ErrorCode::not_found) return {}; // generation 1 needs no file
  if (!text) return tl::unexpected(text.error());
  const auto later = read_index_file(*text);
  if (!later) return tl::unexpected(later.error());
  if (later->size() >= most_generations) return failure(ErrorCode::corrupt, "the file desist-index has too many keys");
  const std::size_t known = newest() - std::size_t{1};
  if (later->size() < known ||
      !std::equal(later->begin(), later->begin() + static_cast<std::ptrdiff_t>(known), keys_.begin() + 1)) {
    return failure(ErrorCode::corrupt, path().string() + " has lost keys that were in use");
  }
  std::ranges::copy(*later, keys_.begin() + 1);
  count_.store(static_cast<Generation>(later->size() + 1), std::memory_order_release);
  return {};
}

Result<void> IndexKeys::know(Generation generation) {
  if (generation <= newest()) return {};
  const std::lock_guard lock(changing_);
  if (auto known = read(); !known) return known;
  if (generation <= newest()) return {};
  return failure(ErrorCode::corrupt, path().string() + " lacks the key of generation " + std::to_string(generation));
}

/// The old file stays until the new one is whole on the disk, and the directory's entry is durable before anything is
/// hashed by the key.
Result<void> IndexKeys::write(std::span<const Secret> later) const {
  const auto beside = directory_ / "index.new";
  if (auto removed = disk_.remove(beside); !removed && removed.error().code != ErrorCode::not_found) return removed;
  auto done = create_key_file(beside, write_index_file(later), index_mode, disk_);
  if (done) done = disk_.rename(beside, path());
  if (done) done = disk_.sync_directory(directory_);
  return done;
}

Result<void> IndexKeys::make(Generation generation) {
  if (generation > most_generations) return failure(ErrorCode::invalid_argument, "there are too many generations");
  const std::lock_guard lock(changing_);
  if (auto known = read(); !known) return known;
  if (generation <= newest()) return disk_.sync_directory(directory_); // an attempt may have ended just before
  assert_that(generation == newest() + 1, "generations have no gap");
  std::vector<Secret> later(keys_.begin() + 1, keys_.begin() + newest());
  later.push_back(random_secret());
  if (auto written = write(later); !written) return written;
  keys_[newest()] = later.back();
  count_.store(generation, std::memory_order_release);
  return {};
}

} // namespace store
