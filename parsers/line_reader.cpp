#include "parsers/line_reader.hpp"

#include <cstring>

namespace parsers {

// Plain counting without branches: the compiler turns it into vector instructions, which a search for each line end
// would not be.
LineEndCensus count_line_ends(std::string_view octets) {
  LineEndCensus census;
  for (std::size_t i = 0; i < octets.size(); ++i) {
    census.cr += octets[i] == '\r' ? 1U : 0U;
    census.lf += octets[i] == '\n' ? 1U : 0U;
    census.nul += octets[i] == '\0' ? 1U : 0U;
  }
  if (census.cr == 0) return census;
  for (std::size_t i = 1; i < octets.size(); ++i)
    census.cr_lf += (octets[i - 1] == '\r') & (octets[i] == '\n') ? 1U : 0U;
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
