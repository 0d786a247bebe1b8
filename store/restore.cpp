#include "store/restore.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "store/backup_parts.hpp"
#include "store/erasure_journal.hpp"
#include "store/key_file.hpp"
#include "store/key_ring.hpp"
#include "store/ledger.hpp"
#include "store/meta.hpp"
#include "store/octets.hpp"
#include "store/origin.hpp"
#include "store/spool_directory.hpp"
#include "store/spool_state.hpp"
#include "store/verify.hpp"
#include "store/writer_lock.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;
using Path = std::filesystem::path;

namespace {

constexpr std::string_view unfinished = ".restoring";
constexpr std::size_t octets_at_once = 16UL << 20; // of one write transaction
constexpr std::string_view folders[] = {"store", "vault", "vault_keys", "spool", "writer", "keys"};

struct FileRule {
  std::string_view folder;
  unsigned mode;
};
/// Files come back nowhere else.
constexpr FileRule file_rules[] = {{"keys", 0440}, {"vault_keys", 0600}, {"vault", 0600}};
constexpr FileRule journal_rule{"", 0600};

/// "keys/inbox": a folder that is known, and a name in it.
const FileRule* rule_of(const Path& name) {
  if (name == erasure_journal_of({})) return &journal_rule;
  const auto found =
      std::ranges::find_if(file_rules, [&](const FileRule& rule) { return name.parent_path() == rule.folder; });
  const std::string file = name.filename().string();
  const bool is_name = !file.empty() && file != "." && file != "..";
  return found != std::end(file_rules) && is_name && name.is_relative() ? found : nullptr;
}

std::optional<Table> table_named(std::string_view name) {
  const auto found = std::ranges::find(table_names, name);
  if (found == table_names.end()) return std::nullopt;
  return static_cast<Table>(found - table_names.begin());
}

/// Lays the parts out in a directory that is not yet the store's.
class Restoring {
 public:
  Restoring(const RestoreRequest& request, Path directory, const RecoveryKeyPair& key, Disk& disk)
      : request_(request), directory_(std::move(directory)), key_(key), disk_(disk) {}

  Result<BackupSummary> read(const BackupProgress& progress);
  /// What makes a store of the parts; tells the head of its new origin.
  Result<classifier::Position> complete(const BackupSummary& backup);

 private:
  Result<void> make_folders();
  Result<void> read_part(const PartName& part);
  Result<void> read_about();
  Result<void> read_master_key();
  Result<void> read_file(const Path& name);
  Result<void> read_table(Table table);
  Result<void> put_rows(Table table, std::string_view block);
  Result<void> commit_rows();
  Result<std::string> whole_part(std::size_t longest);
  Result<void> check_progress();
  Result<void> continue_spool(std::uint32_t next_segment);

