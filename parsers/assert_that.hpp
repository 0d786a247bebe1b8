// The check for bugs: in every build it says what was wrong and ends the process.
#pragma once

#include <string_view>

namespace parsers {

[[noreturn]] void report_bug(std::string_view what, const char* file, int line);

/// A condition that only a bug of ours can break. Never for input or environment. The built-ins name the caller's
/// place; std::source_location, which is made of them, is missing where clang 14 builds the fuzz targets.
inline void assert_that(bool condition, std::string_view what, const char* file = __builtin_FILE(),
                        int line = __builtin_LINE()) {
  if (!condition) report_bug(what, file, line);
}

} // namespace parsers
