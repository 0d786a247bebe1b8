// The rows of one piece of an imported list: an immutable block beside the ledger, whose digest stands in the piece's
// entry. store/LEDGER.md draws its octets.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "parsers/result.hpp"
#include "store/stored_state.hpp"

namespace store {

using parsers::Result;

constexpr std::size_t most_rows_of_piece = 65'536;

using SourceHash = std::array<std::uint8_t, 16>; // keyed, of the name that the operator gave to the list's source

struct ImportBlockHeader {
  ImportId import = 0;
  ImportRow first_row = 0;
  bool is_last = false; // of its import
  classifier::ImportReason usual_reason = classifier::ImportReason::unstated;
  SourceHash source{};
  classifier::Generation generation = 1; // of the rows' hashes
  friend bool operator==(const ImportBlockHeader&, const ImportBlockHeader&) = default;
};

/// One octet after the other, so that rows are compared and moved as memory.
struct ListedRow {
  classifier::IdentityHash hash{};
  classifier::ImportReason reason = classifier::ImportReason::unstated;
  friend auto operator<=>(const ListedRow&, const ListedRow&) = default;
};

/// The rows ascend without repeats; there are at most most_rows_of_piece. None stand only in a last piece.
std::string write_import_block(const ImportBlockHeader& header, std::span<const ListedRow> rows);

/// A block that was read. Views the octets that it was made of.
class ImportBlock {
 public:
  /// Total: corrupt for every octets that write_import_block does not make, newer_format for an unknown version.
  static Result<ImportBlock> read(std::string_view octets);

  /// Of octets that `read` took before: looks at no row, so costs the same for every size.
  static Result<ImportBlock> read_again(std::string_view octets);

  [[nodiscard]] const ImportBlockHeader& header() const { return header_; }
  [[nodiscard]] std::size_t size() const { return hashes_.size() / hash_size; }
  [[nodiscard]] std::string_view hash(std::size_t index) const { return hashes_.substr(index * hash_size, hash_size); }
  [[nodiscard]] classifier::ImportReason reason(std::size_t index) const;
  /// What the row is in the state of its identity.
  [[nodiscard]] ImportedFact fact(std::size_t index) const;
  /// The first row whose hash is `hash` or comes after it.
  [[nodiscard]] std::size_t lower_bound(std::string_view hash) const;

 private:
  static constexpr std::size_t hash_size = classifier::IdentityHash().size();
  [[nodiscard]] bool has_one_form() const;
  ImportBlockHeader header_;
  std::string_view hashes_;
  std::string_view reasons_; // empty: each is the usual one
};

/// Key of a block, and cause of its entry.
classifier::Cause import_cause(ImportId import, ImportRow first_row);

} // namespace store
