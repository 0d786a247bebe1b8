#include "store/list_import.hpp"

#include <sys/file.h>

#include <algorithm>
#include <chrono>
#include <new>

#include "parsers/address.hpp"
#include "store/address_table.hpp"
#include "store/event_codec.hpp"
#include "store/ledger.hpp"
#include "store/octets.hpp"

namespace store {

using classifier::Digest;
using classifier::IdentityHash;
using classifier::ImportReason;
using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::size_t rows_in_memory = 3'500'000; // of each thread: 63 MB
constexpr std::size_t least_piece = 8192;         // a slow sync does not get faster by fewer rows
constexpr std::size_t first_piece = least_piece;
constexpr std::chrono::milliseconds piece_time{8}; // of a commit

constexpr std::uint8_t sorted_version = 2;
constexpr std::string_view sorted_name = "sorted";

/// What the work folder says of a list that was read: the runs are whole.
struct SortedList {
  Generation generation = 1;
  std::uint32_t runs = 0;
  std::uint64_t lines = 0;
  std::uint64_t invalid = 0;
  std::uint64_t skipped = 0;
};

Result<void> write_sorted(const std::filesystem::path& folder, const SortedList& list, Disk& disk) {
  OctetWriter writer;
  writer.number(sorted_version).number(list.generation).number(list.runs);
  writer.number(list.lines).number(list.invalid).number(list.skipped);
  writer.array(chain_digest(writer.view()));
  const auto file = disk.open(folder / sorted_name, OpenFor::creating);
  if (!file) return tl::unexpected(file.error());
  auto done = disk.write_at(file->get(), writer.view(), 0);
  if (done) done = disk.sync_data(file->get());
  if (done) done = disk.sync_directory(folder);
  return done;
}

/// Nothing where the folder has no list that was wholly read.
std::optional<SortedList> read_sorted(const std::filesystem::path& folder, Disk& disk) {
  const auto file = disk.open(folder / sorted_name, OpenFor::reading);
  if (!file) return std::nullopt;
  const auto octets = disk.read_at(file->get(), 0, 256);
  if (!octets) return std::nullopt;
  OctetReader reader(*octets);
  const auto version = reader.number<std::uint8_t>();
  SortedList list;
  list.generation = reader.number<Generation>();
  list.runs = reader.number<std::uint32_t>();
  list.lines = reader.number<std::uint64_t>();
  list.invalid = reader.number<std::uint64_t>();
  list.skipped = reader.number<std::uint64_t>();
  const std::string_view told = std::string_view(*octets).substr(0, octets->size() - reader.left());
  const bool is_whole = reader.array<32>() == chain_digest(told);
  if (!reader.is_finished() || !is_whole || version != sorted_version) return std::nullopt;
  return list;
}

void remove_folder(const std::filesystem::path& folder) {
  std::error_code ignored; // the next import of the store tries again
  std::filesystem::remove_all(folder, ignored);
}

std::filesystem::path work_folder_of(const std::filesystem::path& store_directory, ImportId import) {
  return store_directory / "imports" / to_hex(OctetReader(import_key(import)).array<sizeof(ImportId)>());
}

Result<FileDescriptor> lock_imports(const std::filesystem::path& folder, Disk& disk) {
  const auto path = folder / "lock";
  auto file = disk.open(path, OpenFor::creating);
  if (!file && file.error().code == ErrorCode::already_exists) file = disk.open(path, OpenFor::writing);
  if (!file) return file;
  if (::flock(file->get(), LOCK_EX | LOCK_NB) == 0) return file;
  return failure(ErrorCode::busy, "another import into this store is running");
}

} // namespace

// -- rows -------------------------------------------------------------------------------------------------------------

Result<void> ListImport::Rows::add(const UnsortedRow& row) {
  if (rows_.empty()) rows_.reserve(rows_in_memory);
  rows_.push_back(row);
  return rows_.size() < rows_in_memory ? Result<void>() : runs_.write(rows_);
}

Result<void> ListImport::Rows::add_hash(const KeyedHash& hash, ImportReason reason) {
  if (hash.generation > generation_) {
    return failure(ErrorCode::invalid_argument,
                   "a keyed hash of a generation that this store did not have when the import began");
  }
  ++lines_;
  return add({.row = {.hash = keys_.forward(hash, generation_), .reason = reason}});
}

Result<void> ListImport::Rows::add(const parsers::Identity& identity, ImportReason reason) {
  if (auto added = add_hash({keys_.hash(identity)}, reason); !added) return added;
  const auto* address = std::get_if<parsers::Address>(&identity);
  if (address == nullptr) return {};
  const std::string wide = address->wide_text();
  if (wide == address->text()) return {};
  return add({.row = {.hash = keys_.forward({keys_.hash_text(wide)}, generation_), .reason = reason}, .is_copy = 1});
}

Result<void> ListImport::Rows::add_domain_rule(std::string_view rule, ImportReason reason) {
  const auto normalised = normalise_domain_rule(rule);
  if (!normalised) return tl::unexpected(normalised.error());
  return add_hash({keys_.hash_text(*normalised)}, reason);
}

