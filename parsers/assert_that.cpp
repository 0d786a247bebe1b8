#include "parsers/assert_that.hpp"

#include <cstdio>
#include <cstdlib>

namespace parsers {

void report_bug(std::string_view what, const std::source_location& where) {
  std::fprintf(stderr, "desist: bug: %.*s (%s:%u)\n", static_cast<int>(what.size()), what.data(), where.file_name(),
               static_cast<unsigned>(where.line()));
  std::abort();
}

} // namespace parsers
