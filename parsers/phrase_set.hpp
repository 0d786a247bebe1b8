// Finds many fixed phrases in one pass over a text (Aho and Corasick, 1975): the cost depends on the text alone,
// not on how many phrases a table has grown to. Knows nothing of what the phrases mean.
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
    std::uint32_t first_end = 0;  // one past the first occurrence; 0 when there is none
    std::uint32_t last_begin = 0; // where the last occurrence begins
    [[nodiscard]] bool found() const { return first_end != 0; }
  };

  /// The phrases must be folded, and not empty.
  explicit PhraseSet(std::span<const std::string_view> phrases);

  /// One entry a phrase, in the order that the set was made from. `folded` may be at most 4 GiB - 1.
  [[nodiscard]] std::vector<Occurrence> find(std::string_view folded) const;
  /// The index of some phrase that occurs, the lowest; the number of phrases when none does.
  [[nodiscard]] std::size_t first_of(std::string_view folded) const;
  [[nodiscard]] bool any_in(std::string_view folded) const { return first_of(folded) != lengths_.size(); }

 private:
  struct Node {
    std::uint32_t first_edge = 0;
    std::uint16_t edges = 0;
    std::int32_t phrase = -1;
    std::uint32_t fail = 0;   // the longest proper suffix that is a node
    std::uint32_t output = 0; // the next node on the chain of suffixes that ends a phrase; 0 for none
  };
  struct Edge {
    unsigned char octet = 0;
    std::uint32_t to = 0;
  };
  [[nodiscard]] std::uint32_t child(std::uint32_t node, unsigned char octet) const;
  [[nodiscard]] std::uint32_t step(std::uint32_t node, unsigned char octet) const;
  void link_suffixes();

  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> lengths_;
};

} // namespace parsers
