// The same records however the list is cut, and none with a line end inside.
#include <algorithm>
#include <cstdint>
#include <string>

#include "parsers/json_list.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view list(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t cut = list.empty() ? 0 : data[0] % (list.size() + 1);
  std::string whole;
  std::string pieces;
  parsers::JsonListCutter one;
  one.add(list, whole);
  const std::uint64_t records = one.records();
  const auto lines = static_cast<std::uint64_t>(std::ranges::count(whole, '\n'));
  one.finish(whole);
  parsers::JsonListCutter two;
  two.add(list.substr(0, cut), pieces);
  two.add(list.substr(cut), pieces);
  two.finish(pieces);
  if (whole != pieces || lines != records) __builtin_trap();
  return 0;
}
