#include "parsers/attribution_signs.hpp"

#include <algorithm>

#include "parsers/ascii.hpp"

namespace parsers::attribution {
namespace {

constexpr std::size_t most_words = 60;
constexpr OctetSet brackets("<([");
constexpr OctetSet marks_of_time(":.h");
constexpr OctetSet before_word("\"'<([{-,*");
constexpr OctetSet behind_word("\"'>]},:;*");

bool is_time_of_day(std::string_view word) {
  const std::size_t mark = marks_of_time.find_in(word.substr(0, 3));
  if (mark == std::string_view::npos || mark == 0 || mark > 2 || word.size() < mark + 3) return false;
  if (word[mark] == '.' && word.size() > mark + 3) return false;
  return is_digit(word[0]) && is_digit(word[mark - 1]) && is_digit(word[mark + 1]) && is_digit(word[mark + 2]);
}

bool is_date_or_year(std::string_view word) {
  std::size_t digits = 0;
  std::size_t marks = 0;
  for (const char c : word) {
    if (digits == 4 && !is_digit(c)) return true;
    marks += digits > 0 && (c == '/' || c == '.' || c == '-') ? 1 : 0;
    digits = is_digit(c) ? digits + 1 : 0;
  }
  return digits == 4 || (marks >= 2 && digits > 0);
}

bool holds_address(std::string_view word) {
  const std::size_t at = word.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < word.size();
}

/// In scripts without blanks the verb is glued to the name before it.
const AttributionWord* find_glued_verb(std::string_view word) {
  constexpr std::size_t longest = 40;
  const std::size_t first = word.size() > longest ? word.size() - longest : 0;
  for (std::size_t i = first; i < word.size(); ++i) {
    if (static_cast<unsigned char>(word[i]) < 0xE1) continue; // no such script, or inside a character
    const AttributionWord* const known = find_attribution_word(word.substr(i));
    if (known != nullptr && known->says) return known;
  }
  return nullptr;
}

Word read_word(std::string_view text) {
  Word word;
  word.text = text;
  word.is_address = holds_address(text);
  if (word.is_address) return word;
  word.has_digit = std::any_of(text.begin(), text.end(), is_digit);
  word.is_time = word.has_digit && is_time_of_day(text);
  word.is_date = word.has_digit && is_date_or_year(text);
  const AttributionWord* known = find_attribution_word(text);
  if (known == nullptr) known = find_glued_verb(text);
  if (known == nullptr) return word;
  word.opens = known->opens;
  word.says = known->says;
  word.is_weekday = known->weekday;
  word.cites = known->cites;
  word.languages = known->languages;
  return word;
}

/// How many words at the front are an opening, "on" or "in data"; 0 when none.
std::size_t opening_length(std::span<const Word> words) {
  constexpr std::size_t longest = 4;
  std::string phrase;
  std::size_t found = 0;
  for (std::size_t i = 0; i < words.size() && i < longest; ++i) {
    if (i > 0) phrase += ' ';
    phrase += words[i].text;
    if (i == 0 ? words[0].opens : [&] {
          const AttributionWord* const known = find_attribution_word(phrase);
          return known != nullptr && known->opens;
        }())
      found = i + 1;
  }
  return found;
}

/// "On 3 May 2024, X wrote:", "Am 3.5.2024 um 9:31 schrieb X <x@y>:", "El 3/5 9:31, X <x@y>:"
bool is_opened_form(const Signs& signs) {
  if (signs.opening == 0 || signs.first_digit == none || signs.first_digit > signs.opening + 10) return false;
  const bool has_address = signs.address != none;
  if (signs.says == none) {
    const bool starts_with_address = signs.address <= signs.opening + 4 && signs.has_date;
    return has_address && signs.has_time && (starts_with_address || signs.last_address + 2 >= signs.count);
  }
  return signs.says >= signs.opening && signs.says + 14 >= signs.count && (signs.has_moment() || has_address);
}

/// "3 May 2024 9:31 X <x@y>:", "tir. 18. apr. 2017 kl. 13:09 skrev X:"
bool is_dated_form(const Signs& signs) {
  if (!signs.starts_with_date() || !signs.has_moment()) return false;
  return signs.says != none || (signs.ends_with_address() && signs.has_time);
}

/// "X <x@y> wrote:", "X <x@y> kirjoitti 3.5.2024 9.31:", "X schrieb am 3. Mai um 9:31:". On the first line, or the
/// person's last words would be the name.
bool is_named_form(const Signs& signs, std::size_t words_of_first_line) {
  const std::size_t most = std::min<std::size_t>(7, words_of_first_line);
  if (signs.says == none) return false;
  const bool says_last = signs.says + 1 == signs.count;
  const bool moment_behind = signs.last_digit != none && signs.last_digit > signs.says;
  if (signs.address < most && signs.says > signs.address && (says_last || moment_behind)) return true;
  return signs.says < most && signs.address == none && moment_behind && signs.has_time &&
         signs.first_digit > signs.says && signs.first_digit <= signs.says + 4;
}

/// "Quoting X <x@y>:", "Zitat von X <x@y>:"
bool is_citing_form(std::span<const Word> words, const Signs& signs) {
  constexpr std::size_t longest = 10;
  return words.front().cites && signs.ends_with_address() && signs.count <= longest;
}

} // namespace

std::string_view strip_punctuation(std::string_view word) {
  while (!word.empty() && before_word.has(word.front())) word.remove_prefix(1);
  while (!word.empty() && behind_word.has(word.back())) word.remove_suffix(1);
  return word;
}

Signs::Signs(std::span<const Word> words) : count(words.size()), opening(opening_length(words)) {
  for (std::size_t i = 0; i < count; ++i) {
    const Word& word = words[i];
    if (word.says && i > 0) says = i;
    if (word.is_address && address == none) address = i;
    if (word.is_address) last_address = i;
    if (word.is_address && word.is_bracketed) has_bracketed_address = true;
    if (word.has_digit && first_digit == none) first_digit = i;
    if (word.has_digit) last_digit = i;
    has_time = has_time || word.is_time;
    has_date = has_date || word.is_date;
    if (first_digit == none && word.is_weekday) ++weekdays;
  }
}

Candidate split(std::string_view text, std::size_t first_line) {
  Candidate candidate;
  for (std::size_t at = 0; at < text.size() && candidate.words.size() < most_words;) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view printed = text.substr(at, end - at);
    if (const std::string_view word = strip_punctuation(printed); !word.empty()) {
      candidate.words.push_back(read_word(word));
      candidate.words.back().is_bracketed = brackets.any_in(printed);
    }
    if (at < first_line) candidate.words_of_first_line = candidate.words.size();
    at = end + 1;
  }
  return candidate;
}

