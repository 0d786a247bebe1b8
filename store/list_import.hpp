// Bringing a list of people who want no mail into the ledger: rows are hashed, sorted on disk, and committed piece by
// piece in the order of their keys. What a crash leaves behind is taken up again by the next import of the same list.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "parsers/identity.hpp"
#include "store/digest_lists.hpp"
#include "store/import_piece.hpp"
#include "store/key_ring.hpp"
#include "store/lmdb.hpp"
#include "store/sorted_runs.hpp"

namespace store {

/// What the operator says of all rows of a list.
struct ImportRequest {
  classifier::Scope scope;
  classifier::ImportReason usual_reason = classifier::ImportReason::unstated;
  std::string source; // a name for people
  parsers::Instant now{};
};

struct ImportCounts {
  std::uint64_t invalid = 0;  // lines that name nobody
  std::uint64_t skipped = 0;  // lines of people whom the list does not keep from being written to
  std::uint64_t lines = 0;    // lines of all others
  std::uint64_t imported = 0; // of these, so far: became rows of this import
  std::uint64_t known = 0;    // of these, so far: repeat another line, or were imported before an interruption
};

using CommitPiece = std::function<Result<void>(const ImportPiece&)>;

/// Where an import works, and who commits its pieces: this process or the one that writes the store. All outlive it.
struct ImportPlace {
  std::filesystem::path directory; // of the store
  Environment& environment;        // only read
  const KeyRing& keys;
  Disk& disk;
  CommitPiece commit;
};

/// One at a time for a store (a lock in its work folder). Every call may fail and be tried again by a new ListImport.
class ListImport {
 public:
  /// busy while another import runs. Removes what an import left that was interrupted while it read its list.
  static Result<std::unique_ptr<ListImport>> begin(const ImportPlace& place, ImportRequest request);
  /// Removes the work folder of an import that nobody will go on with.
  static void forget(const std::filesystem::path& store_directory, ImportId import);
  ~ListImport();
  ListImport(const ListImport&) = delete;
  ListImport& operator=(const ListImport&) = delete;

  /// Rows on their way to the disk. One thread each; several may be filled at the same time.
  class Rows {
   public:
    Rows(SortedRuns& runs, const KeyRing& keys, Generation generation)
        : runs_(runs), keys_(keys), generation_(generation) {}
    Result<void> add(const parsers::Identity& identity, classifier::ImportReason reason);
    /// invalid_argument for what normalise_domain_rule refuses.
    Result<void> add_domain_rule(std::string_view rule, classifier::ImportReason reason);
    /// A row of a list of digests: whoever has this digest.
    Result<void> add_digest(const parsers::ContactDigest& digest, classifier::ImportReason reason);
    /// A row that an export wrote by the key of this installation alone. invalid_argument for one that was made by a
    /// later key than this import began with.
    Result<void> add_hash(const KeyedHash& hash, classifier::ImportReason reason);
    /// After the last row.
    Result<void> finish();
    [[nodiscard]] std::uint64_t lines() const { return lines_; }

   private:
    Result<void> add(const UnsortedRow& row);
    SortedRuns& runs_;
    const KeyRing& keys_;
    const Generation generation_;
    std::uint64_t lines_ = 0;
    DigestForms marked_forms_ = 0;
    std::vector<UnsortedRow> rows_;
  };
  [[nodiscard]] std::unique_ptr<Rows> rows();

  /// Some import was interrupted after reading: `resume` may be worth its digest.
  [[nodiscard]] bool has_interrupted_imports() const;
  /// Takes up an import of the same list that was interrupted after reading: then nothing needs to be read again.
  Result<bool> resume(const classifier::Digest& content);
  /// Every line was read. `content` tells lists apart: the digest of the octets and of how they were read.
  Result<void> finish_reading(const classifier::Digest& content, const ImportCounts& counts);

  /// Commits the next piece; false when there is none any more. Sizes pieces so that a commit takes about 8 ms.
  Result<bool> commit_piece();
  /// Instead of committing: counts what would be imported. The work folder is removed.
  Result<void> count_rows();

  [[nodiscard]] ImportId id() const { return id_; }
  [[nodiscard]] const KeyRing& keys() const { return place_.keys; }
  [[nodiscard]] const ImportCounts& counts() const { return counts_; }

 private:
  struct Piece {
    std::vector<ListedRow> rows;
    ImportRow first_row = 0;
    bool is_last = false;
    std::uint64_t imported = 0;
    std::uint64_t known = 0;
  };
  ListImport(const ImportPlace& place, ImportRequest request);
  [[nodiscard]] std::filesystem::path work_folder() const;
  /// `of_rows`: the generation of the rows that were read, where they were.
  Result<void> name_import(const classifier::Digest& content, std::optional<Generation> of_rows);
  [[nodiscard]] Result<bool> is_to_be_continued(const Transaction& transaction,
                                                std::optional<Generation> of_rows) const;
  [[nodiscard]] ImportId id_of(const classifier::Digest& content, std::uint32_t repetition) const;
  Result<void> open_merge();
  Result<Piece> next_piece(std::size_t most_rows);
  Result<void> skip_committed_rows();
  Result<Piece> take_prepared_piece();
  Result<void> commit(const Piece& piece);
  [[nodiscard]] ImportPiece written(const Piece& piece) const;

  const ImportPlace place_;
  const ImportRequest request_;
  const SourceHash source_;
  FileDescriptor lock_;
  SortedRuns runs_;
  std::uint32_t run_count_ = 0;
  ImportId id_ = 0;
  Generation generation_ = 1; // of the rows' hashes, from the reading of the list on
  ImportCounts counts_;
  parsers::Instant imported_at_{};
  std::optional<RunMerge> merge_;
  std::optional<MergedRow> ahead_; // read, in no piece yet
  ImportRow next_row_ = 0;         // of ahead_
  bool is_complete_ = false;
  std::size_t piece_rows_ = 0; // measured
  std::future<Result<Piece>> prepared_;
};

} // namespace store
