// Collects the lines of a candidate and asks what its words are. Which language it is decides nothing, so a mixture is
// read as well.
#include "parsers/attribution_line.hpp"

#include <algorithm>
#include <string>

#include "parsers/ascii.hpp"
#include "parsers/attribution_signs.hpp"
#include "parsers/folded_text.hpp"
#include "parsers/quoted_header.hpp"

namespace parsers {

namespace {

using attribution::Candidate;
using attribution::is_attribution;
using attribution::is_attribution_without_colon;
using attribution::is_bare_form;
using attribution::is_unordered_form;
using attribution::languages_of;
using attribution::Signs;
using attribution::split;
using attribution::strip_punctuation;

constexpr std::size_t most_lines = 4;
constexpr std::size_t most_octets = 700;

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
