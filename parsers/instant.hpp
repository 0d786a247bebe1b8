// Time as values. Pure code gets the time as an argument; only relay/ asks a clock.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace parsers {

/// UTC, milliseconds since 1970-01-01.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Date = std::chrono::year_month_day;

/// RFC 3339 in UTC, "2026-11-21T08:41:00Z"; with milliseconds only when there are any.
std::string to_rfc3339(Instant instant);
/// Reads RFC 3339 with any offset; nothing for anything else.
std::optional<Instant> parse_rfc3339(std::string_view text);
/// "2026-11-21".
std::string to_iso(Date date);
std::optional<Date> parse_iso_date(std::string_view text);

} // namespace parsers
