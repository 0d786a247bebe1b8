#include "store/backup.hpp"

#include <algorithm>

#include "store/backup_parts.hpp"
#include "store/entry_codec.hpp"
#include "store/erasure_journal.hpp"
#include "store/event_codec.hpp"
#include "store/key_file.hpp"
#include "store/ledger.hpp"
#include "store/meta.hpp"
#include "store/octets.hpp"
#include "store/spool_directory.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;
using Path = std::filesystem::path;

namespace {

constexpr std::size_t piece_octets = 1UL << 20; // of a file, at once
constexpr std::size_t entries_at_once = 4096;   // of one read transaction
constexpr std::string_view unfinished = ".part";

/// What only ever grows is read behind the snapshot, in short transactions; these two are most of a large store.
constexpr bool is_append_only(Table table) { return table == Table::entries || table == Table::import_blocks; }

Result<BackupSummary> stopped() { return failure(ErrorCode::unavailable, "interrupted"); }

class BackupWriter {
 public:
  BackupWriter(const BackupRequest& request, SealedStreamWriter& stream, const BackupProgress& progress, Disk& disk)
      : request_(request), stream_(stream), parts_(stream), progress_(progress), disk_(disk) {}

  Result<BackupSummary> write(Environment& environment) {
    auto done = write_snapshot(environment);
    if (done) done = write_entries(environment);
    if (done) done = write_blocks(environment);
    if (done) done = write_files();
    if (done) done = check_vault_keys(environment);
    if (done) done = parts_.finish();
    if (!done) return tl::unexpected(done.error());
    summary_.parts = parts_.parts();
    summary_.octets = stream_.octets();
    return summary_;
  }

 private:
  Result<void> write_snapshot(Environment& environment);
  Result<void> write_about(const Transaction& transaction);
  Result<void> write_table(const Transaction& transaction, Table table);
  Result<void> write_entries(Environment& environment);
  Result<bool> write_some_entries(const Transaction& transaction, std::string& after);
  Result<void> note_block(const Row& entry);
  Result<void> write_blocks(Environment& environment);
  Result<void> write_files();
  Result<void> write_folder(const Path& folder);
  Result<void> write_master_key();
  struct VaultKeysThen {
    std::uint64_t dying = 0;
    std::vector<std::string> files;
    friend bool operator==(const VaultKeysThen&, const VaultKeysThen&) = default;
  };
  [[nodiscard]] Result<VaultKeysThen> vault_keys_now(const Transaction& transaction) const;
  Result<void> check_vault_keys(Environment& environment) const;
  Result<void> write_file(const Path& name);
  Result<void> check_progress() const {
    if (!progress_ || progress_(stream_.octets(), expected_)) return {};
    return failure(ErrorCode::unavailable, "interrupted");
  }

  const BackupRequest& request_;
  SealedStreamWriter& stream_;
  PartWriter parts_;
  const BackupProgress& progress_;
  Disk& disk_;
  BackupSummary summary_;
  std::vector<OriginHead> heads_;   // entries behind them are not part of the backup
  std::vector<std::string> blocks_; // keys of those that the entries name
  VaultKeysThen vault_keys_;        // when the snapshot was taken
  std::uint64_t expected_ = 0;
};

/// One view of everything that changes. Pages that the writer frees meanwhile are used again only afterwards.
Result<void> BackupWriter::write_snapshot(Environment& environment) {
  const auto transaction = environment.read();
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto checked = check_schema(*transaction); !checked) return checked;
  auto heads = heads_of(*transaction);
  if (!heads) return tl::unexpected(heads.error());
  heads_ = std::move(*heads);
  auto vault_keys = vault_keys_now(*transaction);
  if (!vault_keys) return tl::unexpected(vault_keys.error());
  vault_keys_ = std::move(*vault_keys);
  for (std::size_t table = 0; table < table_names.size(); ++table) {
    const auto size = transaction->size(static_cast<Table>(table));
    if (!size) return tl::unexpected(size.error());
    expected_ += size->octets;
  }
  if (auto written = write_about(*transaction); !written) return written;
  for (std::size_t number = 0; number < table_names.size(); ++number) {
    const auto table = static_cast<Table>(number);
    if (is_append_only(table)) continue;
    if (auto written = write_table(*transaction, table); !written) return written;
  }
  return {};
}

