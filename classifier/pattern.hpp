// One rule's pattern, compiled: a row of elements, met by a set of positions that moves along the words. No
// backtracking: a step costs the same whatever the text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "classifier/rule.hpp"
#include "classifier/vocabulary.hpp"

namespace classifier {

/// What the slots of one table stand for, found once for all patterns that name them.
class SlotWords {
 public:
  /// Borrows both.
  SlotWords(std::span<const Slot> slots, Vocabulary& vocabulary);
  /// A slot may name another slot. Asserts that it is there.
  const std::vector<WordId>& of(std::string_view name);
  /// Words, and slots in braces, with '|' between them.
  void add(std::string_view alternatives, std::vector<WordId>& words);

 private:
  std::span<const Slot> slots_;
  Vocabulary& vocabulary_;
  std::vector<std::vector<WordId>> words_; // of each slot; empty until it is asked for
};

class Pattern {
 public:
  struct Element {
    std::vector<WordId> words; // sorted
    bool is_optional = false;
    bool is_negated = false; // any word but these; without words: any
    WordBits bits = 0;       // of the words
    [[nodiscard]] bool fits(const WordIds& ids, std::size_t word) const {
      return ((bits & ids.bits(word)) != 0 && names(ids[word])) != is_negated;
    }
    [[nodiscard]] bool names(std::span<const WordId> ids) const;
  };

  /// Asserts that the pattern is well formed: patterns are ours.
  static Pattern compile(std::string_view pattern, SlotWords& slots);

  /// Ids that a first word of a match can have, each once.
  [[nodiscard]] std::vector<WordId> first_words() const;
  [[nodiscard]] bool begins_sentence() const { return begins_sentence_; }
  [[nodiscard]] bool ends_sentence() const { return ends_sentence_; }
  [[nodiscard]] bool asks() const { return asks_; }
  /// What can stand behind the first word: one look at it settles nearly always that a pattern does not match.
  struct Second {
    WordBits bits = 0;   // of the words that can
    bool is_any = false; // any word can, or none need to
    [[nodiscard]] bool may_match(const WordIds& words, std::size_t first, std::size_t end) const {
      return is_any || (first + 1 < end && (bits & words.bits(first + 1)) != 0);
    }
  };
  [[nodiscard]] Second second() const;

  /// The number of words of the longest match that begins with the word `first`, 0 for none. The sentence goes on to
  /// `end`.
  [[nodiscard]] std::size_t match(const WordIds& words, std::size_t first, std::size_t end) const;

 private:
  using Positions = std::uint64_t; // bit n: the next word has to be element n
  [[nodiscard]] Positions with_skipped(Positions positions) const;

  std::vector<Element> elements_;
  Positions optional_ = 0; // of elements
  bool begins_sentence_ = false;
  bool ends_sentence_ = false;
  bool asks_ = false;
};

} // namespace classifier
