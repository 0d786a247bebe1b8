#include "parsers/defect.hpp"

namespace parsers {

std::string_view name_of(Defect defect) {
  switch (defect) {
    case Defect::nesting_limit:
      return "nesting_limit";
    case Defect::part_limit:
      return "part_limit";
    case Defect::header_field_limit:
      return "header_field_limit";
    case Defect::header_field_too_long:
      return "header_field_too_long";
    case Defect::header_block_too_long:
      return "header_block_too_long";
    case Defect::malformed_header_field:
      return "malformed_header_field";
    case Defect::missing_header_end:
      return "missing_header_end";
    case Defect::missing_boundary:
      return "missing_boundary";
    case Defect::boundary_too_long:
      return "boundary_too_long";
    case Defect::unclosed_multipart:
      return "unclosed_multipart";
    case Defect::unknown_transfer_encoding:
      return "unknown_transfer_encoding";
    case Defect::bad_base64:
      return "bad_base64";
    case Defect::bad_quoted_printable:
      return "bad_quoted_printable";
    case Defect::unknown_charset:
      return "unknown_charset";
    case Defect::bad_charset:
      return "bad_charset";
    case Defect::text_limit:
      return "text_limit";
    case Defect::address_limit:
      return "address_limit";
    case Defect::malformed_address:
      return "malformed_address";
    case Defect::nul_octet:
      return "nul_octet";
    case Defect::bare_cr:
      return "bare_cr";
    case Defect::bare_lf:
      return "bare_lf";
    case Defect::cr_line_ends:
      return "cr_line_ends";
    case Defect::multiple_from_fields:
      return "multiple_from_fields";
    case Defect::missing_from_field:
      return "missing_from_field";
    case Defect::report_limit:
      return "report_limit";
    case Defect::malformed_report:
      return "malformed_report";
  }
  return "unknown";
}

} // namespace parsers