/// The restored spool goes on behind every number that a message may have had: they are causes and marks.
Result<void> BackupWriter::write_about(const Transaction& transaction) {
  const auto head = head_of(transaction);
  if (!head) return tl::unexpected(head.error());
  summary_.taken_at = request_.now;
  summary_.head = head->last;
  const auto segments = list_segments(request_.data / "spool", disk_);
  if (!segments && segments.error().code != ErrorCode::not_found) return tl::unexpected(segments.error());
  if (segments && !segments->empty()) summary_.next_spool_segment = segments->back() + 1;
  auto cursor = transaction.cursor(Table::done_marks);
  if (!cursor) return tl::unexpected(cursor.error());
  const auto last = cursor->last();
  if (!last) return tl::unexpected(last.error());
  if (*last) {
    const auto segment = OctetReader((*last)->key).number<std::uint32_t>();
    summary_.next_spool_segment = std::max(summary_.next_spool_segment, segment + 1);
  }
  auto done = parts_.begin({PartKind::about, {}});
  if (done) done = parts_.block(encode_summary(summary_));
  return done ? parts_.end() : done;
}

Result<void> BackupWriter::write_table(const Transaction& transaction, Table table) {
  if (auto begun = parts_.begin({PartKind::table, std::string(name_of(table))}); !begun) return begun;
  auto cursor = transaction.cursor(table);
  if (!cursor) return tl::unexpected(cursor.error());
  std::size_t count = 0;
  auto row = cursor->first();
  for (; row && *row; row = cursor->next()) {
    if (auto written = parts_.row(**row); !written) return written;
    if (++count % entries_at_once != 0) continue;
    if (auto goes_on = check_progress(); !goes_on) return goes_on;
  }
  if (!row) return tl::unexpected(row.error());
  return parts_.end();
}

Result<void> BackupWriter::write_entries(Environment& environment) {
  if (auto begun = parts_.begin({PartKind::table, std::string(name_of(Table::entries))}); !begun) return begun;
  std::string after;
  for (bool goes_on = true; goes_on;) {
    const auto transaction = environment.read();
    if (!transaction) return tl::unexpected(transaction.error());
    const auto more = write_some_entries(*transaction, after);
    if (!more) return tl::unexpected(more.error());
    goes_on = *more;
    if (auto checked = check_progress(); !checked) return checked;
  }
  return parts_.end();
}

Result<bool> BackupWriter::write_some_entries(const Transaction& transaction, std::string& after) {
  auto cursor = transaction.cursor(Table::entries);
  if (!cursor) return tl::unexpected(cursor.error());
  auto row = after.empty() ? cursor->first() : cursor->seek(after);
  if (row && *row && (*row)->key == after) row = cursor->next();
  for (std::size_t count = 0; row && *row; row = cursor->next()) {
    if (count++ == entries_at_once) return true;
    after = (*row)->key;
    OctetReader key((*row)->key);
    const auto ordinal = key.number<OriginOrdinal>();
    const auto number = key.number<std::uint64_t>();
    const auto head = std::ranges::find(heads_, ordinal, &OriginHead::ordinal);
    if (head == heads_.end() || number > head->last.number) continue;
    if (auto written = parts_.row(**row); !written) return tl::unexpected(written.error());
    if (auto noted = note_block(**row); !noted) return tl::unexpected(noted.error());
  }
  if (!row) return tl::unexpected(row.error());
  return false;
}

Result<void> BackupWriter::note_block(const Row& row) {
  const auto entry = decode_entry(row.value);
  if (!entry) return tl::unexpected(entry.error());
  if (entry->event.kind == classifier::EventKind::list_imported) blocks_.emplace_back(view_of(entry->cause));
  return {};
}

