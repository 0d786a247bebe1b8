// Gathers what stands beside each written day. What is told with words of return or of an end decides; where no day has
// any, the days of absence themselves ("this week", "today") tell the day after them.
#include "parsers/return_date.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "parsers/ascii.hpp"
#include "parsers/date_words.hpp"
#include "parsers/phrase_set.hpp"
#include "parsers/return_date_words.hpp"
#include "parsers/word_table.hpp"
#include "parsers/written_date.hpp"

namespace parsers {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using Form = WrittenDate::Form;

constexpr std::size_t most_text = 4UL * 1024; // who tells when they are back tells it early
constexpr std::size_t before_window = 60;     // octets before a day in which its words stand
constexpr std::size_t after_window = 60;
constexpr std::size_t beside = 16; // octets between a doubtful day and its words

bool is_word_octet(char c) { return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

bool stands_alone(std::string_view text, std::size_t at, std::size_t length) {
  if (is_without_spaces(text[at])) return true;
  const bool begins = at == 0 || !is_word_octet(text[at - 1]);
  const bool ends = at + length >= text.size() || !is_word_octet(text[at + length]);
  return begins && ends;
}

struct FoldedCue {
  std::string words;
  DateCue cue{};
};

std::vector<FoldedCue> fold_cues(std::span<const CueWords> rows) {
  std::vector<FoldedCue> folded;
  for (const CueWords& row : rows)
    for_each_phrase(row.words, [&](std::string_view words) {
      const bool is_known = std::ranges::any_of(folded, [&](const FoldedCue& cue) { return cue.words == words; });
      if (!is_known) folded.push_back({std::string(words), row.cue});
    });
  return folded;
}

std::vector<FoldedCue> fold_list(std::string_view words) {
  const CueWords row{DateCue::until, words};
  return fold_cues({&row, 1});
}

PhraseSet phrases_of(const std::vector<FoldedCue>& cues) {
  std::vector<std::string_view> words(cues.size());
  std::ranges::transform(cues, words.begin(), &FoldedCue::words);
  return PhraseSet(words);
}

/// Cues that are found in one pass over a window.
struct CueBook {
  explicit CueBook(std::vector<FoldedCue> folded) : cues(std::move(folded)), phrases(phrases_of(cues)) {}
  CueBook(const CueBook&) = delete; // the phrases are those of the cues
  CueBook& operator=(const CueBook&) = delete;
  std::vector<FoldedCue> cues;
  PhraseSet phrases;
};

struct FoundCue {
  DateCue cue{};
  std::size_t distance = 0; // octets between it and the day
};

/// What follows the end of a sentence, or a line that tells of something else.
std::string_view last_sentence(std::string_view window) {
  for (const std::string_view end : {". ", "! ", "? ", "; ", "。", "!", "?"})
    if (const std::size_t at = window.rfind(end); at != std::string_view::npos && at + 4 < window.size()) {
      const bool is_ordinal = end == ". " && at > 0 && is_digit(window[at - 1]);
      if (!is_ordinal) window.remove_prefix(at + end.size());
    }
  return window;
}

/// The cue that ends last before the day, of those that end together the longest.
std::optional<FoundCue> cue_before(std::string_view folded, std::size_t date_begin, std::size_t from) {
  static const CueBook book(fold_cues(cues_before()));
  const std::size_t begin = std::max(from, date_begin > before_window ? date_begin - before_window : 0);
  const std::string_view window = last_sentence(folded.substr(begin, date_begin - begin));
  const auto occurrences = book.phrases.find(window);
  const FoldedCue* best = nullptr;
  std::size_t best_end = 0;
  for (const PhraseSet::Occurrence& one : occurrences.list()) {
    const FoldedCue& cue = book.cues[one.phrase];
    const std::size_t end = one.last_begin + cue.words.size();
    const bool is_better =
        end > best_end || (end == best_end && best != nullptr && cue.words.size() > best->words.size());
    if (!is_better || !stands_alone(window, one.last_begin, cue.words.size())) continue;
    best = &cue;
    best_end = end;
  }
  if (best == nullptr) return std::nullopt;
  return FoundCue{best->cue, window.size() - best_end};
}

/// Lets go of a weekday in brackets between a day and what follows: "20日(金)まで".
std::string_view without_brackets(std::string_view rest) {
  constexpr std::size_t longest = 16;
  const std::size_t open = rest.find('(');
  const std::size_t close = rest.find(')');
  const bool has_brackets = open <= 3 && close != std::string_view::npos && close > open && close - open < longest;
  return has_brackets ? trim(rest.substr(close + 1)) : rest;
}

std::optional<FoundCue> cue_right_after(std::string_view rest) {
  static const std::vector<FoldedCue> cues = fold_cues(cues_right_after());
  rest = trim(without_brackets(rest));
  const FoldedCue* longest = nullptr;
  for (const FoldedCue& cue : cues) {
    if (!rest.starts_with(cue.words) || !stands_alone("." + std::string(rest.substr(0, 40)), 1, cue.words.size()))
      continue;
    if (longest == nullptr || cue.words.size() > longest->words.size()) longest = &cue;
  }
  return longest == nullptr ? std::nullopt : std::optional(FoundCue{longest->cue, 0});
}

/// Up to the end of the sentence or the next day.
std::string_view sentence_after(std::string_view rest) {
  rest = rest.substr(0, after_window);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const bool ends = rest[i] == '!' || rest[i] == '?' || rest[i] == ';' || rest.substr(i).starts_with("。") ||
                      (rest[i] == '.' && i > 0 && i + 1 < rest.size() && rest[i + 1] == ' ');
    if (ends) return rest.substr(0, i);
  }
  return rest;
}

std::optional<FoundCue> cue_later(std::string_view rest) {
  static const CueBook book(fold_cues(cues_later()));
  const std::string_view window = sentence_after(rest);
  const auto occurrences = book.phrases.find(window);
  for (const PhraseSet::Occurrence& one : occurrences.list()) {
    const FoldedCue& cue = book.cues[one.phrase];
    if (stands_alone(window, one.last_begin, cue.words.size())) return FoundCue{cue.cue, one.last_begin};
  }
  return std::nullopt;
}

bool is_inclusive(std::string_view rest) {
  static const CueBook book(fold_list(words_of_inclusion()));
  constexpr std::size_t near = 20;
  const std::string_view window = sentence_after(rest.substr(0, near));
  const auto occurrences = book.phrases.find(window);
  return std::ranges::any_of(occurrences.list(), [&](const PhraseSet::Occurrence& one) {
    return stands_alone(window, one.last_begin, book.cues[one.phrase].words.size());
  });
}

bool is_in(const std::vector<FoldedCue>& list, std::string_view words) {
  return std::ranges::any_of(list, [&](const FoldedCue& cue) { return cue.words == words; });
}

bool joins_span(std::string_view between) {
  static const std::vector<FoldedCue> words = fold_list(words_of_span());
  return is_in(words, trim(between));
}

/// "for" of "for two weeks".
bool tells_length(std::string_view before) {
  static const std::vector<FoldedCue> words = fold_list(words_of_length());
  return std::ranges::any_of(words, [&](const FoldedCue& cue) {
    const std::string_view end = trim(before);
    return end.ends_with(cue.words) && stands_alone(end, end.size() - cue.words.size(), cue.words.size());
  });
}

class ReturnDateFinder {
 public:
  ReturnDateFinder(std::string_view text, Date received)
      : folded_(fold_text(text)), received_(received), dates_(find_written_dates(folded_, received)) {}

