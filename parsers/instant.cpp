#include "parsers/instant.hpp"

#include <cstdio>

#include "parsers/ascii.hpp"

namespace parsers {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Takes what it reads off the front of the text.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool is_at_end() const { return text_.empty(); }
  std::optional<int> digits(std::size_t count) {
    if (text_.size() < count) return std::nullopt;
    int number = 0;
    for (const char c : text_.substr(0, count)) {
      if (!is_digit(c)) return std::nullopt;
      number = number * 10 + (c - '0');
    }
    text_.remove_prefix(count);
    return number;
  }
  bool accept(char wanted) {
    if (text_.empty() || to_lower(text_.front()) != wanted) return false;
    text_.remove_prefix(1);
    return true;
  }
  // time-secfrac = "." 1*DIGIT; what is finer than a millisecond is cut off.
  std::optional<milliseconds> fraction() {
    if (!accept('.')) return milliseconds{0};
    int value = 0;
    int count = 0;
    for (; !text_.empty() && is_digit(text_.front()); ++count) {
      if (count < 3) value = value * 10 + (text_.front() - '0');
      text_.remove_prefix(1);
    }
    if (count == 0) return std::nullopt;
    for (; count < 3; ++count) value *= 10;
    return milliseconds{value};
  }

 private:
  std::string_view text_;
};

std::optional<Date> read_date(Reader& reader) {
  const auto year = reader.digits(4);
  if (!year || !reader.accept('-')) return std::nullopt;
  const auto month = reader.digits(2);
  if (!month || !reader.accept('-')) return std::nullopt;
  const auto day = reader.digits(2);
  if (!day) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

// partial-time; a leap second (60) is the first second of the next minute.
std::optional<milliseconds> read_time(Reader& reader) {
  const auto hour = reader.digits(2);
  if (!hour || *hour > 23 || !reader.accept(':')) return std::nullopt;
  const auto minute = reader.digits(2);
  if (!minute || *minute > 59 || !reader.accept(':')) return std::nullopt;
  const auto second = reader.digits(2);
  if (!second || *second > 60) return std::nullopt;
  const auto fraction = reader.fraction();
  if (!fraction) return std::nullopt;
  return hours{*hour} + minutes{*minute} + seconds{*second} + *fraction;
}

// time-offset = "Z" / ("+" / "-") time-hour ":" time-minute
std::optional<minutes> read_offset(Reader& reader) {
  if (reader.accept('z')) return minutes{0};
  const bool is_west = reader.accept('-');
  if (!is_west && !reader.accept('+')) return std::nullopt;
  const auto hour = reader.digits(2);
  if (!hour || *hour > 23 || !reader.accept(':')) return std::nullopt;
  const auto minute = reader.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  const minutes offset = hours{*hour} + minutes{*minute};
  return is_west ? -offset : offset;
}

std::string print_date(Date date) {
  char text[40];
  const int length = std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {text, static_cast<std::size_t>(length)};
}

} // namespace

std::string to_rfc3339(Instant instant) {
  const auto day = std::chrono::floor<days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  char text[40];
  int length = std::snprintf(text, sizeof text, "T%02d:%02d:%02d", static_cast<int>(time.hours().count()),
                             static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  std::string written = print_date(day) + std::string(text, static_cast<std::size_t>(length));
  if (time.subseconds().count() != 0) {
    length = std::snprintf(text, sizeof text, ".%03d", static_cast<int>(time.subseconds().count()));
    written.append(text, static_cast<std::size_t>(length));
  }
  return written + "Z";
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  Reader reader(text);
  const auto date = read_date(reader);
  if (!date || (!reader.accept('t') && !reader.accept(' '))) return std::nullopt;
  const auto time = read_time(reader);
  if (!time) return std::nullopt;
  const auto offset = read_offset(reader);
  if (!offset || !reader.is_at_end()) return std::nullopt;
  return Instant{std::chrono::sys_days{*date}} + *time - *offset;
}

std::string to_iso(Date date) { return print_date(date); }

std::optional<Date> parse_iso_date(std::string_view text) {
  Reader reader(text);
  const auto date = read_date(reader);
  return reader.is_at_end() ? date : std::nullopt;
}

} // namespace parsers
