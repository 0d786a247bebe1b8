// Compiles patterns, and meets words with all their positions at once.
#include "classifier/pattern.hpp"

#include <algorithm>
#include <bit>

#include "classifier/words.hpp"
#include "parsers/assert_that.hpp"

namespace classifier {

namespace {

constexpr std::size_t longest_gap = 3;
constexpr std::size_t longest_beginning = 64;
constexpr std::size_t most_elements = 60;

template <class Function>
void for_each_part(std::string_view text, char separator, Function function) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) function(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// As the reader of texts would fold it.
std::string fold(std::string_view written) {
  if (written.starts_with('<')) return std::string(written);
  Words words = read_words(written);
  parsers::assert_that(words.words.size() == 1, "an alternative of a pattern is one word");
  return words.words.front().text;
}

std::string_view words_of_slot(std::string_view name, std::span<const Slot> slots) {
  for (const Slot& slot : slots)
    if (slot.name == name) return slot.words;
  parsers::assert_that(false, "a pattern names a slot that its language has");
  return {};
}

/// A slot may name another slot.
void add_alternatives(std::string_view alternatives, std::span<const Slot> slots, Vocabulary& vocabulary,
                      std::vector<WordId>& words) {
  for_each_part(alternatives, '|', [&](std::string_view one) {
    if (one.starts_with('{') && one.ends_with('}'))
      add_alternatives(words_of_slot(one.substr(1, one.size() - 2), slots), slots, vocabulary, words);
    else
      words.push_back(vocabulary.add(one));
  });
}

} // namespace

WordId Vocabulary::add(std::string_view written) {
  const bool is_beginning = written.ends_with('~');
  if (is_beginning) written.remove_suffix(1);
  return add_folded(fold(written) + (is_beginning ? "~" : ""));
}

WordId Vocabulary::add_folded(std::string_view folded) {
  const bool is_beginning = folded.ends_with('~');
  if (is_beginning) folded.remove_suffix(1);
  auto& known = is_beginning ? beginnings_ : words_;
  const auto [place, is_new] = known.try_emplace(std::string(folded), next_);
  if (is_new) ++next_;
  if (is_new && is_beginning) {
    parsers::assert_that(!folded.empty() && folded.size() < longest_beginning, "a beginning is no text");
    if (folded.size() == 1)
      begins_alone_[static_cast<unsigned char>(folded[0])] = true;
    else
      lengths_[slot_of(folded)] |= std::uint64_t{1} << folded.size();
  }
  return place->second;
}

std::size_t Vocabulary::slot_of(std::string_view folded) {
  const auto first = static_cast<unsigned char>(folded[0]), second = static_cast<unsigned char>(folded[1]);
  return (std::size_t{first} * 61 + second) % slots;
}

void Vocabulary::ids_of(std::string_view folded, std::vector<WordId>& ids) const {
  if (const auto word = words_.find(folded); word != words_.end()) ids.push_back(word->second);
  if (!folded.empty() && begins_alone_[static_cast<unsigned char>(folded[0])])
    ids.push_back(beginnings_.find(folded.substr(0, 1))->second);
  if (folded.size() < 2) return;
  for (std::uint64_t left = lengths_[slot_of(folded)]; left != 0; left &= left - 1) {
    const auto length = static_cast<std::size_t>(std::countr_zero(left));
    if (length > folded.size()) return;
    const auto beginning = beginnings_.find(folded.substr(0, length));
    if (beginning != beginnings_.end()) ids.push_back(beginning->second);
  }
}

bool Pattern::Element::fits(const std::vector<WordId>& ids) const {
  const bool is_named = std::ranges::any_of(ids, [&](WordId id) { return std::ranges::binary_search(words, id); });
  return is_named != is_negated;
}

Pattern Pattern::compile(std::string_view pattern, std::span<const Slot> slots, Vocabulary& vocabulary) {
  Pattern compiled;
  for_each_part(pattern, ' ', [&](std::string_view part) {
    if (part == "^") return void(compiled.begins_sentence_ = true);
    if (part == "$") return void(compiled.ends_sentence_ = true);
    if (part == "?") return void(compiled.ends_sentence_ = compiled.asks_ = true);
    if (part == "*") return void(compiled.elements_.insert(compiled.elements_.end(), longest_gap, {{}, true, true}));
    Element element;
    element.is_optional = part.starts_with('(') && part.ends_with(')');
    if (element.is_optional) part = part.substr(1, part.size() - 2);
    element.is_negated = part.starts_with('!');
    if (element.is_negated) part.remove_prefix(1);
    add_alternatives(part, slots, vocabulary, element.words);
    std::ranges::sort(element.words);
    compiled.elements_.push_back(std::move(element));
  });
  parsers::assert_that(!compiled.elements_.empty() && compiled.elements_.size() <= most_elements,
                       "a pattern has some words and not too many");
  for (std::size_t i = 0; i < compiled.elements_.size(); ++i)
    if (compiled.elements_[i].is_optional) compiled.optional_ |= Positions{1} << i;
  return compiled;
}

std::vector<WordId> Pattern::first_words() const {
  std::vector<WordId> first;
  for (const Element& element : elements_) {
    parsers::assert_that(!element.is_negated, "a pattern begins with a word");
    first.insert(first.end(), element.words.begin(), element.words.end());
    if (!element.is_optional) break;
  }
  return first;
}

Pattern::Positions Pattern::with_skipped(Positions positions) const {
  for (Positions before = 0; before != positions;) {
    before = positions;
    positions |= (positions & optional_) << 1;
  }
  return positions;
}

std::size_t Pattern::match(std::span<const std::vector<WordId>> words) const {
  const Positions accepted = Positions{1} << elements_.size();
  Positions positions = with_skipped(1);
  std::size_t longest = 0;
  for (std::size_t at = 0; at < words.size() && (positions & ~accepted) != 0; ++at) {
    Positions next = 0;
    for (Positions left = positions & ~accepted; left != 0; left &= left - 1) {
      const auto element = static_cast<std::size_t>(std::countr_zero(left));
      if (elements_[element].fits(words[at])) next |= Positions{2} << element;
    }
    positions = with_skipped(next);
    const bool may_end_here = !ends_sentence_ || at + 1 == words.size();
    if ((positions & accepted) != 0 && may_end_here) longest = at + 1;
  }
  return longest;
}

} // namespace classifier
