// The day on which somebody who is away is back, as an absence notice tells it in words of several languages
// (rows in return_date_words.cpp). Knows only days; what the notice is about is decided elsewhere.
#pragma once

#include <optional>
#include <string_view>

#include "parsers/instant.hpp"

namespace parsers {

/// The last of the days that stand after words such as "until", "back on", "bis zum", or at the end of a span; when the
/// words count the last day of absence in ("through", "einschließlich"), the day after it. A day and month that can be
/// read in two ways is the later one; a date without a year is the next such day from `received` on. Nothing when the
/// first 4 KiB have no such date, or only past ones.
std::optional<Date> find_return_date(std::string_view text, Date received);

} // namespace parsers