  const RestoreRequest& request_;
  const Path directory_;
  const RecoveryKeyPair& key_;
  Disk& disk_;
  std::unique_ptr<Environment> environment_;
  std::optional<WriteTransaction> transaction_;
  std::size_t waiting_octets_ = 0; // in the transaction
  std::optional<SealedStreamReader> stream_;
  std::optional<PartReader> parts_;
  const BackupProgress* progress_ = nullptr;
  std::uint64_t file_octets_ = 0;
  std::optional<BackupSummary> about_;
  bool has_master_key_ = false;
};

Result<void> Restoring::make_folders() {
  if (auto made = disk_.create_directory(directory_); !made) return made;
  for (const std::string_view folder : folders) {
    if (auto made = disk_.create_directory(directory_ / folder); !made) return made;
  }
  auto environment = Environment::open_or_create(
      {.directory = directory_ / "store", .access = Access::read_write, .map_octets = request_.map_octets});
  if (!environment) return tl::unexpected(environment.error());
  environment_ = std::move(*environment);
  return {};
}

Result<BackupSummary> Restoring::read(const BackupProgress& progress) {
  progress_ = &progress;
  const auto file = disk_.open(request_.file, OpenFor::reading);
  if (!file) return tl::unexpected(file.error());
  const auto size = disk_.size_of(file->get());
  if (!size) return tl::unexpected(size.error());
  file_octets_ = *size;
  auto stream = SealedStreamReader::open(file->get(), key_, disk_);
  if (!stream) return tl::unexpected(stream.error());
  stream_.emplace(std::move(*stream));
  parts_.emplace(*stream_);
  if (auto made = make_folders(); !made) return tl::unexpected(made.error());
  auto part = parts_->next();
  for (; part && *part; part = parts_->next()) {
    if (auto done = read_part(**part); !done) return tl::unexpected(done.error());
  }
  if (!part) return tl::unexpected(part.error());
  if (!about_ || !has_master_key_) return failure(ErrorCode::corrupt, "the backup lacks a part");
  about_->parts = parts_->parts();
  about_->octets = file_octets_;
  return *about_;
}

Result<void> Restoring::read_part(const PartName& part) {
  switch (part.kind) {
    case PartKind::about:
      return read_about();
    case PartKind::master_key:
      return read_master_key();
    case PartKind::file:
      return read_file(part.name);
    case PartKind::table:
      break;
  }
  const auto table = table_named(part.name);
  if (!table) return failure(ErrorCode::newer_format, "the backup has a table that is not known: " + part.name);
  return read_table(*table);
}

Result<std::string> Restoring::whole_part(std::size_t longest) {
  std::string octets;
  auto block = parts_->block();
  for (; block && *block; block = parts_->block()) {
    if (octets.size() + (*block)->size() > longest) return failure(ErrorCode::corrupt, "a part that is too long");
    octets += **block;
  }
  if (!block) return tl::unexpected(block.error());
  return octets;
}

Result<void> Restoring::check_progress() {
  if (!*progress_ || (*progress_)(stream_->octets(), file_octets_)) return {};
  return failure(ErrorCode::unavailable, "interrupted");
}

Result<void> Restoring::read_about() {
  const auto octets = whole_part(4096);
  if (!octets) return tl::unexpected(octets.error());
  auto about = decode_summary(*octets);
  if (!about) return tl::unexpected(about.error());
  about_ = *about;
  return {};
}

Result<void> Restoring::read_master_key() {
  const auto sealed = whole_part(4096);
  if (!sealed) return tl::unexpected(sealed.error());
  const auto text = open_with(key_, *sealed);
  if (!text) return tl::unexpected(text.error());
  has_master_key_ = true;
  return create_key_file(directory_ / "keys" / "master", *text, 0400, disk_);
}

Result<void> Restoring::read_file(const Path& name) {
  const FileRule* rule = rule_of(name);
  if (rule == nullptr) return failure(ErrorCode::corrupt, "the backup has a file for no place of a store");
  const auto file = disk_.open(directory_ / name, OpenFor::creating);
  if (!file) return tl::unexpected(file.error());
  std::uint64_t place = 0;
  auto block = parts_->block();
  for (; block && *block; block = parts_->block()) {
    if (auto written = disk_.write_at(file->get(), **block, place); !written) return written;
    place += (*block)->size();
    if (auto goes_on = check_progress(); !goes_on) return goes_on;
  }
  if (!block) return tl::unexpected(block.error());
  if (::fchmod(file->get(), rule->mode) != 0) {
    return failure(ErrorCode::storage_failed, "cannot protect " + (directory_ / name).string());
  }
  return disk_.sync_data(file->get());
}

Result<void> Restoring::read_table(Table table) {
  auto block = parts_->block();
  for (; block && *block; block = parts_->block()) {
    if (auto put = put_rows(table, **block); !put) return put;
    if (auto goes_on = check_progress(); !goes_on) return goes_on;
  }
  if (!block) return tl::unexpected(block.error());
  return commit_rows();
}

Result<void> Restoring::put_rows(Table table, std::string_view block) {
  if (!transaction_) {
    auto begun = environment_->write();
    if (!begun) return tl::unexpected(begun.error());
    transaction_.emplace(std::move(*begun));
  }
  BlockRows rows(block);
  auto row = rows.next();
  for (; row && *row; row = rows.next()) {
    if (auto put = transaction_->put(table, (*row)->key, (*row)->value); !put) return put;
  }
  if (!row) return tl::unexpected(row.error());
  waiting_octets_ += block.size();
  return waiting_octets_ < octets_at_once ? Result<void>() : commit_rows();
}

Result<void> Restoring::commit_rows() {
  waiting_octets_ = 0;
  if (!transaction_) return {};
  auto committed = std::move(*transaction_).commit();
  transaction_.reset();
  return committed;
}

/// A number that was given out in the life before is never given again: it is the cause of entries, and marked as done.
Result<void> Restoring::continue_spool(std::uint32_t next_segment) {
  if (auto made = create_spool_directory(directory_ / "spool", disk_); !made) return made;
  auto state = SpoolState::open(directory_ / "spool", SpoolState::End::writing, disk_);
  if (!state) return tl::unexpected(state.error());
  (*state)->publish({.segment = next_segment, .offset = 0}, 0);
  state->reset();
  const auto file = disk_.open(directory_ / "spool" / "state", OpenFor::writing);
  if (!file) return tl::unexpected(file.error());
  return disk_.sync_data(file->get());
}

Result<classifier::Position> Restoring::complete(const BackupSummary& backup) {
  const auto keys = KeyRing::open(directory_ / "keys", disk_);
  if (!keys) return tl::unexpected(keys.error());
  const auto vault_keys = VaultKeys::open(directory_ / "vault_keys", *keys, Access::read_write, disk_);
  if (!vault_keys) return tl::unexpected(vault_keys.error());
  if (auto continued = continue_spool(backup.next_spool_segment); !continued) {
    return tl::unexpected(continued.error());
  }
  auto transaction = environment_->write();
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto checked = check_schema(*transaction); !checked) return tl::unexpected(checked.error());
  if (auto begun = begin_new_origin(*transaction, **vault_keys, request_.now); !begun)
    return tl::unexpected(begun.error());
  const auto head = head_of(*transaction);
  if (!head) return tl::unexpected(head.error());
  if (auto committed = std::move(*transaction).commit(); !committed) return tl::unexpected(committed.error());
  const auto report = verify_environment(*environment_, **vault_keys, {});
  if (!report) return tl::unexpected(report.error());
  if (!report->faults.empty()) return failure(ErrorCode::corrupt, "the restored store: " + report->faults.front());
  environment_.reset();
  for (const std::string_view folder : folders) {
    if (auto synced = disk_.sync_directory(directory_ / folder); !synced) return tl::unexpected(synced.error());
  }
  if (auto synced = disk_.sync_directory(directory_); !synced) return tl::unexpected(synced.error());
  return head->last;
}

