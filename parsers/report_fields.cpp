#include "parsers/report_fields.hpp"

#include "parsers/ascii.hpp"
#include "parsers/report_lines.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_fields = 200;
constexpr std::size_t most_octets = 8192;

bool is_field_name(std::string_view name) {
  for (const char c : name)
    if (!is_alpha(c) && !is_digit(c) && c != '-' && c != '_') return false;
  return !name.empty() && name.size() <= 80;
}

} // namespace

std::vector<ReportField> read_report_fields(std::string_view text) {
  std::vector<ReportField> fields;
  bool is_in_field = false;
  Lines lines(text);
  std::string_view line;
  while (lines.next(line)) {
    if (is_in_field && !line.empty() && (line[0] == ' ' || line[0] == '\t')) {
      std::string& value = fields.back().value;
      if (value.size() + line.size() < most_octets) value.append(1, ' ').append(trim(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    const std::string_view name = trim(line.substr(0, colon == std::string_view::npos ? 0 : colon));
    is_in_field = is_field_name(name) && fields.size() < most_fields;
    if (is_in_field)
      fields.push_back({std::string(name), std::string(trim(line.substr(colon + 1)).substr(0, most_octets))});
  }
  return fields;
}

} // namespace parsers
