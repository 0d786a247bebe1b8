// What can begin with a word, by the word's number: two flat lists, made once.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "classifier/vocabulary.hpp"

namespace classifier {

class WordIndex {
 public:
  struct Entry {
    WordId word = 0;
    std::uint32_t item = 0;
  };

  WordIndex() = default;
  /// The items of a word keep their order.
  explicit WordIndex(std::span<const Entry> entries) {
    for (const Entry& entry : entries) {
      if (entry.word + std::size_t{2} > ends_.size()) ends_.resize(entry.word + std::size_t{2});
      ++ends_[entry.word + std::size_t{1}];
    }
    for (std::size_t word = 1; word < ends_.size(); ++word) ends_[word] += ends_[word - 1];
    items_.resize(entries.size());
    std::vector<std::uint32_t> next(ends_);
    for (const Entry& entry : entries) items_[next[entry.word]++] = entry.item;
  }

  [[nodiscard]] std::span<const std::uint32_t> of(WordId word) const {
    if (word + std::size_t{1} >= ends_.size()) return {};
    return std::span(items_).subspan(ends_[word], ends_[word + std::size_t{1}] - ends_[word]);
  }

 private:
  std::vector<std::uint32_t> ends_; // of the items of the words before; one more than words
  std::vector<std::uint32_t> items_;
};

} // namespace classifier
