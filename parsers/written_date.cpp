#include "parsers/written_date.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "parsers/ascii.hpp"
#include "parsers/return_date_words.hpp"

namespace parsers {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;

constexpr std::size_t most_tokens = 4000;
constexpr std::size_t most_dates = 100;

struct Token {
  enum class Kind : std::uint8_t { number, word, mark };
  Kind kind = Kind::mark;
  std::size_t begin = 0;
  std::size_t end = 0;
  unsigned value = 0; // of a number
  std::string_view text;
};

bool is_word_octet(char c) { return is_alpha(c) || c == '\'' || static_cast<unsigned char>(c) >= 0x80; }

std::vector<Token> read_tokens(std::string_view folded) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < folded.size() && tokens.size() < most_tokens;) {
    const char c = folded[at];
    std::size_t end = at + 1;
    if (c == ' ') {
      ++at;
      continue;
    }
    Token token{Token::Kind::mark, at, end, 0, {}};
    const bool is_dash = folded.substr(at).starts_with("\xE2\x80\x93") || folded.substr(at).starts_with("\xE2\x80\x94");
    if (is_digit(c)) {
      token.kind = Token::Kind::number;
      for (token.value = 0, end = at; end < folded.size() && is_digit(folded[end]); ++end)
        token.value = token.value > 99999 ? token.value : token.value * 10 + static_cast<unsigned>(folded[end] - '0');
    } else if (is_dash) {
      end = at + 3;
    } else if (is_word_octet(c)) {
      token.kind = Token::Kind::word;
      while (end < folded.size() && is_word_octet(folded[end])) ++end;
    }
    token.end = end;
    token.text = is_dash ? std::string_view("-") : folded.substr(at, end - at);
    tokens.push_back(token);
    at = end;
  }
  return tokens;
}

std::optional<unsigned> number_of(std::span<const NumberWord> words, std::string_view word) {
  const auto known = std::find_if(words.begin(), words.end(), [&](const NumberWord& w) { return w.word == word; });
  return known == words.end() ? std::nullopt : std::optional(known->number);
}

using WordIndex = std::unordered_map<std::string_view, unsigned>;
WordIndex index_of(std::span<const NumberWord> words) {
  WordIndex index;
  for (const NumberWord& word : words) index.try_emplace(word.word, word.number);
  return index;
}
std::optional<unsigned> month_of(std::string_view word) {
  static const WordIndex months = index_of(month_words());
  const auto known = months.find(word);
  return known == months.end() ? std::nullopt : std::optional(known->second);
}
std::optional<unsigned> weekday_of(std::string_view word) {
  static const WordIndex weekdays = index_of(weekday_words());
  const auto known = weekdays.find(word);
  return known == weekdays.end() ? std::nullopt : std::optional(known->second);
}

constexpr unsigned no_year = 0;

/// The next day of this number and month from `received` on, or the day of the year that is written.
std::optional<Date> resolve(unsigned d, unsigned m, unsigned y, Date received) {
  if (d < 1 || d > 31 || m < 1 || m > 12) return std::nullopt;
  if (y != no_year) {
    const Date date = year(static_cast<int>(y < 100 ? 2000 + y : y)) / month(m) / day(d);
    return date.ok() ? std::optional(date) : std::nullopt;
  }
  for (int ahead = 0; ahead <= 4; ++ahead) { // the 29th of February may be three years away
    const Date date = (received.year() + std::chrono::years(ahead)) / month(m) / day(d);
    if (date.ok() && sys_days(date) >= sys_days(received)) return date;
  }
  return std::nullopt;
}

bool is_year(const Token& token) {
  return token.kind == Token::Kind::number && token.end - token.begin == 4 && token.value >= 1990 && token.value < 2200;
}

/// Reads at one token after the other; each `read_` function gives a date and moves on, or leaves everything.
class DateReader {
 public:
  DateReader(const std::vector<Token>& tokens, Date received) : tokens_(tokens), received_(received) {}

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
  [[nodiscard]] bool has(std::size_t ahead) const { return at_ + ahead < tokens_.size(); }
  [[nodiscard]] const Token& token(std::size_t ahead) const { return tokens_[at_ + ahead]; }
  [[nodiscard]] bool is_number(std::size_t ahead) const {
    return has(ahead) && token(ahead).kind == Token::Kind::number;
  }
  [[nodiscard]] bool is_word(std::size_t ahead) const { return has(ahead) && token(ahead).kind == Token::Kind::word; }
  [[nodiscard]] bool is_text(std::size_t ahead, std::string_view text) const {
    return has(ahead) && token(ahead).text == text;
  }
  [[nodiscard]] bool touches(std::size_t ahead) const {
    return has(ahead + 1) && token(ahead).end == token(ahead + 1).begin;
  }

  std::optional<WrittenDate> take(std::size_t count, std::optional<Date> date) {
    if (!date) return std::nullopt;
    at_ += count;
    WrittenDate written;
    written.date = *date;
    return written;
  }

  std::optional<WrittenDate> read_number() {
    if (auto date = read_iso()) return date;
    if (auto date = read_separated('.')) return date;
    if (auto date = read_separated('/')) return date;
    if (auto date = read_cjk()) return date;
    return read_day_month();
  }

  std::optional<WrittenDate> read_iso() {
    const bool fits = is_year(token(0)) && is_text(1, "-") && is_number(2) && is_text(3, "-") && is_number(4);
    return fits ? take(5, resolve(token(4).value, token(2).value, token(0).value, received_)) : std::nullopt;
  }

