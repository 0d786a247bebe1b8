// Words that absences are told with, by what they make of the day beside them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace parsers {

enum class DateCue : std::uint8_t {
  back,      // the first day back
  until,     // the last day away or the first back: nobody can tell
  inclusive, // the last day away
};

/// Words separated by '|'.
struct CueWords {
  DateCue cue;
  std::string_view words;
};
/// What stands before a day.
std::span<const CueWords> cues_before();
/// What stands right behind a day, perhaps inside its word.
std::span<const CueWords> cues_right_after();
/// What may stand later in its sentence.
std::span<const CueWords> cues_later();
/// "inclusive", near a day that is told with "until".
std::string_view words_of_inclusion();
/// What joins the days of a span: "to".
std::string_view words_of_span();
/// What stands before a length of time: "for two weeks".
std::string_view words_of_length();

} // namespace parsers
