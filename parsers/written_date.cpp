// Reads at one token after the other; each `read_` function gives a date and moves on, or leaves everything.
#include "parsers/written_date.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "parsers/date_tokens.hpp"
#include "parsers/near_date.hpp"

namespace parsers {
namespace {

using std::chrono::sys_days;
using Form = WrittenDate::Form;

constexpr std::size_t most_dates = 100;
constexpr unsigned greatest_day = 31;

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Marks and small words between a day and its month, and after an ordinal number.
constexpr std::array<std::string_view, 17> after_days{".",  "st",  "nd",  "rd", "th", "er", "o",   "a", "of",
                                                      "de", "den", "ste", "e",  "re", "-",  "eme", "ta"};
/// Small words between a weekday and its day, and before a day that stands alone.
constexpr std::array<std::string_view, 20> articles{"the", "le", "el",  "den", "dem", "der",    "il",
                                                    "al",  "o",  "dia", "del", "dne", "dnia",   "pe",
                                                    "de",  "am", "op",  ",",   "(",   "tanggal"};
constexpr std::array<std::string_view, 12> ordinal_ends{"st", "nd", "rd", "th", "er",  "ste",
                                                        "e",  "o",  "a",  ".",  "eme", "ta"};
constexpr std::array<std::string_view, 10> clocks{"am",    "pm",  "h",      "uhr",     ":",
                                                  "horas", "hrs", "oclock", "o'clock", "uur"};

class DateReader {
 public:
  DateReader(std::string_view folded, Date received)
      : folded_(folded), tokens_(read_date_tokens(folded)), received_(received), slash_order_(find_slash_order()) {}

  std::vector<WrittenDate> read() {
    std::vector<WrittenDate> dates;
    while (at_ < tokens_.size() && dates.size() < most_dates) {
      const std::size_t begin = at_;
      auto date = is_number(0) ? read_number() : is_word(0) ? read_word() : std::nullopt;
      if (!date) {
        at_ = begin + 1;
        continue;
      }
      date->begin = tokens_[begin].begin;
      date->end = tokens_[at_ - 1].end;
      dates.push_back(*date);
    }
    return dates;
  }

 private:
  enum class SlashOrder : std::uint8_t { day_first, month_first };

