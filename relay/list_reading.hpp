// Reads a list of contacts into an import: one thread reads the octets, several make hashes of the lines.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parsers/result.hpp"
#include "store/list_import.hpp"

namespace relay {

using parsers::Result;

/// How a list is written.
struct ListForm {
  std::optional<char> separator; // nothing: one contact a line
  std::size_t column = 0;
  std::optional<std::size_t> reason_column;
  bool has_header = false;
};

struct ListOptions {
  std::string column; // a name in the header; empty: found by itself
  std::string reason_column;
  bool is_csv = false; // else only when `column` is named
  classifier::ImportReason usual_reason = classifier::ImportReason::unstated;
};

struct InvalidLine {
  std::uint64_t line = 0;
  std::string why;
};

struct ListAccount {
  store::ImportCounts counts;       // invalid, lines
  std::vector<InvalidLine> invalid; // the first of them, in the order of the list
  classifier::Digest content{};     // of all octets, and of the options that they were read with
};

/// `progress(octets)` returns false to stop: unavailable then. invalid_argument for a column that is not there.
Result<ListAccount> read_list(int file, const ListOptions& options, store::ListImport& import,
                              const std::function<bool(std::uint64_t)>& progress);

/// What read_list would say of the content, without making hashes of the lines. Leaves the file at its beginning.
Result<classifier::Digest> digest_list(int file, const ListOptions& options);

/// The form that the first line asks for. invalid_argument for a column that it does not name.
Result<ListForm> form_of(std::string_view first_line, const ListOptions& options);

} // namespace relay