Result<void> ListImport::Rows::add_digest(const parsers::ContactDigest& digest, ImportReason reason) {
  const auto form = static_cast<DigestForms>(1u << static_cast<unsigned>(digest.form));
  if ((marked_forms_ & form) == 0) {
    marked_forms_ = static_cast<DigestForms>(marked_forms_ | form);
    const UnsortedRow mark{
        .row = {.hash = keys_.forward({digest_list_mark(digest.form, keys_)}, generation_), .reason = {}},
        .is_copy = 1};
    if (auto added = add(mark); !added) return added;
  }
  return add_hash({hash_of_digest(digest, keys_)}, reason);
}

Result<void> ListImport::Rows::finish() { return runs_.write(rows_); }

std::unique_ptr<ListImport::Rows> ListImport::rows() { return std::make_unique<Rows>(runs_, place_.keys, generation_); }

// -- the work folder --------------------------------------------------------------------------------------------------

ListImport::ListImport(const ImportPlace& place, ImportRequest request)
    : place_(place),
      request_(std::move(request)),
      source_(hash_of_source(request_.source, place.keys)),
      runs_(place.directory / "imports" / "reading", place.disk),
      imported_at_(request_.now),
      piece_rows_(first_piece) {}

ListImport::~ListImport() {
  if (prepared_.valid()) prepared_.wait();
  if (!lock_.is_open()) return;
  try {
    remove_folder(place_.directory / "imports" / "reading");
  } catch (const std::bad_alloc&) { // a path needs memory; what stays is removed by the next import
  }
}

Result<std::unique_ptr<ListImport>> ListImport::begin(const ImportPlace& place, ImportRequest request) {
  std::unique_ptr<ListImport> import(new ListImport(place, std::move(request)));
  const auto folder = place.directory / "imports";
  if (auto made = place.disk.create_directory(folder); !made) return tl::unexpected(made.error());
  auto lock = lock_imports(folder, place.disk);
  if (!lock) return tl::unexpected(lock.error());
  import->lock_ = std::move(*lock);
  remove_folder(folder / "reading");
  const auto view = place.environment.read().and_then(
      [&](const ReadTransaction& transaction) { return IndexView::of(transaction, place.keys); });
  if (!view) return tl::unexpected(view.error());
  import->generation_ = view->generations().newest;
  if (auto made = place.disk.create_directory(folder / "reading"); !made) return tl::unexpected(made.error());
  return import;
}

std::filesystem::path ListImport::work_folder() const { return work_folder_of(place_.directory, id_); }

void ListImport::forget(const std::filesystem::path& store_directory, ImportId import) {
  remove_folder(work_folder_of(store_directory, import));
}

ImportId ListImport::id_of(const Digest& content, std::uint32_t repetition) const {
  OctetWriter writer;
  writer.octets("import").array(content).array(source_).enumerator(request_.usual_reason).number(repetition);
  write_scope(writer, request_.scope);
  return OctetReader(view_of(place_.keys.cause(writer.view()))).number<ImportId>();
}

/// Its rows are numbered in the order of their hashes: those of another generation would be other rows.
Result<bool> ListImport::is_to_be_continued(const Transaction& transaction, std::optional<Generation> of_rows) const {
  const auto undone = is_undone(transaction, id_);
  if (!undone || *undone || id_ == 0) return undone.map([](bool) { return false; });
  const auto so_far = imported_so_far(transaction, id_);
  if (!so_far) return tl::unexpected(so_far.error());
  return so_far->next_row == 0 || so_far->is_complete || !of_rows || so_far->generation == *of_rows;
}

/// The same list with the same terms is the same import, until it is undone.
Result<void> ListImport::name_import(const Digest& content, std::optional<Generation> of_rows) {
  const auto transaction = place_.environment.read();
  if (!transaction) return tl::unexpected(transaction.error());
  for (std::uint32_t repetition = 0;; ++repetition) {
    id_ = id_of(content, repetition);
    const auto continued = is_to_be_continued(*transaction, of_rows);
    if (!continued) return tl::unexpected(continued.error());
    if (*continued) break;
  }
  const auto terms = terms_of(*transaction, id_);
  if (!terms) return tl::unexpected(terms.error());
  if (*terms) imported_at_ = (*terms)->imported_at;
  return {};
}

bool ListImport::has_interrupted_imports() const {
  constexpr std::size_t id_digits = 2 * sizeof(ImportId);
  const auto names = place_.disk.list(place_.directory / "imports");
  return names && std::ranges::any_of(*names, [](const std::string& name) { return name.size() == id_digits; });
}

/// It goes on in the generation that its list was read in.
Result<bool> ListImport::resume(const Digest& content) {
  if (auto named = name_import(content, std::nullopt); !named) return tl::unexpected(named.error());
  const auto list = read_sorted(work_folder(), place_.disk);
  if (!list) return false;
  generation_ = list->generation;
  run_count_ = list->runs;
  counts_ = {.invalid = list->invalid, .skipped = list->skipped, .lines = list->lines};
  if (auto opened = open_merge(); !opened) return tl::unexpected(opened.error());
  return true;
}

