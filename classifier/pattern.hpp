// One rule's pattern, compiled: a row of elements, met by a set of positions that moves along the words. No
// backtracking: a step costs the same whatever the text.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "classifier/rule.hpp"

namespace classifier {

using WordId = std::uint16_t; // of a word or a beginning of words that some rule names

/// Finds a key of strings by a view of one.
struct HashOfText {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using IdsByText = std::unordered_map<std::string, WordId, HashOfText, std::equal_to<>>;

/// The words that rules name.
class Vocabulary {
 public:
  /// `written` as in a pattern; with '~' at its end it is a beginning.
  WordId add(std::string_view written);
  /// The same of what is folded already.
  WordId add_folded(std::string_view folded);
  /// The ids that a word of a text has: its own, and those of its beginnings.
  void ids_of(std::string_view folded, std::vector<WordId>& ids) const;

 private:
  IdsByText words_;
  IdsByText beginnings_;
  std::array<bool, 256> begins_alone_{}; // a beginning of this one octet
  static constexpr std::size_t slots = 4096;
  static std::size_t slot_of(std::string_view folded); // by its first two octets
  std::array<std::uint64_t, slots> lengths_{};         // bit n: a beginning of n octets shares the slot
  WordId next_ = 0;
};

class Pattern {
 public:
  struct Element {
    std::vector<WordId> words; // sorted
    bool is_optional = false;
    bool is_negated = false; // any word but these; without words: any
    [[nodiscard]] bool fits(const std::vector<WordId>& ids) const;
  };

  /// Asserts that the pattern is well formed: patterns are ours.
  static Pattern compile(std::string_view pattern, std::span<const Slot> slots, Vocabulary& vocabulary);

  /// Ids that a first word of a match can have.
  [[nodiscard]] std::vector<WordId> first_words() const;
  [[nodiscard]] bool begins_sentence() const { return begins_sentence_; }
  [[nodiscard]] bool ends_sentence() const { return ends_sentence_; }
  [[nodiscard]] bool asks() const { return asks_; }

  /// The number of words of the longest match that begins with the first of `words`, 0 for none. `words` go to the end
  /// of the sentence and are the ids of each word.
  [[nodiscard]] std::size_t match(std::span<const std::vector<WordId>> words) const;

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
