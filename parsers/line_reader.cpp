#include "parsers/line_reader.hpp"

#include <cstring>

namespace parsers {
LineEndCensus take_line_end_census(std::string_view octets) {
  LineEndCensus census;
  census.has_nul = octets.find('\0') != std::string_view::npos;
  std::size_t at = octets.find('\n');
  for (; at != std::string_view::npos && !(census.has_bare_lf && census.has_cr_lf); at = octets.find('\n', at + 1))
    (at > 0 && octets[at - 1] == '\r' ? census.has_cr_lf : census.has_bare_lf) = true;
  at = octets.find('\r');
  for (; at != std::string_view::npos && !census.has_bare_cr; at = octets.find('\r', at + 1))
    census.has_bare_cr = at + 1 == octets.size() || octets[at + 1] != '\n';
  return census;
}

Line line_at(std::string_view octets, std::size_t begin, LineEnds line_ends) {
  const char wanted = line_ends == LineEnds::cr ? '\r' : '\n';
  const void* found =
      begin < octets.size() ? std::memchr(octets.data() + begin, wanted, octets.size() - begin) : nullptr;
  if (found == nullptr) return {begin, octets.size(), octets.size()};
  const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - octets.data());
  const bool has_cr = line_ends == LineEnds::lf && at > begin && octets[at - 1] == '\r';
  return {begin, has_cr ? at - 1 : at, at + 1};
}

} // namespace parsers
