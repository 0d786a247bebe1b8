// What the words of a candidate for an attribution line are, and whether they stand as mail programs put them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/quote_words.hpp"

namespace parsers::attribution {

constexpr std::size_t none = static_cast<std::size_t>(-1);

struct Word {
  std::string_view text; // folded, without punctuation round it
  bool has_digit = false;
  bool is_time = false; // "9:31", "17.50"
  bool is_date = false; // "2021", "28/10/21"
  bool is_address = false;
  bool is_bracketed = false; // "<a@b>"
  bool opens = false, says = false, is_weekday = false, cites = false;
  LanguageSet languages;
};

struct Candidate {
  std::vector<Word> words;
  std::size_t words_of_first_line = 0;
};

/// `text` is folded, `first_line` its octets that stand on the first line; it must outlive the result.
Candidate split(std::string_view text, std::size_t first_line);

/// A word as it is looked up, without the punctuation round it.
std::string_view strip_punctuation(std::string_view word);

/// Where things stand in a candidate.
struct Signs {
  explicit Signs(std::span<const Word> words);

  [[nodiscard]] bool has_moment() const { return has_time || has_date; }
  /// Nothing but weekdays, or one word, before the first digit.
  [[nodiscard]] bool starts_with_date() const {
    return first_digit != none && (first_digit == weekdays || (first_digit <= 1 && says != none));
  }
  [[nodiscard]] bool ends_with_address() const { return last_address != none && last_address + 1 == count; }

  std::size_t count;
  std::size_t opening;
  std::size_t says = none; // the last one
  std::size_t address = none, last_address = none;
  std::size_t first_digit = none, last_digit = none;
  std::size_t weekdays = 0;
  bool has_time = false, has_date = false;
  bool has_bracketed_address = false;
};

/// The words from number `from` on stand as some program puts them.
bool is_attribution(const Candidate& candidate, std::size_t from = 0);
/// A day, a time and "<x@y>" or the verb at the end say it in the order of a language that nobody told us.
bool is_unordered_form(const Signs& signs);
/// "X wrote:" alone says too little; what follows has to prove it.
bool is_bare_form(const Candidate& candidate);
/// What Gmail printed before 2015 when it left the colon out: "2013/7/20 X <x@y>", "2016-03-03 17:21 GMT+01:00 X".
bool is_attribution_without_colon(const Candidate& candidate);

LanguageSet languages_of(const Candidate& candidate);

} // namespace parsers::attribution
