// Who wrote and when, out of an attribution line. The order differs by language; what holds for all of them is that
// the name stands right before the address, and that no name has a digit.
#include <algorithm>
#include <vector>

#include "parsers/ascii.hpp"
#include "parsers/attribution_line.hpp"
#include "parsers/folded_text.hpp"

namespace parsers {
namespace {

struct Place {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// The address with the brackets round it.
Place find_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return {text.size(), text.size()};
  constexpr std::string_view inner = " \t<(>)[]\"";
  const std::size_t before = text.find_last_of(inner, at);
  const std::size_t behind = text.find_first_of(inner, at);
  Place place{before == std::string_view::npos ? 0 : before + 1,
              behind == std::string_view::npos ? text.size() : behind};
  while (place.first > 0 && std::string_view("<([").find(text[place.first - 1]) != std::string_view::npos)
    --place.first;
  while (place.end < text.size() && std::string_view(">)]").find(text[place.end]) != std::string_view::npos)
    ++place.end;
  return place;
}

struct PrintedWord {
  std::string_view text;
  std::string folded;
  const AttributionWord* known = nullptr;
  [[nodiscard]] bool has_digit() const { return std::any_of(folded.begin(), folded.end(), is_digit); }
};

/// Chinese and Japanese put no blank behind a comma.
std::size_t word_length(std::string_view text) {
  constexpr std::string_view ideographic_comma = "\xE3\x80\x81";
  constexpr std::string_view wide_comma = "\xEF\xBC\x8C";
  const auto space = std::find_if(text.begin(), text.end(), [](char c) { return is_space(c); });
  const auto length = static_cast<std::size_t>(space - text.begin());
  const std::string_view word = text.substr(0, length);
  const std::size_t comma = std::min(word.find(ideographic_comma), word.find(wide_comma));
  return comma == std::string_view::npos ? length : comma + wide_comma.size();
}

std::vector<PrintedWord> split_words(std::string_view text) {
  std::vector<PrintedWord> words;
  while (!(text = trim_invisible(text)).empty()) {
    const std::size_t length = word_length(text);
    PrintedWord word{text.substr(0, length), fold_text(text.substr(0, length)), nullptr};
    while (!word.folded.empty() && std::string_view(",:;").find(word.folded.back()) != std::string_view::npos)
      word.folded.pop_back();
    word.known = find_attribution_word(word.folded);
    words.push_back(std::move(word));
    text.remove_prefix(length);
  }
  return words;
}

std::string_view between(const std::vector<PrintedWord>& words, std::size_t first, std::size_t end) {
  if (first >= end) return {};
  const std::string_view last = words[end - 1].text;
  const char* const start = words[first].text.data();
  return {start, static_cast<std::size_t>(last.data() + last.size() - start)};
}

/// Index of the word with which the name begins; the number of words when there is no name.
std::size_t find_name(const std::vector<PrintedWord>& words) {
  std::size_t first = 0;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].has_digit() || (words[i].known != nullptr && words[i].known->says)) first = i + 1;
  if (first == 0) return 0;
  while (first < words.size() && words[first].known != nullptr) ++first;
  return first;
}

/// From the first weekday or digit to the last digit and the "pm" or "Uhr" behind it.
std::string_view find_date(const std::vector<PrintedWord>& words, std::size_t most) {
  std::size_t first = most;
  std::size_t end = most;
  for (std::size_t i = 0; i < most; ++i) {
    const bool is_weekday = words[i].known != nullptr && words[i].known->weekday;
    if (first == most && (words[i].has_digit() || (is_weekday && i + 1 < most))) first = i;
    if (words[i].has_digit()) end = i + 1;
  }
  while (end < most && words[end].known != nullptr && words[end].known->tells_time) ++end;
  std::string_view date = between(words, first, end);
  while (!date.empty() && (date.back() == ',' || date.back() == ':')) date.remove_suffix(1);
  return date;
}

std::string_view strip_quotes(std::string_view name) {
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (const std::string_view mark :
         {"\"", "\xC2\xAB", "\xC2\xBB", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", ","}) {
      if (name.starts_with(mark)) name.remove_prefix(mark.size()), is_changed = true;
      if (name.ends_with(mark)) name.remove_suffix(mark.size()), is_changed = true;
    }
    name = trim_invisible(name);
  }
  return name;
}

std::string_view strip_brackets(std::string_view address) {
  address = trim_invisible(address);
  while (!address.empty() && std::string_view("<([").find(address.front()) != std::string_view::npos)
    address.remove_prefix(1);
  while (!address.empty() && std::string_view(">)],:").find(address.back()) != std::string_view::npos)
    address.remove_suffix(1);
  address = trim_invisible(address);
  return starts_with_ignoring_case(address, "mailto:") ? address.substr(7) : address;
}

} // namespace

AttributionFields read_attribution_fields(std::string_view text) {
  text = trim_invisible(text);
  const Place address = find_address(text);
  const std::vector<PrintedWord> before = split_words(text.substr(0, address.first));
  const std::size_t name = find_name(before);
  AttributionFields fields;
  fields.date = find_date(before, std::min(name, before.size()));
  if (fields.date.empty()) {
    const std::vector<PrintedWord> behind = split_words(text.substr(address.end));
    fields.date = find_date(behind, behind.size());
  }
  fields.from.name = strip_quotes(between(before, name, before.size()));
  fields.from.address = strip_brackets(text.substr(address.first, address.end - address.first));
  return fields;
}

} // namespace parsers
