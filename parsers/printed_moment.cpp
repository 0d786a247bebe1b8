// Takes the printed text apart into numbers, words and marks, then looks for the time, the zone and the day in that
// order: what the time has used is no part of the day.
#include "parsers/printed_moment.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include "parsers/ascii.hpp"
#include "parsers/folded_text.hpp"

namespace parsers {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Token {
  std::string_view text;
  bool is_number = false;
  bool is_used = false;
  unsigned value = 0;
  std::size_t digits = 0;
};

bool is_word_octet(char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

std::vector<Token> read_tokens(std::string_view folded) {
  constexpr std::size_t most_digits = 6;
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = at + 1;
    Token token;
    if (is_digit(folded[at])) {
      while (end < folded.size() && is_digit(folded[end])) ++end;
      token.is_number = true;
      token.digits = end - at;
      for (std::size_t i = at; i < end && i < at + most_digits; ++i)
        token.value = token.value * 10 + static_cast<unsigned>(folded[i] - '0');
    } else if (is_word_octet(folded[at])) {
      while (end < folded.size() && is_word_octet(folded[end])) ++end;
    }
    token.text = folded.substr(at, end - at);
    if (token.text != " ") tokens.push_back(token);
    at = end;
  }
  return tokens;
}

struct Zone {
  std::string_view name;
  int minutes = 0;
};
// Only names that mean one offset in mail. Sorted.
constexpr std::array zones{
    Zone{"aedt", 660}, Zone{"aest", 600}, Zone{"akdt", -480}, Zone{"akst", -540}, Zone{"bst", 60},   Zone{"cdt", -300},
    Zone{"cest", 120}, Zone{"cet", 60},   Zone{"edt", -240},  Zone{"eest", 180},  Zone{"eet", 120},  Zone{"est", -300},
    Zone{"gmt", 0},    Zone{"hkt", 480},  Zone{"jst", 540},   Zone{"kst", 540},   Zone{"mdt", -360}, Zone{"mesz", 120},
    Zone{"mez", 60},   Zone{"msk", 180},  Zone{"nzdt", 780},  Zone{"nzst", 720},  Zone{"pdt", -420}, Zone{"pst", -480},
    Zone{"sgt", 480},  Zone{"utc", 0},    Zone{"west", 60},   Zone{"wib", 420}};
static_assert(std::ranges::is_sorted(zones, {}, &Zone::name));

// clang-format off
constexpr std::string_view before_noon[] = {"am", "上午", "午前", "오전", "ص", "sa", "pg", "vorm", "पूर्वाह्न"};
constexpr std::string_view after_noon[] = {"pm", "下午", "午後", "오후", "م", "ch", "ptg", "nachm", "अपराह्न"};
// clang-format on

template <std::size_t size>
bool is_one_of(std::string_view word, const std::string_view (&words)[size]) {
  return std::any_of(std::begin(words), std::end(words), [word](std::string_view w) { return word == fold_text(w); });
}

class MomentReader {
 public:
  MomentReader(std::vector<Token> tokens, std::string_view language)
      : tokens_(std::move(tokens)), language_(language) {}

  std::optional<PrintedMoment> read() {
    PrintedMoment moment;
    moment.time = read_time();
    if (moment.time) moment.zone = read_zone();
    const auto day = read_day();
    if (!day) return std::nullopt;
    moment.day = *day;
    return moment;
  }

 private:
  [[nodiscard]] bool is_number(std::size_t i, std::size_t most_digits) const {
    return i < tokens_.size() && tokens_[i].is_number && !tokens_[i].is_used && tokens_[i].digits <= most_digits;
  }
  [[nodiscard]] bool is_text(std::size_t i, std::string_view text) const {
    return i < tokens_.size() && tokens_[i].text == text;
  }
  [[nodiscard]] unsigned value(std::size_t i) const { return tokens_[i].value; }
  [[nodiscard]] bool touches(std::size_t i) const { // token i and the next
    return i + 1 < tokens_.size() && tokens_[i].text.data() + tokens_[i].text.size() == tokens_[i + 1].text.data();
  }
  void use(std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) tokens_[i].is_used = true;
  }

