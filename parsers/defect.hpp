// What was wrong with a message that was read all the same.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace parsers {

enum class Defect : std::uint8_t {
  nesting_limit, // deeper than Limits::mime_depth: the rest is one opaque part
  part_limit,
  header_field_limit,
  header_field_too_long,
  header_block_too_long,
  malformed_header_field, // a line in the header that is neither a field nor a fold
  missing_header_end,     // the message ends inside its header
  missing_boundary,       // multipart without a usable boundary: read as text
  boundary_too_long,
  unclosed_multipart, // no closing delimiter
  unknown_transfer_encoding,
  bad_base64,
  bad_quoted_printable,
  unknown_charset,
  bad_charset, // octets that the named charset does not have
  text_limit,
  address_limit,
  malformed_address,
  nul_octet,
  bare_cr,
  bare_lf,      // in a message that also has CR LF
  cr_line_ends, // a file of CR line ends only
  multiple_from_fields,
  missing_from_field,
  report_limit,
  malformed_report,
  too_complex, // it ended the process that read it, and was not read again
};

std::string_view name_of(Defect defect);

/// A set that keeps the order of the first occurrence.
class Defects {
 public:
  void add(Defect defect) {
    if (!has(defect)) list_.push_back(defect);
  }
  void add(const Defects& others) {
    for (const Defect defect : others.list_) add(defect);
  }
  [[nodiscard]] bool has(Defect defect) const {
    for (const Defect known : list_)
      if (known == defect) return true;
    return false;
  }
  [[nodiscard]] const std::vector<Defect>& list() const { return list_; }
  [[nodiscard]] bool empty() const { return list_.empty(); }

 private:
  std::vector<Defect> list_;
};

} // namespace parsers
