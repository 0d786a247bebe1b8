#include "store/backup_journal.hpp"

#include <algorithm>

#include "store/erasure_journal.hpp"
#include "store/store.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;
using Path = std::filesystem::path;

namespace {

constexpr std::string_view title = "desist-erasures 1\n";

Result<std::string> read_whole(const Path& path, Disk& disk) {
  const auto file = disk.open(path, OpenFor::reading);
  if (!file) return tl::unexpected(file.error());
  const auto size = disk.size_of(file->get());
  if (!size) return tl::unexpected(size.error());
  return disk.read_at(file->get(), 0, *size);
}

/// A store that has erased nobody yet has none.
Result<std::string> journal_or_empty(const Path& path, Disk& disk) {
  auto text = read_whole(path, disk);
  if (!text && text.error().code == ErrorCode::not_found) return std::string(title);
  return text;
}

Result<void> replace(const Path& path, std::string_view text, Disk& disk) {
  Path part = path;
  part += ".part";
  std::error_code ignored; // what is in the way is told by opening it
  if (std::filesystem::exists(part, ignored)) static_cast<void>(disk.remove(part));
  const auto file = disk.open(part, OpenFor::creating);
  if (!file) return tl::unexpected(file.error());
  auto done = disk.write_at(file->get(), text, 0);
  if (done) done = disk.sync_data(file->get());
  if (done) done = disk.rename(part, path);
  if (!done) static_cast<void>(disk.remove(part)); // the failure that is told is the first one
  if (!done) return done;
  return disk.sync_directory(path.has_parent_path() ? path.parent_path() : Path("."));
}

} // namespace

Path journal_beside(const Path& backup) { return Path(backup).replace_filename(erasure_journal_of({})); }

Result<void> keep_journal_beside(const Path& data, const Path& backup, Disk& disk) {
  const Path beside = journal_beside(backup);
  const auto own = journal_or_empty(erasure_journal_of(data), disk);
  if (!own) return tl::unexpected(own.error());
  const auto there = read_whole(beside, disk);
  if (!there && there.error().code != ErrorCode::not_found) return tl::unexpected(there.error());
  if (there && there->starts_with(*own)) return {};
  if (there && !own->starts_with(*there)) {
    return failure(ErrorCode::already_exists, beside.string() + " is the erasure journal of another installation");
  }
  return replace(beside, *own, disk);
}

Result<std::uint64_t> replay_journal(const Path& journal, const Path& data, Disk& disk) {
  auto erasures = read_erasure_journal(journal, disk);
  if (!erasures && erasures.error().code == ErrorCode::not_found) {
    return failure(ErrorCode::not_found,
                   "there is no erasure journal at " + journal.string() + ": people who were erased would come back");
  }
  if (!erasures) return tl::unexpected(erasures.error());
  // The backup's own may name somebody who was erased while it was taken, after what it holds of them was read.
  if (auto made = make_erasure_journal(erasure_journal_of(data), disk); !made) return tl::unexpected(made.error());
  const auto own = read_erasure_journal(erasure_journal_of(data), disk);
  if (!own) return tl::unexpected(own.error());
  for (const ErasureRequest& erasure : *own) {
    const auto same = [&](const ErasureRequest& known) { return is_same_erasure(known, erasure); };
    if (std::ranges::none_of(*erasures, same)) erasures->push_back(erasure);
  }
  const auto store = Store::open(data, Access::read_write, disk);
  if (!store) return tl::unexpected(store.error());
  return replay_erasures(**store, *erasures);
}

} // namespace store
