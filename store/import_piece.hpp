// The entries of imports inside a transaction: a piece with its block, an undo, and how far an import has come.
#pragma once

#include <string>
#include <vector>

#include "store/import_table.hpp"
#include "store/key_ring.hpp"
#include "store/vault_keys.hpp"

namespace store {

/// What one commit of an import brings.
struct ImportPiece {
  ImportTerms terms;
  std::string source; // the name that `terms.source` is the hash of
  std::string block;  // write_import_block
};
/// Of the name that an operator gave to the source of a list.
SourceHash hash_of_source(std::string_view name, const KeyRing& keys);
/// For another process that is to commit it.
std::string encode_import_piece(const ImportPiece& piece);
/// Total: corrupt for what encode_import_piece does not make. The block is only looked at when it is written.
Result<ImportPiece> decode_import_piece(std::string_view octets);

/// Appends the piece's entry, keeps its block and projects its rows. A piece that begins with the same row of the same
/// import is the same piece: it is written once. corrupt, with nothing written, for a block that is none.
Result<void> write_import_piece(WriteTransaction& transaction, const ImportPiece& piece, VaultKeys& keys);

/// not_found for an import that is not there. False when it was undone before.
Result<bool> write_import_undo(WriteTransaction& transaction, ImportId import, parsers::Instant now,
                               const KeyRing& keys);

struct ImportedSoFar {
  ImportRow next_row = 0; // the rows before it are committed
  bool is_complete = false;
  Generation generation = 1; // of its hashes; where nothing is committed it says nothing
};
Result<ImportedSoFar> imported_so_far(const Transaction& transaction, ImportId import);

struct ImportSummary {
  ImportId id = 0;
  ImportTerms terms;
  std::string source; // clear text where the store has it, else the hash in hex
  std::uint64_t rows = 0;
  bool is_complete = false;
  bool is_undone = false;
};
/// In the order of their ids.
Result<std::vector<ImportSummary>> read_imports(const Transaction& transaction, VaultKeys& keys);

} // namespace store
