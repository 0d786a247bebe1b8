// The check for bugs: in every build it says what was wrong and ends the process.
#pragma once

#include <source_location>
#include <string_view>

namespace parsers {

[[noreturn]] void report_bug(std::string_view what, const std::source_location& where);

/// A condition that only a bug of ours can break. Never for input or environment.
inline void assert_that(bool condition, std::string_view what,
                        const std::source_location& where = std::source_location::current()) {
  if (!condition) report_bug(what, where);
}

} // namespace parsers
