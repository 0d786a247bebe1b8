#include "store/search.hpp"

#include <algorithm>
#include <array>

#include "parsers/ascii.hpp"
#include "parsers/mentions.hpp"

namespace store {

using parsers::ErrorCode;
using parsers::failure;

namespace {

constexpr std::size_t longest_query = 1024;
constexpr std::array<std::string_view, 5> fields{"from", "to", "domain", "kind", "intent"};

Result<std::string> term_of(std::string_view field, std::string_view value) {
  if (value.empty()) return failure(ErrorCode::invalid_argument, "a search for " + std::string(field) + ": nothing");
  if (field == "from" || field == "to") {
    const auto address = parsers::Address::parse(value);
    if (!address) return tl::unexpected(address.error());
    return search_term(field, address->text());
  }
  if (field == "domain") {
    const auto address = parsers::Address::parse("x@" + std::string(value));
    if (!address) return tl::unexpected(address.error());
    return search_term(field, address->domain());
  }
  return search_term(field, parsers::to_lower(value));
}

Result<void> add(SearchQuery& query, std::string_view word, const WordTokens& tokens, const KeyRing& ring) {
  const std::size_t colon = word.find(':');
  if (colon != std::string_view::npos && std::ranges::find(fields, word.substr(0, colon)) != fields.end()) {
    const auto term = term_of(word.substr(0, colon), word.substr(colon + 1));
    if (!term) return tl::unexpected(term.error());
    query.words.push_back(tokens.of(*term));
    return {};
  }
  if (word.find('@') != std::string_view::npos || word.starts_with('+')) {
    const auto identity = parsers::parse_identity(word);
    if (!identity) return tl::unexpected(identity.error());
    query.people.push_back(digest_of_person(*identity, ring));
    return {};
  }
  for (const std::string& folded : parsers::search_words(word, most_words)) query.words.push_back(tokens.of(folded));
  return {};
}

} // namespace

std::string search_term(std::string_view field, std::string_view value) {
  return std::string(field).append(":").append(value);
}

Result<SearchQuery> parse_search(std::string_view text, const KeyRing& ring) {
  if (text.size() > longest_query) return failure(ErrorCode::too_large, "a search of more than 1,024 octets");
  const WordTokens tokens(ring);
  SearchQuery query;
  constexpr std::string_view blanks = " \t\r\n";
  for (std::size_t i = text.find_first_not_of(blanks); i != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(blanks, i), text.size());
    if (auto added = add(query, text.substr(i, end - i), tokens, ring); !added) return tl::unexpected(added.error());
    i = text.find_first_not_of(blanks, end);
  }
  if (query.people.empty() && query.words.empty()) {
    return failure(ErrorCode::invalid_argument, "a search for nothing: give words, addresses or fields");
  }
  return query;
}

bool matches(const MessageTokens& tokens, const SearchQuery& query) {
  const auto is_asked_for = [&](const PersonDigest& person) {
    return std::ranges::find(query.people, person) != query.people.end();
  };
  if (query.concern == SearchQuery::Concern::these_people_alone &&
      !std::ranges::all_of(tokens.concerned, is_asked_for)) {
    return false;
  }
  return std::ranges::all_of(query.people, [&](const PersonDigest& person) { return tokens.names(person); }) &&
         std::ranges::all_of(query.words, [&](WordToken word) { return tokens.has(word); });
}

} // namespace store