  /// d.m. and d.m.yyyy; with '/' either may come first.
  std::optional<WrittenDate> read_separated(char separator) {
    const std::string_view mark(&separator, 1);
    if (!is_text(1, mark) || !is_number(2) || !touches(0) || token(0).value > 31 || token(2).value > 31)
      return std::nullopt;
    const bool has_second_mark = is_text(3, mark) && touches(2);
    const bool has_year = has_second_mark && is_number(4) && (is_year(token(4)) || token(4).end - token(4).begin == 2);
    const unsigned written_year = has_year ? token(4).value : no_year;
    const std::size_t count = has_year ? 5 : has_second_mark ? 4 : 3;
    const auto day_first = resolve(token(0).value, token(2).value, written_year, received_);
    if (separator == '.') {
      const bool is_date = has_second_mark || token(2).end - token(2).begin == 2;
      return is_date ? take(count, day_first) : std::nullopt;
    }
    const auto month_first = resolve(token(2).value, token(0).value, written_year, received_);
    if (!day_first || !month_first) return take(count, day_first ? day_first : month_first);
    return take(count, sys_days(*day_first) < sys_days(*month_first) ? month_first : day_first);
  }

  /// 2026年3月16日, 3月16日, 16日; 3월 16일.
  std::optional<WrittenDate> read_cjk() {
    const auto follows = [&](std::size_t ahead, std::string_view a, std::string_view b) {
      return is_word(ahead) && (token(ahead).text.starts_with(a) || token(ahead).text.starts_with(b));
    };
    const std::size_t at = follows(1, "年", "년") && is_number(2) ? 2 : 0;
    const unsigned written_year = at == 2 ? token(0).value : no_year;
    const bool has_month = follows(at + 1, "月", "월") && is_number(at + 2) && follows(at + 3, "日", "일");
    if (has_month) return take(at + 3, resolve(token(at + 2).value, token(at).value, written_year, received_));
    if (at != 0 || !follows(1, "日", "일") || token(0).value > 31) return std::nullopt;
    const unsigned m = static_cast<unsigned>(received_.month());
    const bool is_later = token(0).value >= static_cast<unsigned>(received_.day());
    return take(1, resolve(token(0).value, is_later ? m : m % 12 + 1, no_year, received_));
  }

  /// Marks and small words between a day and its month.
  [[nodiscard]] std::size_t after_day(std::size_t ahead) const {
    static constexpr std::string_view between[] = {".", "st", "nd", "rd",  "th",  "er",
                                                   "º", "of", "de", "den", "ste", "e"};
    for (int i = 0; i < 2; ++i)
      if (has(ahead) && std::find(std::begin(between), std::end(between), token(ahead).text) != std::end(between))
        ++ahead;
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

  std::optional<WrittenDate> read_day_month() {
    if (token(0).value > 31) return std::nullopt;
    std::size_t ahead = after_day(1);
    const auto m = is_word(ahead) ? month_of(token(ahead).text) : std::nullopt;
    if (!m) return std::nullopt;
    ++ahead;
    const unsigned y = year_at(ahead);
    const bool ends_span = at_ >= 2 && tokens_[at_ - 1].text == "-" && tokens_[at_ - 2].kind == Token::Kind::number;
    auto date = take(ahead, resolve(token(0).value, *m, y, received_));
    if (date) date->ends_span = ends_span;
    return date;
  }

  std::optional<WrittenDate> read_word() {
    if (const auto m = month_of(token(0).text)) return read_month_day(*m);
    if (const auto w = weekday_of(token(0).text)) return read_weekday(*w);
    const auto ahead = number_of(relative_days(), token(0).text);
    if (!ahead) return std::nullopt;
    auto date = take(1, Date(sys_days(received_) + std::chrono::days(*ahead)));
    date->form = WrittenDate::Form::relative;
    return date;
  }

  std::optional<WrittenDate> read_month_day(unsigned m) {
    std::size_t ahead = 1;
    if (is_text(1, ".")) ++ahead;
    if (has(ahead) && is_year(token(ahead))) {
      auto date = take(ahead + 1, resolve(1, m, token(ahead).value, received_));
      if (date) date->is_first_of_month = true;
      return date;
    }
    if (!is_number(ahead) || token(ahead).value > 31) return std::nullopt;
    unsigned d = token(ahead).value;
    ahead = after_day(ahead + 1);
    const bool is_span = (is_text(ahead, "-") || is_text(ahead, "to")) && is_number(ahead + 1) &&
                         token(ahead + 1).value > d && token(ahead + 1).value <= 31 && !is_text(ahead + 2, "/");
    if (is_span) {
      d = token(ahead + 1).value;
      ahead = after_day(ahead + 2);
    }
    const unsigned y = year_at(ahead);
    auto date = take(ahead, resolve(d, m, y, received_));
    if (date) date->ends_span = is_span;
    return date;
  }

  /// A weekday that a day and month follow is only their ornament.
  std::optional<WrittenDate> read_weekday(unsigned w) {
    for (std::size_t ahead = 1; ahead <= 4; ++ahead) {
      if (is_number(ahead)) return std::nullopt;
      if (is_word(ahead) && month_of(token(ahead).text)) return std::nullopt;
      if (!has(ahead) || is_text(ahead, ".")) break;
    }
    const unsigned today = std::chrono::weekday(sys_days(received_)).iso_encoding();
    const unsigned ahead = w > today ? w - today : w + 7 - today;
    auto date = take(1, Date(sys_days(received_) + std::chrono::days(ahead)));
    date->form = WrittenDate::Form::weekday;
    return date;
  }

  const std::vector<Token>& tokens_;
  Date received_;
  std::size_t at_ = 0;
};

} // namespace

std::vector<WrittenDate> find_written_dates(std::string_view folded, Date received) {
  const std::vector<Token> tokens = read_tokens(folded);
  return DateReader(tokens, received).read();
}

} // namespace parsers
