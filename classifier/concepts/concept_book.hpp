// Finds the concepts in the words of a text.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "classifier/concepts/concepts.hpp"
#include "classifier/vocabulary.hpp"
#include "classifier/word_index.hpp"
#include "classifier/words.hpp"

namespace classifier {

struct FoundConcept {
  std::uint8_t concept_id = 0; // the same in all languages
  std::uint32_t word = 0;      // the first of its words
};

/// Immutable, shared by all threads.
class ConceptBook {
 public:
  explicit ConceptBook(std::span<const std::span<const ConceptTable>> groups);

  /// The concepts of words [first, end) of `words`, in their order; of those that begin with one word the longest,
  /// which may be several. Linear in the words.
  void find(std::span<const Word> words, std::uint32_t first, std::uint32_t end,
            std::vector<FoundConcept>& found) const;

 private:
  struct Phrase {
    std::uint8_t concept_id = 0;
    std::uint32_t first = 0; // in `words_`
    std::uint32_t words = 0;
    std::size_t length = 0; // in octets as written: the longer says more
  };
  [[nodiscard]] std::span<const WordId> words_of(const Phrase& phrase) const {
    return std::span(words_).subspan(phrase.first, phrase.words);
  }
  void add(std::uint8_t concept_id, std::string_view phrase);
  [[nodiscard]] std::uint8_t id_of(std::string_view name);

  Vocabulary vocabulary_;
  std::vector<std::string_view> names_;
  std::vector<Phrase> phrases_;
  std::vector<WordId> words_; // of all phrases, one after the other
  WordIndex phrases_by_first_word_;
};

/// The shipped tables; built once.
const ConceptBook& standard_concepts();

} // namespace classifier
