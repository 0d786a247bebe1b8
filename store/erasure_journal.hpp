// Whom this installation has erased, as a file that outlives the store: a backup that is restored is told by it. It
// names nobody: hashes only. store/VAULT.md has its form.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "store/disk.hpp"
#include "store/privacy.hpp"

namespace store {

class Store;

/// The file of a data directory. The store writes it; a copy lies beside each backup.
std::filesystem::path erasure_journal_of(const std::filesystem::path& data_directory);

/// Whenever their keys are turned.
bool is_same_erasure(const ErasureRequest& a, const ErasureRequest& b);

/// Makes the file where there is none, and appends. Durable when it returns. What is there already is not written
/// again. The torn tail of an append that a crash cut off is removed first; corrupt for any other octet.
Result<void> append_erasure(const std::filesystem::path& journal, const ErasureRequest& request,
                            Disk& disk = system_disk());
/// An empty journal. Fine when there is one.
Result<void> make_erasure_journal(const std::filesystem::path& journal, Disk& disk = system_disk());

/// In the order of erasing, of which the last may be cut off and was then never acknowledged. not_found where there is
/// no journal, corrupt where one octet of it is not what was written.
Result<std::vector<ErasureRequest>> read_erasure_journal(const std::filesystem::path& journal,
                                                         Disk& disk = system_disk());
/// The text of a journal, the same promises.
Result<std::vector<ErasureRequest>> parse_erasure_journal(std::string_view text);

/// Erases again whomever the journal names, with one turn of the keys at the end; the count. For a store that was
/// restored from a backup. It may be repeated.
Result<std::size_t> replay_erasures(Store& store, const std::vector<ErasureRequest>& erasures);

} // namespace store