  /// h:mm and h:mm:ss, else h.mm behind the day, "10h12" and "10 h 12".
  std::optional<seconds> read_time() {
    for (const std::string_view mark : {":", "h", "시", "时", "時"})
      for (std::size_t i = 0; i < tokens_.size(); ++i)
        if (auto time = time_at(i, mark)) return time;
    // A day may look the same: 10.12 is a time only as the last of its kind, and not in front of a year.
    for (std::size_t i = tokens_.size(); i-- > 0;) {
      const bool goes_on = is_text(i + 3, ".") || (i > 0 && is_text(i - 1, ".") && touches(i - 1));
      if (!goes_on && is_number(i + 2, 2) && tokens_[i + 2].digits == 2 && i > 0)
        if (auto time = time_at(i, ".")) return time;
    }
    return std::nullopt;
  }

  std::optional<seconds> time_at(std::size_t i, std::string_view mark) {
    if (!is_number(i, 2) || !is_text(i + 1, mark) || !is_number(i + 2, 2)) return std::nullopt;
    unsigned hour = value(i);
    const bool has_seconds = is_text(i + 3, mark) && touches(i + 2) && is_number(i + 4, 2);
    const unsigned second = has_seconds ? value(i + 4) : 0;
    const std::size_t end = i + (has_seconds ? 5 : 3);
    if (hour > 24 || value(i + 2) > 59 || second > 60) return std::nullopt;
    const bool is_before_noon = is_near(i, end, before_noon);
    const bool is_after_noon = is_near(i, end, after_noon);
    if (hour <= 12 && is_after_noon) hour = hour % 12 + 12;
    if (hour == 12 && is_before_noon) hour = 0;
    const auto time = hours(hour) + minutes(value(i + 2)) + seconds(second);
    use(i, end);
    time_end_ = end;
    return time;
  }

  /// "am" right behind the time or in front of it; "a.m." too.
  template <std::size_t size>
  bool is_near(std::size_t first, std::size_t end, const std::string_view (&words)[size]) {
    const auto word_at = [&](std::size_t i) {
      std::string word;
      for (; i < tokens_.size() && word.size() < 12; ++i) {
        if (tokens_[i].text == ".") continue;
        if (tokens_[i].is_number || !is_word_octet(tokens_[i].text.front())) break;
        word += tokens_[i].text;
        if (is_one_of(word, words)) return true;
      }
      return false;
    };
    const bool is_so = word_at(end) || (first > 0 && is_one_of(tokens_[first - 1].text, words));
    has_half_day_ = has_half_day_ || is_so;
    return is_so;
  }

  /// The sign and offset behind the time, "+0200", "GMT+2", "(UTC-03:30)"; or a name.
  std::optional<minutes> read_zone() {
    constexpr std::size_t most_tokens_ahead = 8;
    std::optional<minutes> named;
    for (std::size_t i = time_end_; i < tokens_.size() && i < time_end_ + most_tokens_ahead; ++i) {
      if ((is_text(i, "+") || is_text(i, "-")) && is_number(i + 1, 4) && touches(i)) {
        const auto offset = offset_at(i + 1);
        if (!offset) return named;
        return is_text(i, "-") ? -*offset : *offset;
      }
      const auto zone = std::ranges::lower_bound(zones, tokens_[i].text, {}, &Zone::name);
      if (!named && zone != zones.end() && zone->name == tokens_[i].text) named = minutes(zone->minutes);
    }
    return named;
  }

  std::optional<minutes> offset_at(std::size_t i) {
    const bool is_split = is_text(i + 1, ":") && is_number(i + 2, 2);
    const bool is_joined = tokens_[i].digits == 4;
    if (tokens_[i].digits == 3) return std::nullopt;
    const unsigned hour = is_joined ? value(i) / 100 : value(i);
    const unsigned minute = is_joined ? value(i) % 100 : is_split ? value(i + 2) : 0;
    if (hour > 14 || minute > 59) return std::nullopt;
    use(i, i + (is_split ? 3 : 1));
    return hours(hour) + minutes(minute);
  }

  static std::optional<Date> date_of(unsigned year, unsigned month, unsigned day) {
    constexpr unsigned buddhist = 543; // Thailand counts from the Buddha
    if (year < 100) year += 2000;
    if (year >= 2400 && year < 2700) year -= buddhist;
    if (year < 1980 || year > 2200) return std::nullopt;
    const Date date = std::chrono::year(static_cast<int>(year)) / std::chrono::month(month) / std::chrono::day(day);
    return date.ok() ? std::optional(date) : std::nullopt;
  }

  std::optional<Date> read_day() {
    for (std::size_t i = 0; i < tokens_.size(); ++i)
      if (is_number(i, 4))
        if (const auto date = numbers_at(i)) return date;
    return day_with_name();
  }

