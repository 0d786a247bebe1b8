// Writing of comma-separated values (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace relay {

/// In quotes where it must be. A text that a spreadsheet would take for a formula is no such text here: what is written
/// is what is read again.
inline std::string quoted_field(std::string_view value) {
  if (value.find_first_of(",\"\r\n;\t") == std::string_view::npos) return std::string(value);
  std::string text = "\"";
  for (const char c : value) {
    if (c == '"') text.push_back('"');
    text.push_back(c);
  }
  text.push_back('"');
  return text;
}

} // namespace relay
