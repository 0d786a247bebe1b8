// The header of a message octet by octet, as signatures need it: only CR LF ends a line, nothing is forgiven.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parsers/limits.hpp"

namespace parsers {

struct RawField {
  std::string_view whole;   // from the name to before the last CR LF, folds and all
  std::size_t name_end = 0; // in `whole`: without white space before the colon
  std::size_t colon = 0;    // in `whole`

  [[nodiscard]] std::string_view name() const { return whole.substr(0, name_end); }
  [[nodiscard]] std::string_view body() const { return whole.substr(colon + 1); }
};

struct RawHeader {
  std::vector<RawField> fields;
  std::string_view body; // behind the empty line; empty when there is none
  /// Every reader sees the same header: no line that is neither field nor fold, no CR or LF that ends no line, no NUL,
  /// nothing beyond the limits. Where it is not so, a signature says nothing of what others read.
  bool is_unambiguous = true;
};

/// A field that readers expect once stands twice, From, Subject and their like: which of them is read, nobody knows.
bool repeats_single_field(const RawHeader& header);

/// Borrows `octets`. Cannot fail: what is no field is left out and marked.
RawHeader read_raw_header(std::string_view octets, const Limits& limits);

} // namespace parsers