  /// "03/13" beside "03/09" tells what comes first in both.
  [[nodiscard]] std::optional<SlashOrder> find_slash_order() const {
    constexpr unsigned greatest_month = 12;
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      const bool is_pair = tokens_[i].kind == DateToken::Kind::number && tokens_[i + 1].text == "/" &&
                           tokens_[i + 2].kind == DateToken::Kind::number;
      if (!is_pair || tokens_[i].value > greatest_day || tokens_[i + 2].value > greatest_day) continue;
      if (tokens_[i].value > greatest_month) return SlashOrder::day_first;
      if (tokens_[i + 2].value > greatest_month) return SlashOrder::month_first;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool has(std::size_t ahead) const { return at_ + ahead < tokens_.size(); }
  [[nodiscard]] const DateToken& token(std::size_t ahead) const { return tokens_[at_ + ahead]; }
  [[nodiscard]] bool is_number(std::size_t ahead) const {
    return has(ahead) && token(ahead).kind == DateToken::Kind::number;
  }
  [[nodiscard]] bool is_word(std::size_t ahead) const {
    return has(ahead) && token(ahead).kind == DateToken::Kind::word;
  }
  [[nodiscard]] bool is_text(std::size_t ahead, std::string_view text) const {
    return has(ahead) && token(ahead).text == text;
  }
  [[nodiscard]] bool touches(std::size_t ahead) const {
    return has(ahead + 1) && token(ahead).end == token(ahead + 1).begin;
  }
  [[nodiscard]] std::string_view rest_at(std::size_t ahead) const {
    return has(ahead) ? folded_.substr(token(ahead).begin) : std::string_view();
  }
  /// Tokens from `ahead` on that begin inside the next `octets`.
  [[nodiscard]] std::size_t tokens_in(std::size_t ahead, std::size_t octets) const {
    const std::size_t end = token(ahead).begin + octets;
    std::size_t count = 0;
    while (has(ahead + count) && token(ahead + count).begin < end) ++count;
    return count;
  }

  std::optional<WrittenDate> take(std::size_t count, std::optional<Date> date, Form form = Form::full) {
    if (!date) return std::nullopt;
    at_ += count;
    WrittenDate written;
    written.form = form;
    written.date = written.last = *date;
    return written;
  }

  std::optional<WrittenDate> read_number() {
    if (auto date = read_iso()) return date;
    for (const char separator : {'.', '/', '-'})
      if (auto date = read_separated(separator)) return date;
    if (auto date = read_cjk()) return date;
    if (auto date = read_day_month()) return date;
    if (auto date = read_amount(token(0).value, 1)) return date;
    return read_day_alone();
  }

  std::optional<WrittenDate> read_iso() {
    const bool fits = is_year(token(0)) && is_text(1, "-") && is_number(2) && is_text(3, "-") && is_number(4);
    return fits ? take(5, day_of_year(token(4).value, token(2).value, token(0).value, received_)) : std::nullopt;
  }

  /// d.m. and d.m.yyyy; with '/' either may come first; with '-' only before a year.
  std::optional<WrittenDate> read_separated(char separator) {
    const std::string_view mark(&separator, 1);
    if (!is_text(1, mark) || !is_number(2) || !touches(0) || token(0).value > greatest_day ||
        token(2).value > greatest_day)
      return std::nullopt;
    const bool has_second_mark = is_text(3, mark) && touches(2);
    const bool has_year = has_second_mark && is_number(4) && (is_year(token(4)) || token(4).end - token(4).begin == 2);
    const unsigned written_year = has_year ? token(4).value : no_year;
    const std::size_t count = has_year ? 5 : has_second_mark && separator == '.' ? 4 : 3;
    const auto day_first = day_of_year(token(0).value, token(2).value, written_year, received_);
    if (separator == '-') return has_year && is_year(token(4)) ? take(count, day_first) : std::nullopt;
    if (separator == '.') {
      const bool is_date = has_second_mark || token(2).end - token(2).begin == 2;
      return take(count, day_first, is_date ? Form::full : Form::doubtful);
    }
    const auto month_first = day_of_year(token(2).value, token(0).value, written_year, received_);
    if (!day_first || !month_first) return take(count, day_first ? day_first : month_first);
    if (slash_order_) return take(count, *slash_order_ == SlashOrder::day_first ? day_first : month_first);
    return take(count, sys_days(*day_first) < sys_days(*month_first) ? month_first : day_first);
  }

  [[nodiscard]] bool says(std::size_t ahead, std::string_view han, std::string_view hangul) const {
    return rest_at(ahead).starts_with(han) || rest_at(ahead).starts_with(hangul);
  }
  static constexpr std::string_view hangul_year = "\u1102\u1167\u11AB"; // as fold_text parts the syllables
  static constexpr std::string_view hangul_month = "\u110B\u116F\u11AF";
  static constexpr std::string_view hangul_day = "\u110B\u1175\u11AF";
  [[nodiscard]] std::size_t after_sign(std::size_t ahead) const {
    return ahead + (rest_at(ahead).starts_with("\u110B") || rest_at(ahead).starts_with("\u1102") ? 3 : 1);
  }

  /// 2026年3月16日, 3月16日, 16日; 3월 16일. The sign of the day is left: words may follow it at once.
  std::optional<WrittenDate> read_cjk() {
    std::size_t at = 0;
    unsigned written_year = no_year;
    if (says(1, "年", hangul_year) && is_number(after_sign(1))) {
      written_year = token(0).value;
      at = after_sign(1);
    }
    if (says(at + 1, "月", hangul_month)) {
      const std::size_t number = after_sign(at + 1);
      const unsigned m = token(at).value;
      if (is_number(number)) return take(number + 1, day_of_year(token(number).value, m, written_year, received_));
      return take(at + 1, day_of_year(1, m, written_year, received_), Form::doubtful);
    }
    const bool is_day = at == 0 && (says(1, "日", hangul_day) || rest_at(1).starts_with("号"));
    if (!is_day || token(0).value > greatest_day || token(0).value == 0 || joined_unit_at(rest_at(1)))
      return std::nullopt;
    return take(1, next_day_of_month(received_, token(0).value), Form::full);
  }

  [[nodiscard]] std::size_t after_day(std::size_t ahead) const {
    for (int i = 0; i < 2; ++i)
      if (has(ahead) && is_one_of(after_days, token(ahead).text)) ++ahead;
    return ahead;
  }

  /// Takes a year after a month, "march 2026", "march, 2026", "marzo de 2026".
  unsigned year_at(std::size_t& ahead) const {
    std::size_t at = ahead;
    if (is_text(at, ",") || is_text(at, "de") || is_text(at, "del") || is_text(at, ".")) ++at;
    if (!has(at) || !is_year(token(at))) return no_year;
    ahead = at + 1;
    return token(at).value;
  }

  /// "9. bis 13." before a month: a number, and a little between.
  [[nodiscard]] bool ends_span() const {
    constexpr std::size_t most_between = 3;
    for (std::size_t back = 1; back <= most_between && back <= at_; ++back) {
      const DateToken& before = tokens_[at_ - back];
      if (before.kind == DateToken::Kind::number) return back > 1 && before.value <= greatest_day;
    }
    return false;
  }

  std::optional<WrittenDate> read_day_month() {
    if (token(0).value > greatest_day) return std::nullopt;
    std::size_t ahead = after_day(1);
    std::optional<unsigned> m = is_word(ahead) ? month_of(token(ahead).text) : std::nullopt;
    if (is_text(ahead, "thang") && is_number(ahead + 1)) m = token(++ahead).value; // Vietnamese
    if (!m) return std::nullopt;
    ++ahead;
    const unsigned y = year_at(ahead);
    const bool is_end = ends_span();
    auto date = take(ahead, day_of_year(token(0).value, *m, y, received_));
    if (date) date->ends_span = is_end;
    return date;
  }

  /// "two weeks", "10 days".
  std::optional<WrittenDate> read_amount(unsigned amount, std::size_t ahead) {
    constexpr unsigned most = 60;
    if (is_text(ahead, "of")) ++ahead;
    if (amount == 0 || amount > most || !has(ahead)) return std::nullopt;
    if (const auto joined = joined_unit_at(rest_at(ahead)))
      return take(ahead + tokens_in(ahead, joined->length), later_by(received_, amount, joined->meaning), Form::amount);
    const auto unit = is_word(ahead) ? unit_of(token(ahead).text) : std::nullopt;
    return unit ? take(ahead + 1, later_by(received_, amount, *unit), Form::amount) : std::nullopt;
  }

  /// "the 23rd", "monday 23".
  std::optional<WrittenDate> read_day_alone() {
    const unsigned d = token(0).value;
    if (d == 0 || d > greatest_day || is_clock(0)) return std::nullopt;
    const bool is_part_of_number = touches(0) && (is_number(2) || is_text(1, "%") || is_text(1, "+"));
    if (is_part_of_number || at_ == 0) return std::nullopt;
    std::size_t before = at_ - 1;
    const bool has_article = is_one_of(articles, tokens_[before].text);
    while (before > 0 && is_one_of(articles, tokens_[before].text)) --before;
    const bool has_weekday = weekday_of(tokens_[before].text).has_value();
    const bool is_ordinal = touches(0) && is_one_of(ordinal_ends, token(1).text);
    if (!has_article && !has_weekday && !is_ordinal) return std::nullopt;
    return take(is_ordinal ? 2 : 1, next_day_of_month(received_, d), has_weekday ? Form::weekday : Form::doubtful);
  }

  [[nodiscard]] bool is_clock(std::size_t ahead) const {
    if (!has(ahead + 1)) return false;
    if (is_one_of(clocks, token(ahead + 1).text)) return true;
    return is_text(ahead + 1, ".") && touches(ahead) && touches(ahead + 1) && is_number(ahead + 2);
  }

  std::optional<WrittenDate> read_word() {
    if (auto date = read_near_time()) return date;
    if (const auto w = joined_weekday_at(rest_at(0)))
      return take(tokens_in(0, w->length), next_weekday(received_, w->meaning), Form::weekday);
    if (const auto n = number_of_word(0))
      if (auto date = read_amount(n->meaning, tokens_in(0, n->length))) return date;
    if (const auto m = month_of(token(0).text)) return read_month_day(*m);
    if (const auto w = weekday_of(token(0).text)) return read_weekday(*w);
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Prefixed<unsigned>> number_of_word(std::size_t ahead) const {
    if (auto joined = joined_number_at(rest_at(ahead))) return joined;
    const auto number = number_of(token(ahead).text);
    return number ? std::optional(Prefixed<unsigned>{*number, token(ahead).text.size()}) : std::nullopt;
  }

  std::optional<WrittenDate> read_near_time() {
    const auto near = near_time_at(rest_at(0));
    if (!near) return std::nullopt;
    const std::size_t ahead = tokens_in(0, near->length);
    if (is_part_of_month(near->meaning)) return read_part_of_month(near->meaning, ahead);
    if (near->meaning == NearTime::next_week)
      if (auto date = read_weekday_of_next_week(ahead)) return date;
    const DaySpan span = span_of(near->meaning, received_);
    auto date = take(ahead, span.first, Form::near);
    date->last = span.last;
    date->is_end = near->meaning == NearTime::end_of_week || near->meaning == NearTime::end_of_month;
    return date;
  }

  /// "下周一", "来週の月曜".
  std::optional<WrittenDate> read_weekday_of_next_week(std::size_t ahead) {
    constexpr std::string_view week = "周";
    if (!has(ahead)) return std::nullopt;
    auto weekday = joined_weekday_at(rest_at(ahead));
    std::size_t count = weekday ? ahead + tokens_in(ahead, weekday->length) : 0;
    if (!weekday) { // the sign of the week belongs to both
      const std::string joined = std::string(week).append(rest_at(ahead).substr(0, 3));
      weekday = joined_weekday_at(joined);
      count = ahead + 1;
    }
    if (!weekday) return std::nullopt;
    return take(count, weekday_of_next_week(received_, weekday->meaning), Form::weekday);
  }

  /// "the end of march", "mid-april".
  std::optional<WrittenDate> read_part_of_month(NearTime part, std::size_t ahead) {
    for (const std::string_view between : {"-", "of", "de", "del", "di"})
      if (is_text(ahead, between)) ++ahead;
    const auto m = is_word(ahead) ? month_of(token(ahead).text) : std::nullopt;
    if (!m) return std::nullopt;
    const auto first = day_of_year(1, *m, year_at(++ahead), received_);
    const bool is_this_month = *m == static_cast<unsigned>(received_.month()) && part != NearTime::beginning_of;
    const Date of_month = is_this_month ? received_ : first.value_or(received_);
    auto date = take(ahead, part_of_month(part, of_month.year() / of_month.month()));
    date->is_end = part == NearTime::end_of;
    return date;
  }

  std::optional<WrittenDate> read_month_day(unsigned m) {
    std::size_t ahead = 1;
    if (is_text(1, ".")) ++ahead;
    if (has(ahead) && is_year(token(ahead))) return take(ahead + 1, day_of_year(1, m, token(ahead).value, received_));
    if (!is_number(ahead) || token(ahead).value > greatest_day || is_clock(ahead)) return read_month_alone(m);
    unsigned d = token(ahead).value;
    ahead = after_day(ahead + 1);
    if (is_text(ahead - 1, "-")) --ahead;
    const bool is_span = (is_text(ahead, "-") || is_text(ahead, "to")) && is_number(ahead + 1) &&
                         token(ahead + 1).value > d && token(ahead + 1).value <= greatest_day &&
                         !is_text(ahead + 2, "/");
    if (is_span) {
      d = token(ahead + 1).value;
      ahead = after_day(ahead + 2);
    }
    const unsigned y = year_at(ahead);
    auto date = take(ahead, day_of_year(d, m, y, received_));
    if (date) date->ends_span = is_span;
    return date;
  }

  /// Behind a number it was no day of that month.
  std::optional<WrittenDate> read_month_alone(unsigned m) {
    const bool is_behind_number = at_ > 0 && tokens_[at_ - 1].kind == DateToken::Kind::number;
    return is_behind_number ? std::nullopt : take(1, day_of_year(1, m, no_year, received_), Form::doubtful);
  }

  /// A weekday that a day or a month follows is only their ornament.
  std::optional<WrittenDate> read_weekday(unsigned w) {
    constexpr std::size_t most_between = 4;
    for (std::size_t ahead = 1; ahead <= most_between && has(ahead); ++ahead) {
      if (is_number(ahead) && token(ahead).value <= greatest_day && !is_clock(ahead)) return std::nullopt;
      if (is_word(ahead) && month_of(token(ahead).text)) return std::nullopt;
      const bool is_between = is_one_of(articles, token(ahead).text) || is_text(ahead, "-") || is_text(ahead, "feira");
      if (!is_between) break;
    }
    const auto next = near_time_at(rest_at(1)); // "freitag nächster woche"
    if (next && next->meaning == NearTime::next_week)
      return take(1 + tokens_in(1, next->length), weekday_of_next_week(received_, w), Form::weekday);
    return take(1, next_weekday(received_, w), Form::weekday);
  }

  std::string_view folded_;
  std::vector<DateToken> tokens_;
  Date received_;
  std::optional<SlashOrder> slash_order_;
  std::size_t at_ = 0;
};

} // namespace

std::vector<WrittenDate> find_written_dates(std::string_view folded, Date received) {
  return DateReader(folded, received).read();
}

} // namespace parsers