  std::optional<Date> find() {
    for (std::size_t i = 0; i < dates_.size(); ++i) read(i);
    if (back_ && (!until_ || *back_ >= *until_)) return Date(*back_);
    if (until_) return Date(*until_);
    if (absent_) return Date(*absent_);
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string_view before(std::size_t i) const {
    const std::size_t from = i == 0 ? 0 : dates_[i - 1].end;
    return std::string_view(folded_).substr(from, dates_[i].begin - from);
  }
  /// Up to the next day.
  [[nodiscard]] std::string_view after(std::size_t i) const {
    const std::size_t to = i + 1 < dates_.size() ? dates_[i + 1].begin : folded_.size();
    return std::string_view(folded_).substr(dates_[i].end, to - dates_[i].end);
  }
  [[nodiscard]] bool begins_span(std::size_t i) const {
    return i + 1 < dates_.size() && dates_[i + 1].form == Form::full && joins_span(after(i));
  }

  static void keep_later(std::optional<sys_days>& place, sys_days told) {
    place = place ? std::max(*place, told) : told;
  }

  void read(std::size_t i) {
    const WrittenDate& date = dates_[i];
    if (begins_span(i) || sys_days(date.last) < sys_days(received_)) return;
    if (const auto cue = cue_of(i)) return take(date, *cue, after(i));
    const bool ends_span = date.ends_span || (i > 0 && joins_span(before(i)));
    if (date.form == Form::full && ends_span) return take(date, DateCue::until, after(i));
    if (date.form == Form::near) return keep_later(absent_, sys_days(date.last) + days(is_return(i) ? 0 : 1));
    if (date.form == Form::amount && tells_length(before(i))) keep_later(absent_, sys_days(date.date));
  }

  [[nodiscard]] std::optional<DateCue> cue_of(std::size_t i) const {
    const WrittenDate& date = dates_[i];
    const bool is_doubtful = date.form == Form::doubtful;
    if (const auto cue = cue_right_after(after(i))) return cue->cue;
    const std::size_t from = i == 0 ? 0 : dates_[i - 1].end;
    const auto cue = cue_before(folded_, date.begin, from);
    if (cue && (!is_doubtful || cue->distance <= beside) && !(date.form == Form::amount && cue->cue != DateCue::back))
      return cue->cue;
    if (is_doubtful) return std::nullopt;
    const auto later = cue_later(after(i));
    return later ? std::optional(later->cue) : std::nullopt;
  }

  void take(const WrittenDate& date, DateCue cue, std::string_view rest) {
    if (cue == DateCue::back) return keep_later(back_, sys_days(date.date));
    const bool counts = cue == DateCue::inclusive || date.is_end || is_inclusive(rest);
    keep_later(until_, sys_days(date.date) + days(counts ? 1 : 0));
  }

  /// "I call you tomorrow" is a return, "today and tomorrow" is not.
  [[nodiscard]] bool is_return(std::size_t i) const {
    const bool is_one_day_ahead = dates_[i].date == dates_[i].last && sys_days(dates_[i].date) > sys_days(received_);
    const bool follows_today = i > 0 && dates_[i - 1].form == Form::near && before(i).size() <= beside;
    return is_one_day_ahead && !follows_today && !dates_[i].is_end;
  }

  std::string folded_;
  Date received_;
  std::vector<WrittenDate> dates_;
  std::optional<sys_days> back_;
  std::optional<sys_days> until_;
  std::optional<sys_days> absent_; // the day after the days of absence that are told
};

} // namespace

std::optional<Date> find_return_date(std::string_view text, Date received) {
  return ReturnDateFinder(text.substr(0, most_text), received).find();
}

} // namespace parsers
