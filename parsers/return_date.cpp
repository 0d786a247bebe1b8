#include "parsers/return_date.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "parsers/ascii.hpp"
#include "parsers/phrase_set.hpp"
#include "parsers/return_date_words.hpp"
#include "parsers/written_date.hpp"

namespace parsers {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::size_t most_text = 16UL * 1024;
constexpr std::size_t cue_window = 60; // octets before a date in which its cue stands

bool is_word_octet(char c) { return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

bool stands_alone(std::string_view text, std::size_t at, std::size_t length) {
  const bool begins = at == 0 || !is_word_octet(text[at - 1]);
  const bool ends = at + length >= text.size() || !is_word_octet(text[at + length]);
  return begins && ends;
}

/// The cue that ends last before the date, in its sentence.
std::optional<DateCue> cue_before(std::string_view folded, std::size_t date_begin, std::size_t from) {
  std::size_t begin = date_begin > cue_window ? date_begin - cue_window : 0;
  begin = std::max(begin, from);
  std::string_view window = folded.substr(begin, date_begin - begin);
  for (const std::string_view end_of_sentence : {". ", "! ", "? ", "; "})
    if (const std::size_t at = window.rfind(end_of_sentence);
        at != std::string_view::npos && at + 4 < window.size() && !is_digit(window[at == 0 ? 0 : at - 1]))
      window.remove_prefix(at + 2);
  std::optional<DateCue> best;
  std::size_t best_end = 0;
  for (const CueWord& cue : date_cues()) {
    const std::size_t at = window.rfind(cue.words);
    if (at == std::string_view::npos || !stands_alone(window, at, cue.words.size())) continue;
    const std::size_t end = at + cue.words.size();
    if (end < best_end || (end == best_end && best))
      continue; // longer cues stand before the shorter that they end with
    best = cue.cue;
    best_end = end;
  }
  return best;
}

/// "まで" after a date counts the day in, "以降" names the first day back; "tarihine kadar", "asti" say until.
std::optional<DateCue> cue_after(std::string_view rest) {
  struct Suffix {
    std::string_view words;
    DateCue cue;
  };
  static constexpr Suffix suffixes[] = {
      {"日まで", DateCue::inclusive},  {"日以降", DateCue::back},         {"日から", DateCue::back},
      {"日より", DateCue::back},       {"일까지", DateCue::inclusive},    {"일부터", DateCue::back},
      {" inclus", DateCue::inclusive}, {" included", DateCue::inclusive}, {" tarihine kadar", DateCue::until},
      {" asti", DateCue::inclusive},   {" saakka", DateCue::inclusive},   {" wieder", DateCue::back},
  };
  for (const Suffix& suffix : suffixes)
    if (rest.starts_with(suffix.words)) return suffix.cue;
  return std::nullopt;
}

bool joins_span(std::string_view between) {
  static constexpr std::string_view words[] = {"-",   "\xE2\x80\x93", "to",      "au",   "al",    "a",   "à",
                                               "do",  "bis",          "bis zum", "tot",  "t/m",   "até", "to the",
                                               "and", "and ending",   "~",       "から", "日から"};
  between = trim(between);
  return std::find(std::begin(words), std::end(words), between) != std::end(words);
}

} // namespace

std::optional<Date> find_return_date(std::string_view text, Date received) {
  const std::string folded = fold_words(text.substr(0, most_text));
  const std::vector<WrittenDate> dates = find_written_dates(folded, received);
  std::optional<sys_days> back;
  std::optional<sys_days> until;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const WrittenDate& date = dates[i];
    const std::size_t previous_end = i == 0 ? 0 : dates[i - 1].end;
    const std::string_view between = std::string_view(folded).substr(previous_end, date.begin - previous_end);
    auto cue = cue_after(std::string_view(folded).substr(date.end));
    if (!cue) cue = cue_before(folded, date.begin, previous_end);
    const bool is_full = date.form == WrittenDate::Form::full;
    if (!cue && is_full && (date.ends_span || (i > 0 && joins_span(between)))) cue = DateCue::until;
    if (!cue || *cue == DateCue::span || sys_days(date.date) < sys_days(received)) continue;
    std::optional<sys_days>& place = *cue == DateCue::back ? back : until;
    const sys_days told = sys_days(date.date) + days(*cue == DateCue::inclusive ? 1 : 0);
    place = place ? std::max(*place, told) : told;
  }
  if (back && (!until || *back >= *until)) return Date(*back);
  if (until) return Date(*until);
  return std::nullopt;
}

} // namespace parsers
