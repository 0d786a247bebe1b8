// A word looks up the phrases that can begin with it.
#include "classifier/concepts/concept_book.hpp"

#include <algorithm>
#include <array>

#include "parsers/assert_that.hpp"

namespace classifier {

namespace {

template <class Function>
void for_each_part(std::string_view text, char separator, Function function) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    function(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// What is written as one word may be several to the reader of texts: each ideograph is one.
std::vector<std::string> fold(std::string_view written) {
  const bool is_beginning = written.ends_with('~');
  if (is_beginning) written.remove_suffix(1);
  std::vector<std::string> folded;
  if (auto plain = fold_plain_word(written))
    folded.push_back(std::move(*plain));
  else
    for (Word& word : read_words(written).words) folded.push_back(std::move(word.text));
  if (is_beginning && !folded.empty()) folded.back() += '~';
  return folded;
}

} // namespace

ConceptBook::ConceptBook(std::span<const std::span<const ConceptTable>> groups) {
  for (const auto& group : groups)
    for (const ConceptTable& table : group)
      for (const Concept& one : table.concepts) {
        const std::uint8_t concept_id = id_of(one.name);
        for_each_part(one.words, '|', [&](std::string_view phrase) { add(concept_id, phrase); });
      }
  std::vector<WordIndex::Entry> first_words;
  for (const Phrase& phrase : phrases_)
    first_words.push_back({.word = words_[phrase.first], .item = static_cast<std::uint32_t>(first_words.size())});
  phrases_by_first_word_ = WordIndex(first_words);
}

std::uint8_t ConceptBook::id_of(std::string_view name) {
  const auto known = std::ranges::find(names_, name);
  if (known == names_.end()) {
    names_.push_back(name);
    return static_cast<std::uint8_t>(names_.size() - 1);
  }
  return static_cast<std::uint8_t>(known - names_.begin());
}

void ConceptBook::add(std::uint8_t concept_id, std::string_view phrase) {
  Phrase added{.concept_id = concept_id, .first = static_cast<std::uint32_t>(words_.size()), .length = phrase.size()};
  for_each_part(phrase, ' ', [&](std::string_view written) {
    if (is_folded_word(written))
      words_.push_back(vocabulary_.add_folded(written));
    else
      for (const std::string& word : fold(written)) words_.push_back(vocabulary_.add_folded(word));
  });
  added.words = static_cast<std::uint32_t>(words_.size() - added.first);
  parsers::assert_that(added.words > 0, "a phrase of a concept has words");
  phrases_.push_back(added);
}

void ConceptBook::find(std::span<const Word> words, std::uint32_t first, std::uint32_t end,
                       std::vector<FoundConcept>& found) const {
  WordIds ids;
  for (const Word& word : words.subspan(first, end - first)) ids.add(vocabulary_, word.text);
  for (std::size_t at = 0; at < ids.size();) {
    std::size_t longest = 0, words_of_longest = 1;
    const std::size_t known = found.size();
    for (const WordId id : ids[at]) {
      for (const std::uint32_t index : phrases_by_first_word_.of(id)) {
        const Phrase& phrase = phrases_[index];
        if (phrase.length < longest || phrase.words > ids.size() - at) continue;
        const std::span<const WordId> wanted = words_of(phrase);
        bool is_met = true;
        for (std::size_t i = 1; i < wanted.size() && is_met; ++i) is_met = ids.has(at + i, wanted[i]);
        if (!is_met) continue;
        if (phrase.length > longest) found.resize(known);
        longest = phrase.length;
        words_of_longest = phrase.words;
        found.push_back({.concept_id = phrase.concept_id, .word = first + static_cast<std::uint32_t>(at)});
      }
    }
    at += words_of_longest;
  }
}

const ConceptBook& standard_concepts() {
  static const ConceptBook book(std::array{germanic_concepts(), romance_concepts(), slavic_concepts(), other_concepts(),
                                           eastern_concepts(), shared_concepts()});
  return book;
}

} // namespace classifier
