// Collects what the words of a candidate are — a date, an address, "wrote" — and asks whether they stand as mail
// programs put them. Which language it is decides nothing, so a mixture is read as well.
#include "parsers/attribution_line.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "parsers/ascii.hpp"
#include "parsers/folded_text.hpp"
#include "parsers/quoted_header.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_lines = 4;
constexpr std::size_t most_octets = 700;
constexpr std::size_t most_words = 60;
constexpr std::size_t none = static_cast<std::size_t>(-1);

struct Word {
  std::string_view text; // folded, without punctuation round it
  bool has_digit = false;
  bool is_time = false; // "9:31", "17.50"
  bool is_date = false; // "2021", "28/10/21"
  bool is_address = false;
  bool is_bracketed = false; // "<a@b>"
  bool opens = false, says = false, is_weekday = false, cites = false;
  LanguageSet languages;
};

std::string_view strip_punctuation(std::string_view word) {
  constexpr std::string_view before = "\"'<([{-,*";
  constexpr std::string_view behind = "\"'>]},:;*";
  while (!word.empty() && before.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
  while (!word.empty() && behind.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
  return word;
}

bool is_time_of_day(std::string_view word) {
  const std::size_t mark = word.find_first_of(":.h");
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

struct Candidate {
  std::vector<Word> words;
  std::size_t words_of_first_line = 0;
};

/// `text` is folded, `first_line` its octets that stand on the first line; it must outlive the result.
Candidate split(std::string_view text, std::size_t first_line) {
  Candidate candidate;
  for (std::size_t at = 0; at < text.size() && candidate.words.size() < most_words;) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view printed = text.substr(at, end - at);
    if (const std::string_view word = strip_punctuation(printed); !word.empty()) {
      candidate.words.push_back(read_word(word));
      candidate.words.back().is_bracketed = printed.find_first_of("<([") != std::string_view::npos;
    }
    if (at < first_line) candidate.words_of_first_line = candidate.words.size();
    at = end + 1;
  }
  return candidate;
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

/// Where things stand in a candidate.
struct Signs {
  explicit Signs(std::span<const Word> words) : count(words.size()), opening(opening_length(words)) {
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

  [[nodiscard]] bool has_moment() const { return has_time || has_date; }
  /// Nothing but weekdays, or one word, before the first digit.
  [[nodiscard]] bool starts_with_date() const {
    return first_digit != none && (first_digit == weekdays || (first_digit <= 1 && says != none));
  }
  [[nodiscard]] bool ends_with_address() const { return last_address != none && last_address + 1 == count; }

  std::size_t count;
  std::size_t opening;
  std::size_t says = none; // the last one
  std::size_t address = none, last_address = none;
  std::size_t first_digit = none, last_digit = none;
  std::size_t weekdays = 0;
  bool has_time = false, has_date = false;
  bool has_bracketed_address = false;
};

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

/// A day, a time and "<x@y>" or the verb at the end say it in the order of a language that nobody told us.
bool is_unordered_form(const Signs& signs) {
  constexpr std::size_t longest = 24;
  constexpr std::size_t longest_without_address = 14;
  if (!signs.has_date || !signs.has_time) return false;
  if (signs.has_bracketed_address) return signs.count <= longest;
  return signs.says + 1 == signs.count && signs.first_digit < 7 && signs.count <= longest_without_address;
}

bool is_attribution(const Candidate& candidate, std::size_t from = 0) {
  const std::span<const Word> words = std::span(candidate.words).subspan(from);
  const Signs signs(words);
  if (signs.count < 2) return false;
  if (is_opened_form(signs)) return true;
  if (from > 0) return false;
  const bool is_dated = signs.first_digit < candidate.words_of_first_line && is_dated_form(signs);
  return is_dated || is_named_form(signs, candidate.words_of_first_line) || is_citing_form(words, signs);
}

/// "X wrote:" alone says too little; what follows has to prove it.
bool is_bare_form(const Candidate& candidate) {
  constexpr std::size_t longest = 6;
  return candidate.words.size() >= 2 && candidate.words.size() <= longest && candidate.words.back().says;
}

/// What Gmail printed before 2015 when it left the colon out: "2013/7/20 X <x@y>", "2016-03-03 17:21 GMT+01:00 X".
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

/// Zoho prints "---- On … wrote ----", without a colon.
bool stands_in_dashes(const QuotedLine& first, const QuotedLine& last) {
  return first.folded.starts_with("---") && first.folded.size() > 8 &&
         (last.folded.ends_with(" ---") || last.folded.ends_with(" ----"));
}

/// The end of the shortest run of lines from `first` whose last ends with a colon; `first` when there is none near.
std::size_t end_at_colon(const QuotedLines& lines, std::size_t first) {
  std::size_t octets = 0;
  for (std::size_t i = first; i < lines.size() && i < first + most_lines; ++i) {
    const QuotedLine& line = lines[i];
    octets += line.folded.size();
    if (line.is_blank() || line.is_long || line.depth != lines[first].depth || octets > most_octets) break;
    if (line.folded.ends_with(':') || line.folded.ends_with(":*") || stands_in_dashes(lines[first], line)) return i + 1;
  }
  return first;
}

std::string join(const QuotedLines& lines, std::size_t first, std::size_t end) {
  std::string text;
  for (std::size_t i = first; i < end; ++i) {
    if (!text.empty()) text += ' ';
    text += lines[i].folded;
  }
  return text;
}

bool is_followed_by_quotation(const QuotedLines& lines, std::size_t end, std::uint32_t depth) {
  const std::size_t next = lines.next_with_words(end, 3);
  return next < lines.size() && lines[next].depth > depth;
}

bool has_label_or_rule(const QuotedLines& lines, std::size_t first, std::size_t end) {
  for (std::size_t i = first; i < end; ++i) {
    const bool is_line_of_marks = lines[i].folded.find_first_not_of("-_=*") == std::string::npos;
    if (is_line_of_marks || read_label(lines[i].content)) return true;
  }
  return false;
}

bool is_followed_by_mail(const QuotedLines& lines, std::size_t end, std::uint32_t depth) {
  const std::size_t next = lines.next_with_words(end, 8);
  return next < lines.size() && (lines[next].depth > depth || is_reply_line(lines[next].folded));
}

/// The part of `content` in front of its word number `index`, as fold_text counts words.
std::string_view part_before_word(std::string_view content, std::size_t index) {
  std::size_t at = 0;
  std::size_t count = 0;
  while (at < content.size()) {
    while (at < content.size() && is_space(content[at])) ++at;
    std::size_t end = at;
    while (end < content.size() && !is_space(content[end])) ++end;
    const bool counts = !strip_punctuation(fold_text(content.substr(at, end - at))).empty();
    if (counts && count == index) return content.substr(0, at);
    count += counts ? 1 : 0;
    at = end;
  }
  return {};
}

/// "my words On 3 May 2024, X wrote:" with a quotation below: some programs leave the line end out.
std::optional<Attribution> read_behind_words(const QuotedLines& lines, std::size_t first, std::size_t end,
                                             const Candidate& candidate) {
  const Signs all(candidate.words);
  const bool is_plain = all.has_bracketed_address && all.has_date && all.has_time;
  if (!is_plain && !is_followed_by_quotation(lines, end, lines[first].depth)) return std::nullopt;
  for (std::size_t i = 1; i < candidate.words_of_first_line; ++i) {
    if (!candidate.words[i].opens || !is_attribution(candidate, i)) continue;
    std::string_view above = part_before_word(lines[first].content, i);
    const char initial = above.size() < lines[first].content.size() ? lines[first].content[above.size()] : 'a';
    if (initial >= 'a' && initial <= 'z') continue;            // "on" in a sentence; programs write "On"
    if (static_cast<unsigned char>(initial) >= 0xE0) continue; // scripts in which the name stands there
    while (!above.empty() && (is_space(above.back()) || above.back() == '-')) above.remove_suffix(1);
    return Attribution{end, above, languages_of(candidate)};
  }
  return std::nullopt;
}

/// Most lines are not worth more than a look at their first word.
bool can_do_without_colon(const QuotedLine& line) {
  if (line.is_long) return false;
  const std::string_view text = line.folded;
  const AttributionWord* const known = find_attribution_word(text.substr(0, text.find(' ')));
  return is_digit(text.front()) || (known != nullptr && known->opens);
}

std::optional<Attribution> read_without_colon(const QuotedLines& lines, std::size_t first) {
  if (!can_do_without_colon(lines[first])) return std::nullopt;
  const Candidate candidate = split(lines[first].folded, lines[first].folded.size());
  if (is_attribution_without_colon(candidate)) return Attribution{first + 1, {}, languages_of(candidate)};
  // "Am 3.5.24 um 9:31 schrieb X" and then a header block, or a quotation.
  if (candidate.words.empty() || !candidate.words.front().opens || !is_attribution(candidate)) return std::nullopt;
  const bool has_label = first + 1 < lines.size() && read_label(lines[first + 1].content).has_value();
  if (!has_label && !is_followed_by_quotation(lines, first + 1, lines[first].depth)) return std::nullopt;
  return Attribution{first + 1, {}, languages_of(candidate)};
}

/// Without its first lines it still is an attribution: those are the person's.
bool is_complete_below(const QuotedLines& lines, std::size_t first, std::size_t end) {
  for (std::size_t below = first + 1; below < end; ++below) {
    const std::string text = join(lines, below, end);
    const Candidate candidate = split(text, lines[below].folded.size());
    if (is_attribution(candidate) || is_unordered_form(Signs(candidate.words))) return true;
    if (read_behind_words(lines, below, end, candidate)) return true;
  }
  return false;
}

} // namespace

std::optional<Attribution> read_attribution(const QuotedLines& lines, std::size_t first) {
  if (lines[first].is_blank()) return std::nullopt;
  if (const std::size_t end = end_at_colon(lines, first); end > first) {
    const std::string text = join(lines, first, end);
    const Candidate candidate = split(text, lines[first].folded.size());
    const bool is_bare =
        end == first + 1 && is_bare_form(candidate) && is_followed_by_mail(lines, end, lines[first].depth);
    if (is_bare || is_attribution(candidate)) return Attribution{end, {}, languages_of(candidate)};
    if (const auto behind = read_behind_words(lines, first, end, candidate)) return behind;
    if (is_unordered_form(Signs(candidate.words)) && !has_label_or_rule(lines, first, end) &&
        !is_complete_below(lines, first, end))
      return Attribution{end, {}, languages_of(candidate)};
  }
  return read_without_colon(lines, first);
}

} // namespace parsers
