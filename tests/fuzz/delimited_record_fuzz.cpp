// Lists as anybody may upload them: each ends, skipping finds what reading finds, and a cut changes nothing.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "parsers/delimited_record.hpp"

namespace {

using parsers::DelimitedReader;
using parsers::DelimitedRecord;

void expect_same(const DelimitedRecord& a, const DelimitedRecord& b) {
  if (a.fields != b.fields || a.line != b.line) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const std::optional<char> separator = data[0] == 0 ? std::nullopt : std::optional(static_cast<char>(data[0]));
  if (separator == '"' || separator == '\n' || separator == '\r') return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 3), size - 3);
  const std::size_t cut = (data[1] * 256u + data[2]) % (text.size() + 1);
  DelimitedReader whole(text, separator, 1, DelimitedReader::End::of_list);
  DelimitedReader skipping(text, separator, 1, DelimitedReader::End::of_list);
  DelimitedReader first(text.substr(0, cut), separator, 1, DelimitedReader::End::of_part);
  DelimitedRecord expected;
  DelimitedRecord record;
  while (first.next(record)) {
    if (!whole.next(expected) || !skipping.skip() || skipping.rest() != whole.rest()) std::abort();
    expect_same(record, expected);
  }
  const std::string rest = std::string(first.rest()).append(text.substr(cut));
  DelimitedReader second(rest, separator, first.line(), DelimitedReader::End::of_list);
  while (second.next(record)) {
    if (!whole.next(expected) || !skipping.skip()) std::abort();
    expect_same(record, expected);
  }
  if (whole.next(expected) || skipping.skip() || !whole.rest().empty()) std::abort();
  return 0;
}