Result<void> BackupWriter::write_blocks(Environment& environment) {
  if (auto begun = parts_.begin({PartKind::table, std::string(name_of(Table::import_blocks))}); !begun) return begun;
  std::ranges::sort(blocks_);
  for (const std::string& key : blocks_) {
    const auto transaction = environment.read();
    if (!transaction) return tl::unexpected(transaction.error());
    const auto block = transaction->get(Table::import_blocks, key);
    if (!block) return tl::unexpected(block.error());
    if (!*block) return failure(ErrorCode::corrupt, "a block of an import is missing");
    if (auto written = parts_.row({key, **block}); !written) return written;
    if (auto goes_on = check_progress(); !goes_on) return goes_on;
  }
  return parts_.end();
}

/// After the tables: what they name was in the vault before them.
Result<void> BackupWriter::write_files() {
  if (auto written = write_master_key(); !written) return written;
  for (const std::string_view folder : {"keys", "vault_keys", "vault"}) {
    if (auto written = write_folder(folder); !written) return written;
  }
  return write_file(erasure_journal_of({}));
}

Result<void> BackupWriter::write_folder(const Path& folder) {
  const auto names = disk_.list(request_.data / folder);
  if (!names && names.error().code == ErrorCode::not_found) return {}; // a store that kept nothing yet
  if (!names) return tl::unexpected(names.error());
  for (const std::string& name : *names) {
    std::error_code ignored; // what cannot be looked at cannot be opened either
    const Path path = folder / name;
    if (path == Path("keys/master") || !std::filesystem::is_regular_file(request_.data / path, ignored)) continue;
    if (auto written = write_file(path); !written) return written;
  }
  return {};
}

/// What the snapshot names must open with the keys that were copied behind it. A key is destroyed only after it was
/// listed as dying, and taken off that list only after a turn, which shows in the names.
Result<void> BackupWriter::check_vault_keys(Environment& environment) const {
  const auto transaction = environment.read();
  if (!transaction) return tl::unexpected(transaction.error());
  const auto now = vault_keys_now(*transaction);
  if (!now) return tl::unexpected(now.error());
  if (*now == vault_keys_) return {};
  return failure(ErrorCode::busy, "keys of the vault were destroyed meanwhile; run it again");
}

Result<BackupWriter::VaultKeysThen> BackupWriter::vault_keys_now(const Transaction& transaction) const {
  const auto dying = transaction.count(Table::dying_keys);
  if (!dying) return tl::unexpected(dying.error());
  auto names = disk_.list(request_.data / "vault_keys");
  if (!names) return tl::unexpected(names.error());
  return VaultKeysThen{*dying, std::move(*names)};
}

/// Sealed once more, to the recovery key itself: it never lies in a file of a backup in the clear.
Result<void> BackupWriter::write_master_key() {
  const auto recipient = read_recovery_file(request_.data, disk_);
  if (!recipient) return tl::unexpected(recipient.error());
  const auto text = load_master_file(request_.data / "keys", disk_);
  if (!text) return tl::unexpected(text.error());
  auto done = parts_.begin({PartKind::master_key, {}});
  if (done) done = parts_.block(seal_to(*recipient, *text));
  return done ? parts_.end() : done;
}

Result<void> BackupWriter::write_file(const Path& name) {
  const auto file = disk_.open(request_.data / name, OpenFor::reading);
  if (!file && file.error().code == ErrorCode::not_found) return {}; // retention was faster
  if (!file) return tl::unexpected(file.error());
  if (auto begun = parts_.begin({PartKind::file, name.string()}); !begun) return begun;
  for (std::uint64_t place = 0;;) {
    const auto octets = disk_.read_at(file->get(), place, piece_octets);
    if (!octets) return tl::unexpected(octets.error());
    if (octets->empty()) return parts_.end();
    if (auto written = parts_.block(*octets); !written) return written;
    if (auto goes_on = check_progress(); !goes_on) return goes_on;
    place += octets->size();
  }
}

