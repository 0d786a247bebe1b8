#include "parsers/assert_that.hpp"

#include <cstdio>
#include <cstdlib>

namespace parsers {

void report_bug(std::string_view what, const char* file, int line) {
  std::fprintf(stderr, "desist: bug: %.*s (%s:%d)\n", static_cast<int>(what.size()), what.data(), file, line);
  std::abort();
}

} // namespace parsers