Result<void> ListImport::finish_reading(const Digest& content, const ImportCounts& counts) {
  if (auto named = name_import(content, generation_); !named) return named;
  run_count_ = runs_.count();
  counts_ = {.invalid = counts.invalid, .skipped = counts.skipped, .lines = counts.lines};
  const auto folder = place_.directory / "imports";
  const SortedList list{.generation = generation_,
                        .runs = run_count_,
                        .lines = counts.lines,
                        .invalid = counts.invalid,
                        .skipped = counts.skipped};
  if (auto written = write_sorted(folder / "reading", list, place_.disk); !written) return written;
  remove_folder(work_folder()); // of the same list
  if (auto moved = place_.disk.rename(folder / "reading", work_folder()); !moved) return moved;
  if (auto synced = place_.disk.sync_directory(folder); !synced) return synced;
  return open_merge();
}

// -- pieces -----------------------------------------------------------------------------------------------------------

Result<void> ListImport::open_merge() {
  auto merge = RunMerge::open(work_folder(), run_count_, place_.disk);
  if (!merge) return tl::unexpected(merge.error());
  merge_.emplace(std::move(*merge));
  auto first = merge_->next();
  if (!first) return tl::unexpected(first.error());
  ahead_ = *first;
  next_row_ = 0;
  return skip_committed_rows();
}

Result<void> ListImport::skip_committed_rows() {
  const auto transaction = place_.environment.read();
  if (!transaction) return tl::unexpected(transaction.error());
  const auto so_far = imported_so_far(*transaction, id_);
  if (!so_far) return tl::unexpected(so_far.error());
  while (ahead_ && next_row_ < so_far->next_row) {
    const auto skipped = next_piece(std::min<ImportRow>(most_rows_of_piece, so_far->next_row - next_row_));
    if (!skipped) return tl::unexpected(skipped.error());
    counts_.known += skipped->imported + skipped->known;
  }
  return {};
}

Result<ListImport::Piece> ListImport::next_piece(std::size_t most_rows) {
  Piece piece{.rows = {}, .first_row = next_row_};
  piece.rows.reserve(most_rows);
  while (ahead_ && piece.rows.size() < most_rows) {
    piece.rows.push_back(ahead_->row);
    if (ahead_->lines > 0) {
      ++piece.imported;
      piece.known += ahead_->lines - 1;
    }
    ++next_row_;
    const auto next = merge_->next();
    if (!next) return tl::unexpected(next.error());
    ahead_ = *next;
  }
  piece.is_last = !ahead_;
  return piece;
}

/// The piece that was made while the one before was committed; the one after it is begun.
Result<ListImport::Piece> ListImport::take_prepared_piece() {
  auto piece = prepared_.valid() ? prepared_.get() : next_piece(piece_rows_);
  if (piece && ahead_) {
    prepared_ = std::async(std::launch::async, [this, rows = piece_rows_] { return next_piece(rows); });
  }
  return piece;
}

Result<bool> ListImport::commit_piece() {
  if (is_complete_ || (!prepared_.valid() && !ahead_)) {
    if (!is_complete_ && counts_.imported + counts_.known != counts_.lines) {
      return failure(ErrorCode::corrupt, "the work folder of the import is torn");
    }
    is_complete_ = true;
    remove_folder(work_folder());
    return false;
  }
  const auto piece = take_prepared_piece();
  if (!piece) return tl::unexpected(piece.error());
  if (auto committed = commit(*piece); !committed) return tl::unexpected(committed.error());
  counts_.imported += piece->imported;
  counts_.known += piece->known;
  return true;
}

Result<void> ListImport::commit(const Piece& piece) {
  const ImportPiece whole = written(piece);
  const auto begun = std::chrono::steady_clock::now();
  if (auto done = place_.commit(whole); !done) return done;
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  const double fits = static_cast<double>(piece.rows.size()) * (std::chrono::duration<double>(piece_time) / taken);
  const double most = std::min<double>(most_rows_of_piece, 2.0 * static_cast<double>(piece_rows_));
  piece_rows_ = static_cast<std::size_t>(std::clamp<double>(fits, least_piece, most));
  return {};
}

ImportPiece ListImport::written(const Piece& piece) const {
  const ImportBlockHeader header{.import = id_,
                                 .first_row = piece.first_row,
                                 .is_last = piece.is_last,
                                 .usual_reason = request_.usual_reason,
                                 .source = source_,
                                 .generation = generation_};
  return {.terms = {.imported_at = imported_at_,
                    .usual_reason = request_.usual_reason,
                    .source = source_,
                    .scope = request_.scope},
          .source = request_.source,
          .block = write_import_block(header, piece.rows)};
}

Result<void> ListImport::count_rows() {
  while (ahead_) {
    const auto piece = next_piece(most_rows_of_piece);
    if (!piece) return tl::unexpected(piece.error());
    counts_.imported += piece->imported;
    counts_.known += piece->known;
  }
  is_complete_ = true;
  remove_folder(work_folder());
  return {};
}

} // namespace store
