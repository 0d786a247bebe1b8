// Days as people write them, found in folded text: "16 March", "march 16th, 2026", "16.03.", "3/14", "2026-03-16",
// "3月16日", "monday". No judgement of what they stand for.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parsers/instant.hpp"

namespace parsers {

struct WrittenDate {
  enum class Form : std::uint8_t { full, weekday, relative };
  Form form = Form::full;
  Date date{};                    // resolved
  bool ends_span = false;         // "10-14 march": this is the 14th
  bool is_first_of_month = false; // only a month and a year were written
  std::size_t begin = 0;          // in the folded text
  std::size_t end = 0;
};

/// `folded` is what fold_words gives. Years that are not written are the next from `received` on, a day and month that
/// can be read in two ways is the later one, weekdays are the next after `received`. In the order of the text, at most
/// 100; impossible days are left out.
std::vector<WrittenDate> find_written_dates(std::string_view folded, Date received);

} // namespace parsers
