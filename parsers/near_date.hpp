// What is told from the day of receipt, as days: "next week", "the end of march", "two weeks".
#pragma once

#include <optional>

#include "parsers/date_words.hpp"
#include "parsers/instant.hpp"

namespace parsers {

constexpr unsigned no_year = 0;
/// That day; without a year the next from `received` on. Nothing when there is no such day.
std::optional<Date> day_of_year(unsigned day, unsigned month, unsigned year, Date received);

struct DaySpan {
  Date first{};
  Date last{};
};

/// Not for what needs a month beside it (`is_part_of_month`): that is part_of_month.
DaySpan span_of(NearTime near, Date received);
bool is_part_of_month(NearTime near);
/// The day that the end, the middle or the beginning of the month stands for. `year` and `month` are valid.
Date part_of_month(NearTime part, std::chrono::year_month month);

/// So much later; a month is the same day of a later month, or its last.
Date later_by(Date from, unsigned amount, TimeUnit unit);
/// The next such day after `from`: 1 is Monday.
Date next_weekday(Date from, unsigned weekday);
/// That day of the week that begins on the next Monday.
Date weekday_of_next_week(Date from, unsigned weekday);
/// The next day with this number from `from` on.
Date next_day_of_month(Date from, unsigned day);

} // namespace parsers