  /// Year first, or day first, or, where the language says so, month first.
  [[nodiscard]] std::optional<Date> numbers_at(std::size_t i) const {
    std::array<std::size_t, 3> place{i, 0, 0};
    std::string_view mark;
    for (std::size_t k = 1, at = i + 1; k < 3; ++k) {
      if (at >= tokens_.size() || tokens_[at].is_number) return std::nullopt;
      if (k == 1) mark = tokens_[at].text;
      if (!is_separator(tokens_[at].text)) return std::nullopt;
      ++at;
      if (!is_number(at, 4)) return std::nullopt;
      place[k] = at++;
    }
    const auto [a, b, c] = place;
    if (tokens_[a].digits == 4) return date_of(value(a), value(b), value(c));
    if (tokens_[c].digits != 4 && tokens_[c].digits != 2) return std::nullopt;
    const auto day_first = date_of(value(c), value(b), value(a));
    if (mark == ".") return day_first;
    const auto month_first = date_of(value(c), value(a), value(b));
    if (!day_first || !month_first || day_first == month_first) return day_first ? day_first : month_first;
    if (language_ == "en" || language_.empty()) return has_half_day_ ? month_first : std::nullopt;
    return day_first;
  }

  static bool is_separator(std::string_view mark) {
    constexpr std::string_view marks[] = {".", "/", "-", "年", "月", "년", "월"};
    return std::any_of(std::begin(marks), std::end(marks), [mark](std::string_view m) { return mark == fold_text(m); });
  }

  /// "3 May 2024", "May 3, 2024", "2024. máj. 3.": the month by its name, the year by its four digits.
  [[nodiscard]] std::optional<Date> day_with_name() const {
    std::optional<unsigned> year;
    std::optional<unsigned> day;
    unsigned month = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (is_number(i, 4) && tokens_[i].digits == 4 && !year) year = value(i);
      if (is_number(i, 2) && !day && value(i) >= 1 && value(i) <= 31) day = value(i);
      if (!tokens_[i].is_number && month == 0) month = month_at(i);
    }
    if (!year || !day || month == 0) return std::nullopt;
    return date_of(*year, month, *day);
  }

  /// A weekday in front may look like a month ("mar." is Tuesday in French): a month stands next to a number.
  [[nodiscard]] unsigned month_at(std::size_t i) const {
    constexpr std::size_t reach = 3;
    std::string_view word = tokens_[i].text;
    unsigned month = month_of_printed(word);
    if (month == 0) month = thai_month_at(i);
    if (month == 0) return 0;
    for (std::size_t k = i; k-- > 0 && i - k <= reach;)
      if (tokens_[k].is_number && !tokens_[k].is_used) return month;
    const bool is_in_front = is_number(i + 1, 2) || (is_text(i + 1, ".") && is_number(i + 2, 2) && language_ != "fr");
    return is_in_front ? month : 0;
  }

  /// Abbreviations with a full stop inside, "พ.ค."
  [[nodiscard]] unsigned thai_month_at(std::size_t i) const {
    if (!is_text(i + 1, ".") || !is_text(i + 3, ".")) return 0;
    const std::string_view last = tokens_[i + 3].text;
    const char* const begin = tokens_[i].text.data();
    return month_of_printed({begin, static_cast<std::size_t>(last.data() + last.size() - begin)});
  }

  std::vector<Token> tokens_;
  std::string_view language_;
  std::size_t time_end_ = 0;
  bool has_half_day_ = false;
};

} // namespace

std::optional<PrintedMoment> read_printed_moment(std::string_view printed, std::string_view language) {
  constexpr std::size_t longest = 200;
  const std::string folded = fold_text(printed.substr(0, longest));
  return MomentReader(read_tokens(folded), language).read();
}

std::string to_text(const PrintedMoment& moment) {
  std::array<char, 48> text{};
  const auto print = [&text](const char* format, auto... values) {
    std::snprintf(text.data(), text.size(), format, values...);
    return std::string(text.data());
  };
  std::string result = print("%04d-%02u-%02u", static_cast<int>(moment.day.year()),
                             static_cast<unsigned>(moment.day.month()), static_cast<unsigned>(moment.day.day()));
  if (!moment.time) return result;
  const std::chrono::hh_mm_ss time(*moment.time);
  result += print("T%02d:%02d:%02d", static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
  if (!moment.zone) return result;
  const int zone = static_cast<int>(moment.zone->count());
  const int size = zone < 0 ? -zone : zone;
  return result + print("%c%02d:%02d", zone < 0 ? '-' : '+', size / 60, size % 60);
}

} // namespace parsers
