#include "parsers/near_date.hpp"

namespace parsers {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;

Date plus(Date date, int count) { return Date(sys_days(date) + days(count)); }
year_month month_of_date(Date date) { return {date.year(), date.month()}; }
Date first_of(year_month month) { return month / std::chrono::day(1); }
Date last_of(year_month month) { return Date(month / std::chrono::last); }

Date next_monday(Date from) { return next_weekday(from, 1); }

} // namespace

std::optional<Date> day_of_year(unsigned day, unsigned month, unsigned year, Date received) {
  constexpr unsigned greatest_day = 31;
  constexpr unsigned greatest_month = 12;
  constexpr int most_years = 8; // to the next 29th of February
  if (day < 1 || day > greatest_day || month < 1 || month > greatest_month) return std::nullopt;
  const auto in = [&](std::chrono::year of) { return Date(of / std::chrono::month(month) / std::chrono::day(day)); };
  if (year != no_year) {
    const Date date = in(std::chrono::year(static_cast<int>(year < 100 ? 2000 + year : year)));
    return date.ok() ? std::optional(date) : std::nullopt;
  }
  for (int ahead = 0; ahead <= most_years; ++ahead) {
    const Date date = in(received.year() + std::chrono::years(ahead));
    if (date.ok() && sys_days(date) >= sys_days(received)) return date;
  }
  return std::nullopt;
}

Date next_weekday(Date from, unsigned weekday) {
  constexpr unsigned week = 7;
  const unsigned today = std::chrono::weekday(sys_days(from)).iso_encoding();
  return plus(from, static_cast<int>(weekday > today ? weekday - today : weekday + week - today));
}

Date weekday_of_next_week(Date from, unsigned weekday) {
  return plus(next_monday(from), static_cast<int>(weekday) - 1);
}

Date next_day_of_month(Date from, unsigned day) {
  for (year_month month = month_of_date(from);; month += months(1)) {
    const Date date = month / std::chrono::day(day);
    if (date.ok() && sys_days(date) >= sys_days(from)) return date;
  }
}

Date later_by(Date from, unsigned amount, TimeUnit unit) {
  constexpr int week = 7;
  const auto count = static_cast<int>(amount);
  if (unit == TimeUnit::day) return plus(from, count);
  if (unit == TimeUnit::week) return plus(from, count * week);
  const year_month month = month_of_date(from) + months(count);
  const Date date = month / from.day();
  return date.ok() ? date : last_of(month);
}

bool is_part_of_month(NearTime near) {
  return near == NearTime::end_of || near == NearTime::middle_of || near == NearTime::beginning_of;
}

Date part_of_month(NearTime part, year_month month) {
  constexpr unsigned middle = 15;
  if (part == NearTime::end_of) return last_of(month);
  return part == NearTime::middle_of ? Date(month / std::chrono::day(middle)) : first_of(month);
}

DaySpan span_of(NearTime near, Date received) {
  const year_month month = month_of_date(received);
  const Date monday = next_monday(received);
  constexpr int week = 7;
  switch (near) {
    case NearTime::tomorrow:
      return {plus(received, 1), plus(received, 1)};
    case NearTime::day_after_tomorrow:
      return {plus(received, 2), plus(received, 2)};
    case NearTime::this_week:
      return {received, plus(monday, -1)};
    case NearTime::next_week:
      return {monday, plus(monday, week - 1)};
    case NearTime::end_of_week:
      return {plus(monday, -1), plus(monday, -1)};
    case NearTime::this_month:
      return {received, last_of(month)};
    case NearTime::next_month:
      return {first_of(month + months(1)), last_of(month + months(1))};
    case NearTime::end_of_month:
      return {last_of(month), last_of(month)};
    default:
      return {received, received};
  }
}

} // namespace parsers
