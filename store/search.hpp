// Looking for kept messages by exact addresses, domains and whole words. A message is found by its tokens, which lie
// sealed with it: a search opens them one by one, newest first.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/result.hpp"
#include "store/message_tokens.hpp"

namespace store {

/// All of it must be in a message.
struct SearchQuery {
  enum class Concern : std::uint8_t { anybody, these_people_alone };
  std::vector<PersonDigest> people;
  std::vector<WordToken> words;
  Concern concern = Concern::anybody; // whom else the message may concern
};

/// Words, addresses, and "from:", "to:", "domain:", "kind:", "intent:" with a value each, separated by blanks.
/// invalid_argument for an empty query and for a value that is none.
Result<SearchQuery> parse_search(std::string_view text, const KeyRing& ring);
bool matches(const MessageTokens& tokens, const SearchQuery& query);

/// How a value of a field stands among the words of a message: "kind:bounce". Addresses in their normalised form.
std::string search_term(std::string_view field, std::string_view value);

} // namespace store
