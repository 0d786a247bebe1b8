// Words that days are told with, in 29 languages: months, weekdays, "next week", "two weeks", the ends of months.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace parsers {

/// Days and spans that are told from the day of receipt.
enum class NearTime : std::uint8_t {
  today,
  tomorrow,
  day_after_tomorrow,
  this_week,
  next_week,
  this_month,
  next_month,
  end_of_week,
  end_of_month,
  end_of, // of the month that follows
  middle_of,
  beginning_of,
};
enum class TimeUnit : std::uint8_t { day, week, month };

/// All that follow take words as fold_text leaves them.
/// 1 for January; 1 for Monday. Endings of case and what follows an apostrophe ("mart'a") are let go.
std::optional<unsigned> month_of(std::string_view word);
std::optional<unsigned> weekday_of(std::string_view word);
std::optional<TimeUnit> unit_of(std::string_view word);
/// "two": at most twelve.
std::optional<unsigned> number_of(std::string_view word);

template <class Meaning>
struct Prefixed {
  Meaning meaning{};
  std::size_t length = 0; // octets of the text
};
/// The longest phrase that the text begins with and that ends at the end of a word, or anywhere in scripts without
/// spaces.
std::optional<Prefixed<NearTime>> near_time_at(std::string_view text);
/// For texts without spaces, and for words that are two: "월요일", "周一", "thứ hai".
std::optional<Prefixed<unsigned>> joined_weekday_at(std::string_view text);
std::optional<Prefixed<TimeUnit>> joined_unit_at(std::string_view text);
std::optional<Prefixed<unsigned>> joined_number_at(std::string_view text);

/// Kana, ideographs and Hangul: no space parts their words.
bool is_without_spaces(char first_octet_of_character);

/// Rows of words separated by '|'; '~' at the end of a word stands for any ending.
template <class Meaning>
struct DateWords {
  Meaning meaning{};
  std::string_view words;
};
std::span<const DateWords<unsigned>> month_rows();
std::span<const DateWords<unsigned>> weekday_rows();
std::span<const DateWords<unsigned>> number_rows();
std::span<const DateWords<TimeUnit>> unit_rows();
std::span<const DateWords<NearTime>> near_time_rows();

} // namespace parsers
