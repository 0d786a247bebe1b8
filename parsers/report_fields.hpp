// The fields of machine-readable report parts (RFC 5965, 8098): "Name: value" lines with folds, in text of LF lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parsers {

struct ReportField {
  std::string name;
  std::string value; // unfolded
};

/// At most 200 fields of 8 KiB; lines that are no field are left out.
std::vector<ReportField> read_report_fields(std::string_view text);

} // namespace parsers
