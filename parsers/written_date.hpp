// Days as people write them, found in folded text: "16 march", "march 16th, 2026", "16.03.", "3/14", "2026-03-16",
// "3月16日", "monday", "next week", "in two weeks", "the end of march". No judgement of what they stand for.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parsers/instant.hpp"

namespace parsers {

struct WrittenDate {
  enum class Form : std::uint8_t {
    full,     // a day and a month
    doubtful, // a month or a day of one alone: a date only beside words that want one
    weekday,
    near,   // today, this week: from `date` to `last`
    amount, // "two weeks": so much after receipt
  };
  Form form = Form::full;
  Date date{};            // resolved
  Date last{};            // the last day of what was told; of a single day the same
  bool ends_span = false; // "10-14 march": this is the 14th
  bool is_end = false;    // "the end of march": the day itself still belongs to what ends
  std::size_t begin = 0;  // in the folded text
  std::size_t end = 0;
};

/// `folded` is what fold_text gives. Years that are not written are the next from `received` on, a day and month that
/// can be read in two ways is the later one, weekdays are the next after `received`. In the order of the text, at most
/// 100; impossible days are left out. Linear.
std::vector<WrittenDate> find_written_dates(std::string_view folded, Date received);

} // namespace parsers