Result<BackupSummary> write_parts(const BackupRequest& request, int file, const BackupProgress& progress, Disk& disk) {
  const auto recipient = read_recovery_file(request.data, disk);
  if (!recipient && recipient.error().code == ErrorCode::not_found) {
    return failure(ErrorCode::not_found, "the store has no recovery key to seal a backup to");
  }
  if (!recipient) return tl::unexpected(recipient.error());
  auto environment = Environment::open({.directory = request.data / "store", .access = Access::read_only});
  if (!environment) return tl::unexpected(environment.error());
  auto stream = SealedStreamWriter::begin(file, *recipient, disk);
  if (!stream) return tl::unexpected(stream.error());
  BackupWriter writer(request, *stream, progress, disk);
  auto summary = writer.write(**environment);
  if (!summary) return summary;
  if (auto synced = disk.sync_data(file); !synced) return tl::unexpected(synced.error());
  return summary;
}

bool is_there(const Path& path) {
  std::error_code ignored; // what cannot be looked at cannot be written either
  return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

Path folder_of(const Path& file) { return file.has_parent_path() ? file.parent_path() : Path("."); }

} // namespace

std::string encode_summary(const BackupSummary& summary) {
  OctetWriter writer;
  write_instant(writer, summary.taken_at);
  writer.array(summary.head.origin).number(summary.head.number).number(summary.next_spool_segment);
  return std::move(writer).take();
}

Result<BackupSummary> decode_summary(std::string_view octets) {
  OctetReader reader(octets);
  BackupSummary summary;
  summary.taken_at = read_instant(reader);
  summary.head.origin = reader.array<classifier::Origin().size()>();
  summary.head.number = reader.number<std::uint64_t>();
  summary.next_spool_segment = reader.number<std::uint32_t>();
  if (!reader.is_finished()) return failure(ErrorCode::corrupt, "what the backup says of itself");
  return summary;
}

Result<BackupSummary> write_backup(const BackupRequest& request, const BackupProgress& progress, Disk& disk) {
  if (is_there(request.file)) return failure(ErrorCode::already_exists, request.file.string() + " is there already");
  Path part = request.file;
  part += unfinished;
  if (is_there(part)) static_cast<void>(disk.remove(part)); // of a backup that was killed; opening tells what is wrong
  const auto file = disk.open(part, OpenFor::creating);
  if (!file) return tl::unexpected(file.error());
  auto summary = write_parts(request, file->get(), progress, disk);
  if (summary) {
    if (auto renamed = disk.rename(part, request.file); !renamed) summary = tl::unexpected(renamed.error());
  }
  if (!summary) {
    static_cast<void>(disk.remove(part)); // the failure that is told is the first one
    return summary;
  }
  if (auto synced = disk.sync_directory(folder_of(request.file)); !synced) {
    static_cast<void>(disk.remove(request.file));
    return tl::unexpected(synced.error());
  }
  return summary;
}

Result<BackupSummary> verify_backup(const Path& path, const RecoveryKeyPair& key, const BackupProgress& progress,
                                    Disk& disk) {
  const auto file = disk.open(path, OpenFor::reading);
  if (!file) return tl::unexpected(file.error());
  const auto size = disk.size_of(file->get());
  if (!size) return tl::unexpected(size.error());
  auto stream = SealedStreamReader::open(file->get(), key, disk);
  if (!stream) return tl::unexpected(stream.error());
  PartReader parts(*stream);
  std::optional<BackupSummary> summary;
  auto part = parts.next();
  for (; part && *part; part = parts.next()) {
    auto block = parts.block();
    for (; block && *block; block = parts.block()) {
      if ((*part)->kind == PartKind::about) {
        auto told = decode_summary(**block);
        if (!told) return told;
        summary = *told;
      }
      if (progress && !progress(stream->octets(), *size)) return stopped();
    }
    if (!block) return tl::unexpected(block.error());
  }
  if (!part) return tl::unexpected(part.error());
  if (!summary) return failure(ErrorCode::corrupt, "the backup does not say what it is of");
  summary->parts = parts.parts();
  summary->octets = *size;
  return *summary;
}

} // namespace store
