// Finds many fixed phrases in one pass over a text. A filter of the phrases' beginnings rejects most places with one
// look, so the cost hardly depends on how many phrases a table has grown to. Knows nothing of what the phrases mean.
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
    /// Those that occur, in the order in which they were first seen.
    [[nodiscard]] std::span<const Occurrence> list() const& { return list_; }
    std::span<const Occurrence> list() && = delete; // it would not outlive the temporary
    void note(std::uint32_t phrase, std::uint32_t begin, std::uint32_t end);

   private:
    std::vector<std::uint16_t> places_; // 1 + index in `list_`
    std::vector<Occurrence> list_;
  };

  /// The phrases must be folded, not empty, each once, and fewer than 65,535.
  explicit PhraseSet(std::span<const std::string_view> phrases);

  /// `folded` may be at most 4 GiB - 1. Linear in the text, times the longest phrase at worst.
  [[nodiscard]] Occurrences find(std::string_view folded) const;
  /// The lowest index of a phrase that occurs; the number of phrases when none does.
  [[nodiscard]] std::size_t first_of(std::string_view folded) const;
  [[nodiscard]] bool any_in(std::string_view folded) const { return first_of(folded) != lengths_.size(); }

 private:
  struct Node {
    std::uint32_t first_edge = 0;
    std::uint16_t edges = 0;
    std::int32_t phrase = -1; // the one that ends here
  };
  struct Edge {
    unsigned char octet = 0;
    std::uint32_t to = 0;
  };
  struct Beginning {
    std::uint32_t octets = 0;
    std::uint32_t node = 0; // 0 for an empty slot
  };
  struct Range {
    std::uint32_t begin; // of the sorted phrases that share a node's octets
    std::uint32_t end;
    std::uint32_t depth;
  };
  void grow(std::size_t node, std::span<const std::string_view> phrases, std::span<const std::uint32_t> sorted,
            std::vector<Range>& ranges);
  [[nodiscard]] std::uint32_t child(std::uint32_t node, unsigned char octet) const;
  [[nodiscard]] std::uint32_t octets_at(std::string_view text, std::size_t at) const;
  [[nodiscard]] std::uint32_t node_of(std::uint32_t octets) const;
  void match_at(std::string_view folded, std::size_t begin, std::uint32_t node, Occurrences& found) const;
  void add_beginning(std::uint32_t octets, std::uint32_t node);

  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> lengths_;
  std::size_t beginning_ = 4;         // octets that are looked at together, at most 4
  std::vector<std::uint64_t> filter_; // one bit a hash of a beginning
  std::vector<Beginning> beginnings_; // open addressing, a power of two
};

} // namespace parsers
