// Finds many fixed phrases in one pass over a text. A filter of the phrases' beginnings rejects most places with one
// look, so the cost hardly depends on how many phrases a table has grown to, and a set is made in one pass over its
// phrases. Knows nothing of what the phrases mean.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parsers {

/// Text as phrases are compared with it: Latin, Greek and Cyrillic letters lower, every run of white space one space,
/// no-break spaces and typographic apostrophes as their plain forms.
std::string fold_words(std::string_view text);

class PhraseSet {
 public:
  struct Occurrence {
    std::uint32_t phrase = 0;     // its index in the order that the set was made from
    std::uint32_t first_end = 0;  // one past the first occurrence; 0 when there is none
    std::uint32_t last_begin = 0; // where the last occurrence begins
    [[nodiscard]] bool found() const { return first_end != 0; }
  };

  /// The phrases that occur in one text.
  class Occurrences {
   public:
    explicit Occurrences(std::size_t phrases) : places_(phrases, 0) {}
    /// What is known of one phrase; `found` says whether it occurs.
    [[nodiscard]] Occurrence operator[](std::size_t phrase) const {
      return places_[phrase] == 0 ? Occurrence{} : list_[places_[phrase] - 1U];
    }
    /// Those that occur, in the order in which they were first seen; of those that begin together the shorter first.
    [[nodiscard]] std::span<const Occurrence> list() const& { return list_; }
    std::span<const Occurrence> list() && = delete; // it would not outlive the temporary
    void note(std::uint32_t phrase, std::uint32_t begin, std::uint32_t end);

   private:
    std::vector<std::uint16_t> places_; // 1 + index in `list_`
    std::vector<Occurrence> list_;
  };

  /// The phrases must be folded, not empty, each once, and fewer than 65,535. Borrows their octets.
  explicit PhraseSet(std::span<const std::string_view> phrases);

  /// `folded` may be at most 4 GiB - 1. Linear in the text, times the phrases that begin alike at worst.
  [[nodiscard]] Occurrences find(std::string_view folded) const;
  /// The lowest index of a phrase that occurs; the number of phrases when none does.
  [[nodiscard]] std::size_t first_of(std::string_view folded) const;
  [[nodiscard]] bool any_in(std::string_view folded) const { return first_of(folded) != phrases_.size(); }

 private:
  /// The phrases with one key, as a list: `first`, then `next` of each. 0 ends it, else 1 + index of a phrase.
  struct Slot {
    std::uint64_t key = 0;
    std::uint16_t first = 0; // 0: nothing is here
  };
  struct Phrase {
    std::string_view words;
    std::uint16_t next = 0;
  };
  void add(std::uint16_t phrase);
  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const;
  void match_at(std::string_view folded, std::size_t begin, std::uint64_t key, Occurrences& found) const;
  void match_list(std::string_view folded, std::size_t begin, std::uint16_t next, Occurrences& found) const;

  std::vector<Phrase> phrases_;
  std::size_t beginning_ = 4;         // octets that the filter looks at together, at most 4
  bool has_short_ = false;            // phrases of fewer octets than a key has
  unsigned filter_shift_ = 0;         // leaves so many bits of a hash as the filter has places
  std::vector<std::uint64_t> filter_; // one bit a hash of a beginning
  std::vector<Slot> slots_;           // open addressing, a power of two
};

} // namespace parsers
