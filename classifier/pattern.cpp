// Compiles patterns, and meets words with all their positions at once.
#include "classifier/pattern.hpp"

#include <algorithm>
#include <bit>

#include "parsers/assert_that.hpp"

namespace classifier {

namespace {

constexpr std::size_t longest_gap = 3;
constexpr std::size_t most_elements = 60;

template <class Function>
void for_each_part(std::string_view text, char separator, Function function) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) function(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

} // namespace

SlotWords::SlotWords(std::span<const Slot> slots, Vocabulary& vocabulary)
    : slots_(slots), vocabulary_(vocabulary), words_(slots.size()) {}

const std::vector<WordId>& SlotWords::of(std::string_view name) {
  const auto slot = std::ranges::find(slots_, name, &Slot::name);
  parsers::assert_that(slot != slots_.end(), "a pattern names a slot that its language has");
  std::vector<WordId>& words = words_[static_cast<std::size_t>(slot - slots_.begin())];
  if (words.empty()) add(slot->words, words);
  return words;
}

void SlotWords::add(std::string_view alternatives, std::vector<WordId>& words) {
  for_each_part(alternatives, '|', [&](std::string_view one) {
    if (one.starts_with('{') && one.ends_with('}')) {
      const std::vector<WordId>& of_slot = of(one.substr(1, one.size() - 2));
      words.insert(words.end(), of_slot.begin(), of_slot.end());
    } else {
      words.push_back(vocabulary_.add(one));
    }
  });
}

bool Pattern::Element::names(std::span<const WordId> ids) const {
  return std::ranges::any_of(ids, [&](WordId id) { return std::ranges::binary_search(words, id); });
}

Pattern Pattern::compile(std::string_view pattern, SlotWords& slots) {
  Pattern compiled;
  for_each_part(pattern, ' ', [&](std::string_view part) {
    if (part == "^") return void(compiled.begins_sentence_ = true);
    if (part == "$") return void(compiled.ends_sentence_ = true);
    if (part == "?") return void(compiled.ends_sentence_ = compiled.asks_ = true);
    if (part == "*") return void(compiled.elements_.insert(compiled.elements_.end(), longest_gap, {{}, true, true, 0}));
    Element element;
    element.is_optional = part.starts_with('(') && part.ends_with(')');
    if (element.is_optional) part = part.substr(1, part.size() - 2);
    element.is_negated = part.starts_with('!');
    if (element.is_negated) part.remove_prefix(1);
    slots.add(part, element.words);
    std::ranges::sort(element.words);
    for (const WordId word : element.words) element.bits |= bits_of(word);
    compiled.elements_.push_back(std::move(element));
  });
  parsers::assert_that(!compiled.elements_.empty() && compiled.elements_.size() <= most_elements,
                       "a pattern has some words and not too many");
  for (std::size_t i = 0; i < compiled.elements_.size(); ++i)
    if (compiled.elements_[i].is_optional) compiled.optional_ |= Positions{1} << i;
  return compiled;
}

Pattern::Second Pattern::second() const {
  const Positions accepted = Positions{1} << elements_.size();
  const Positions positions = with_skipped((with_skipped(1) & ~accepted) << 1);
  Second second{.bits = 0, .is_any = (positions & accepted) != 0};
  for (std::size_t i = 0; i < elements_.size(); ++i) {
    if ((positions >> i & 1U) == 0) continue;
    second.is_any = second.is_any || elements_[i].is_negated;
    second.bits |= elements_[i].bits;
  }
  return second;
}

std::vector<WordId> Pattern::first_words() const {
  std::vector<WordId> first;
  for (const Element& element : elements_) {
    parsers::assert_that(!element.is_negated, "a pattern begins with a word");
    first.insert(first.end(), element.words.begin(), element.words.end());
    if (!element.is_optional) break;
  }
  std::ranges::sort(first);
  first.erase(std::ranges::unique(first).begin(), first.end());
  return first;
}

Pattern::Positions Pattern::with_skipped(Positions positions) const {
  for (Positions before = 0; before != positions;) {
    before = positions;
    positions |= (positions & optional_) << 1;
  }
  return positions;
}

std::size_t Pattern::match(const WordIds& words, std::size_t first, std::size_t end) const {
  const Positions accepted = Positions{1} << elements_.size();
  Positions positions = with_skipped(1);
  std::size_t longest = 0;
  for (std::size_t at = first; at < end && (positions & ~accepted) != 0; ++at) {
    Positions next = 0;
    for (Positions left = positions & ~accepted; left != 0; left &= left - 1) {
      const auto element = static_cast<std::size_t>(std::countr_zero(left));
      if (elements_[element].fits(words, at)) next |= Positions{2} << element;
    }
    positions = with_skipped(next);
    const bool may_end_here = !ends_sentence_ || at + 1 == end;
    if ((positions & accepted) != 0 && may_end_here) longest = at + 1 - first;
  }
  return longest;
}

} // namespace classifier