void remove_folder(const Path& folder) {
  std::error_code ignored; // the next restore tries again
  std::filesystem::remove_all(folder, ignored);
}

Result<void> check_target(const Path& data) {
  std::error_code problem;
  if (!std::filesystem::exists(std::filesystem::symlink_status(data, problem))) return {};
  if (std::filesystem::is_directory(data, problem) && std::filesystem::is_empty(data, problem)) return {};
  return failure(ErrorCode::already_exists, data.string() + " is there already; a restore goes into a new directory");
}

Result<RestoreSummary> restore_into(const RestoreRequest& request, const Path& directory, const RecoveryKeyPair& key,
                                    const ReplayErasures& replay, const BackupProgress& progress, Disk& disk) {
  RestoreSummary summary;
  {
    Restoring restoring(request, directory, key, disk);
    const auto backup = restoring.read(progress);
    if (!backup) return tl::unexpected(backup.error());
    summary.backup = *backup;
    const auto head = restoring.complete(*backup);
    if (!head) return tl::unexpected(head.error());
    summary.head = *head;
  }
  const auto erased = replay(directory);
  if (!erased) return tl::unexpected(erased.error());
  summary.erased = *erased;
  return summary;
}

} // namespace

Result<RestoreSummary> restore_backup(const RestoreRequest& request, const RecoveryKeyPair& key,
                                      const ReplayErasures& replay, const BackupProgress& progress, Disk& disk) {
  if (auto checked = check_target(request.data); !checked) return tl::unexpected(checked.error());
  const Path data = request.data.has_filename() ? request.data : request.data.parent_path();
  Path directory = data;
  directory += unfinished;
  remove_folder(directory); // of a restore that was killed
  auto summary = restore_into(request, directory, key, replay, progress, disk);
  if (summary) {
    if (auto renamed = disk.rename(directory, data); !renamed) summary = tl::unexpected(renamed.error());
  }
  if (!summary) {
    remove_folder(directory);
    return summary;
  }
  const Path parent = data.has_parent_path() ? data.parent_path() : Path(".");
  if (auto synced = disk.sync_directory(parent); !synced) {
    remove_folder(data); // its name may not last
    return tl::unexpected(synced.error());
  }
  return summary;
}

} // namespace store