bool is_unordered_form(const Signs& signs) {
  constexpr std::size_t longest = 24;
  constexpr std::size_t longest_without_address = 14;
  if (!signs.has_date || !signs.has_time) return false;
  if (signs.has_bracketed_address) return signs.count <= longest;
  return signs.says + 1 == signs.count && signs.first_digit < 7 && signs.count <= longest_without_address;
}

bool is_attribution(const Candidate& candidate, std::size_t from) {
  const std::span<const Word> words = std::span(candidate.words).subspan(from);
  const Signs signs(words);
  if (signs.count < 2) return false;
  if (is_opened_form(signs)) return true;
  if (from > 0) return false;
  const bool is_dated = signs.first_digit < candidate.words_of_first_line && is_dated_form(signs);
  return is_dated || is_named_form(signs, candidate.words_of_first_line) || is_citing_form(words, signs);
}

bool is_bare_form(const Candidate& candidate) {
  constexpr std::size_t longest = 6;
  return candidate.words.size() >= 2 && candidate.words.size() <= longest && candidate.words.back().says;
}

bool is_attribution_without_colon(const Candidate& candidate) {
  constexpr std::size_t longest = 12;
  if (candidate.words.empty() || candidate.words.size() > longest) return false;
  const Word& first = candidate.words.front();
  const Signs signs(candidate.words);
  if (!first.is_date || !first.has_digit || first.text.size() < 8 || !is_digit(first.text[3])) return false;
  const bool has_zone = std::any_of(candidate.words.begin(), candidate.words.end(), [](const Word& word) {
    return word.text.starts_with("gmt+") || word.text.starts_with("gmt-");
  });
  return signs.ends_with_address() || (has_zone && signs.has_time);
}

LanguageSet languages_of(const Candidate& candidate) {
  LanguageSet languages;
  for (const Word& word : candidate.words)
    if (word.says || word.opens) languages = languages.narrowed_by(word.languages);
  return languages;
}

} // namespace parsers::attribution
