// Reads a list of contacts into an import: one thread reads the octets, several make hashes of the rows.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "relay/list_form.hpp"
#include "store/list_import.hpp"

namespace relay {

struct InvalidLine {
  std::uint64_t row = 0; // the header, where there is one, is row 1
  std::uint64_t line = 0;
  std::string column;
  std::string why;
};

struct ListAccount {
  store::ImportCounts counts;       // invalid, skipped, lines
  std::vector<InvalidLine> invalid; // the first of them, in the order of the list
  classifier::Digest content{};     // of all octets, and of the options that they were read with
  std::string form;                 // what the list was taken for: "plain", "csv", "sendgrid-bounces", …
};

/// What a reading tells while it goes on. Both may be empty.
struct ListWatch {
  std::function<bool(std::uint64_t)> progress;                  // octets; false to stop: unavailable then
  std::function<Result<void>(const InvalidLine&)> take_invalid; // every one, in the order of the list
};

/// invalid_argument for a column that is not there.
Result<ListAccount> read_list(int file, const ListOptions& options, store::ListImport& import, const ListWatch& watch);

/// What read_list would say of the content, without making hashes of the rows. Leaves the file at its beginning.
Result<classifier::Digest> digest_list(int file, const ListOptions& options);

/// The scopes that rows of an export of ours have, in order; empty for any other list. Leaves the file at its
/// beginning. too_large for more than a hundred.
Result<std::vector<RowScope>> scopes_of_list(int file, const ListOptions& options,
                                             const std::function<bool(std::uint64_t)>& progress);

} // namespace relay
