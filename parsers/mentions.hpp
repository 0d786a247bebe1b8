// Where a text names addresses and numbers, and which words it can be found by: for search, and for erasing somebody
// from a text. Not for deciding whom a message concerns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/byte_range.hpp"
#include "parsers/identity.hpp"

namespace parsers {

struct Mention {
  ByteRange place;
  Identity identity;
};

/// Everything in the text that reads as an address or as a number with its country, in order; at most `most`. Linear.
/// Octets of any charset may come.
std::vector<Mention> find_mentions(std::string_view text, std::size_t most);

/// The different words of a text, folded (folded_text.hpp), of 2 to 64 octets; at most `most`, in their order.
std::vector<std::string> search_words(std::string_view text, std::size_t most);

} // namespace parsers
