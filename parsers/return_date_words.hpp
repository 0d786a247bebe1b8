// Words that dates and absences are told with, by language. Lower case, as fold_words leaves them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace parsers {

struct NumberWord {
  std::string_view word;
  unsigned number;
};

/// 1 for January.
std::span<const NumberWord> month_words();
/// 1 for Monday.
std::span<const NumberWord> weekday_words();

/// What a date means that follows the words.
enum class DateCue : std::uint8_t {
  back,      // the first day back
  until,     // the last day away or the first back: nobody can tell
  inclusive, // the last day away
  span,      // only the end of a span: "from … to"
};

struct CueWord {
  std::string_view words;
  DateCue cue;
};

std::span<const CueWord> date_cues();
/// "tomorrow": days from receipt.
std::span<const NumberWord> relative_days();

} // namespace parsers
