#include "parsers/mentions.hpp"

#include <algorithm>
#include <unordered_set>

#include "parsers/ascii.hpp"
#include "parsers/folded_text.hpp"

namespace parsers {
namespace {

constexpr std::size_t longest_local_part = 64;
constexpr std::size_t longest_domain = 255;
constexpr std::size_t longest_number = 32;
constexpr std::size_t least_digits = 7;
constexpr std::size_t shortest_word = 2;
constexpr std::size_t longest_word = 64;
constexpr std::size_t longest_searched_text = 64UL * 1024;

bool is_beyond_ascii(char octet) { return static_cast<unsigned char>(octet) >= 0x80; }
bool is_alphanumeric(char octet) { return is_digit(octet) || is_alpha(octet); }

/// atext of RFC 5322 3.2.3 and the dot, without the marks that texts put in front of an address.
bool is_local(char octet) {
  constexpr std::string_view marks = ".!#$%&*+-/=?^_{|}~'";
  return is_alphanumeric(octet) || is_beyond_ascii(octet) || marks.find(octet) != std::string_view::npos;
}
bool is_domain(char octet) { return is_alphanumeric(octet) || is_beyond_ascii(octet) || octet == '.' || octet == '-'; }

ByteRange range_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)};
}

/// The address round the '@' at `at`.
std::optional<Mention> address_at(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < longest_local_part && is_local(text[begin - 1])) --begin;
  while (begin < at && (text[begin] == '.' || text[begin] == '\'')) ++begin;
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= longest_domain && is_domain(text[end])) ++end;
  while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  if (begin == at || end == at + 1) return std::nullopt;
  auto address = Address::parse(text.substr(begin, end - begin));
  if (!address) return std::nullopt;
  return Mention{range_of(begin, end), std::move(*address)};
}

/// The number that begins with the '+' at `at`.
std::optional<Mention> number_at(std::string_view text, std::size_t at) {
  constexpr std::string_view separators = " ().-/";
  if (at > 0 && is_alphanumeric(text[at - 1])) return std::nullopt;
  std::string digits = "+";
  std::size_t end = at + 1;
  for (std::size_t i = at + 1; i < text.size() && i - at < longest_number; ++i) {
    if (is_digit(text[i])) {
      digits.push_back(text[i]);
      end = i + 1;
    } else if (separators.find(text[i]) == std::string_view::npos) {
      break;
    }
  }
  if (digits.size() <= least_digits) return std::nullopt;
  auto number = PhoneNumber::parse(digits);
  if (!number) return std::nullopt;
  return Mention{range_of(at, end), std::move(*number)};
}

} // namespace

std::vector<Mention> find_mentions(std::string_view text, std::size_t most) {
  std::vector<Mention> mentions;
  std::size_t searched = 0;
  while (mentions.size() < most) {
    const std::size_t at = text.find_first_of("@+", searched);
    if (at == std::string_view::npos) break;
    searched = at + 1;
    auto mention = text[at] == '@' ? address_at(text, at) : number_at(text, at);
    if (!mention) continue;
    searched = std::max<std::size_t>(searched, std::size_t{mention->place.offset} + mention->place.length);
    mentions.push_back(std::move(*mention));
  }
  return mentions;
}

std::vector<std::string> search_words(std::string_view text, std::size_t most) {
  const std::string folded = fold_text(text.substr(0, longest_searched_text));
  std::vector<std::string> words;
  std::unordered_set<std::string_view> seen; // of `folded`
  for (std::size_t i = 0; i < folded.size() && words.size() < most;) {
    std::size_t end = i;
    while (end < folded.size() && (is_alphanumeric(folded[end]) || is_beyond_ascii(folded[end]))) ++end;
    const std::string_view word = std::string_view(folded).substr(i, end - i);
    if (word.size() >= shortest_word && word.size() <= longest_word && seen.insert(word).second) {
      words.emplace_back(word);
    }
    i = std::max(end, i + 1);
  }
  return words;
}

} // namespace parsers
