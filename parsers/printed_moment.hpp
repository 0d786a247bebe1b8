// The day, time and zone that a mail program printed for people: "Fri, 3 May 2024 10:12:00 +0200", "3 de mai. de 2024
// às 10:12", "2024年5月3日(金) 10:12", "3. toukokuuta 2024 10.12".
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/instant.hpp"

namespace parsers {

struct PrintedMoment {
  Date day{};
  std::optional<std::chrono::seconds> time; // of day
  std::optional<std::chrono::minutes> zone; // east of UTC
  friend bool operator==(const PrintedMoment&, const PrintedMoment&) = default;
};

/// `language` is that of the labels round it, "de"; "" when unknown: it decides which of 3/5 is the month. Nothing when
/// the day cannot be told for sure. Pure; looks at the first 200 octets.
std::optional<PrintedMoment> read_printed_moment(std::string_view printed, std::string_view language);

/// "2024-05-03T10:12:00+02:00", without what is not known.
std::string to_text(const PrintedMoment& moment);

/// 1 for January in any language, by its name or the front of it; 0 when it is none, or not the same in all languages.
unsigned month_of_printed(std::string_view folded);

} // namespace parsers
