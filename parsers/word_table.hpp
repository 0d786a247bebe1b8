// A table of words by their folded form (fold_text): built once from rows of a language each, then only read.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "parsers/folded_text.hpp"

namespace parsers {

template <class Meaning>
class WordTable {
 public:
  /// The meaning of a word, default when it is new.
  Meaning& operator[](std::string_view folded) { return words_[std::string(folded)]; }
  [[nodiscard]] const Meaning* find(std::string_view folded) const {
    const auto found = words_.find(folded);
    return found == words_.end() ? nullptr : &found->second;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, Meaning, Hash, std::equal_to<>> words_;
};

/// Calls `use` with each of the phrases that '|' separates in `row`, folded.
template <class Use>
void for_each_phrase(std::string_view row, Use use) {
  while (!row.empty()) {
    const std::size_t end = row.find('|');
    if (const std::string folded = fold_text(row.substr(0, end)); !folded.empty()) use(std::string_view(folded));
    row.remove_prefix(end == std::string_view::npos ? row.size() : end + 1);
  }
}

} // namespace parsers
