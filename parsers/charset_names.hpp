// What the charset names of mail mean, misspelt ones included.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parsers {

/// The name without quotes and white space, in lower case.
std::string clean_charset_name(std::string_view name);

/// The name under which ICU knows a cleaned name ("utf-8" for UTF-8, "windows-1252" for Latin-1, as every mail program
/// reads it), nothing when nobody knows it. Looks into tables only, never for a file.
std::optional<std::string> known_charset(std::string_view clean_name);

} // namespace parsers
