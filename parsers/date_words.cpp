// Looks words up by their folded form; each table is built once.
#include "parsers/date_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "parsers/ascii.hpp"
#include "parsers/word_table.hpp"

namespace parsers {
namespace {

constexpr std::size_t shortest_beginning = 3;

bool is_letter(char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

/// Words that stand alone, and those that are looked for at a place: several, and those of scripts without spaces.
template <class Meaning>
class Dictionary {
 public:
  explicit Dictionary(std::span<const DateWords<Meaning>> rows) {
    for (const auto& row : rows) for_each_phrase(row.words, [&](std::string_view folded) { add(folded, row.meaning); });
    std::ranges::stable_sort(joined_, std::greater<>{}, [](const Joined& one) { return one.words.size(); });
  }

  [[nodiscard]] std::optional<Meaning> find(std::string_view word) const {
    if (const auto* whole = whole_.find(word)) return *whole;
    const std::size_t apostrophe = word.find('\'');
    if (apostrophe != std::string_view::npos && apostrophe >= shortest_beginning)
      if (const auto* before = whole_.find(word.substr(0, apostrophe))) return *before;
    for (std::size_t length = std::min(word.size(), longest_beginning_); length >= shortest_beginning; --length)
      if (const auto* beginning = beginnings_.find(word.substr(0, length))) return *beginning;
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Prefixed<Meaning>> find_joined(std::string_view text) const {
    if (text.empty() || !may_join_[static_cast<unsigned char>(text.front())]) return std::nullopt;
    for (const Joined& one : joined_) {
      const std::size_t length = one.words.size();
      if (!text.starts_with(one.words)) continue;
      const bool ends = length == text.size() || !is_letter(text[length]) || is_without_spaces(one.words.front());
      if (ends) return Prefixed<Meaning>{one.meaning, length};
    }
    return std::nullopt;
  }

 private:
  struct Joined {
    std::string words;
    Meaning meaning{};
  };

  void add(std::string_view folded, Meaning meaning) {
    if (is_without_spaces(folded.front()) || folded.find(' ') != std::string_view::npos) {
      joined_.push_back({std::string(folded), meaning});
      may_join_[static_cast<unsigned char>(folded.front())] = true;
    } else if (folded.ends_with('~')) {
      beginnings_[folded.substr(0, folded.size() - 1)] = meaning;
      longest_beginning_ = std::max(longest_beginning_, folded.size() - 1);
    } else {
      whole_[folded] = meaning;
    }
  }

  WordTable<Meaning> whole_;
  WordTable<Meaning> beginnings_;
  std::vector<Joined> joined_;       // the longest first
  std::array<bool, 256> may_join_{}; // by their first octet
  std::size_t longest_beginning_ = 0;
};

/// Phrases by their first word.
class NearTimes {
 public:
  NearTimes() {
    for (const auto& row : near_time_rows())
      for_each_phrase(row.words, [&](std::string_view folded) {
        phrases_[first_word_of(folded)].push_back({row.meaning, std::string(folded)});
      });
  }

  [[nodiscard]] std::optional<Prefixed<NearTime>> find_at(std::string_view text) const {
    const auto* known = phrases_.find(first_word_of(text));
    std::optional<Prefixed<NearTime>> longest;
    if (known == nullptr) return longest;
    for (const Phrase& phrase : *known) {
      const std::size_t length = phrase.words.size();
      if (!text.starts_with(phrase.words) || (longest && longest->length >= length)) continue;
      const bool ends = length == text.size() || !is_letter(text[length]) || is_without_spaces(phrase.words.front());
      if (ends) longest = Prefixed<NearTime>{phrase.meaning, length};
    }
    return longest;
  }

 private:
  struct Phrase {
    NearTime meaning{};
    std::string words;
  };

  /// Of scripts without spaces a character.
  static std::string_view first_word_of(std::string_view text) {
    constexpr std::size_t character = 3;
    if (!text.empty() && is_without_spaces(text.front())) return text.substr(0, character);
    const auto* const end = std::ranges::find_if_not(text, [](char c) { return is_letter(c) || c == '\''; });
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
  }

  WordTable<std::vector<Phrase>> phrases_;
};

const Dictionary<unsigned>& months() {
  static const Dictionary<unsigned> words(month_rows());
  return words;
}
const Dictionary<unsigned>& weekdays() {
  static const Dictionary<unsigned> words(weekday_rows());
  return words;
}
const Dictionary<unsigned>& numbers() {
  static const Dictionary<unsigned> words(number_rows());
  return words;
}
const Dictionary<TimeUnit>& units() {
  static const Dictionary<TimeUnit> words(unit_rows());
  return words;
}

} // namespace

bool is_without_spaces(char first_octet_of_character) {
  const auto octet = static_cast<unsigned char>(first_octet_of_character);
  return octet == 0xE1 || (octet >= 0xE3 && octet <= 0xED); // E1: the letters that fold_text parts Hangul into
}

std::optional<unsigned> month_of(std::string_view word) { return months().find(word); }
std::optional<unsigned> weekday_of(std::string_view word) { return weekdays().find(word); }
std::optional<TimeUnit> unit_of(std::string_view word) { return units().find(word); }
std::optional<unsigned> number_of(std::string_view word) { return numbers().find(word); }

std::optional<Prefixed<NearTime>> near_time_at(std::string_view text) {
  static const NearTimes times;
  return times.find_at(text);
}
std::optional<Prefixed<unsigned>> joined_weekday_at(std::string_view text) { return weekdays().find_joined(text); }
std::optional<Prefixed<TimeUnit>> joined_unit_at(std::string_view text) { return units().find_joined(text); }
std::optional<Prefixed<unsigned>> joined_number_at(std::string_view text) { return numbers().find_joined(text); }

} // namespace parsers
