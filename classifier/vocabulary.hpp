// The words that rules and concepts name, by number: found again for every word of a text, so in one flat table.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace classifier {

using WordId = std::uint16_t; // of a word or a beginning of words

/// Folded texts and their numbers: open addressing over one string, no allocation a text.
class TextNumbers {
 public:
  /// Of a text; what follows its octets is hashed by going on with `next`.
  struct Hash {
    std::uint64_t value = 0xCBF29CE484222325U;
    void next(char octet) { value = (value ^ static_cast<unsigned char>(octet)) * 0x100000001B3U; }
  };

  [[nodiscard]] std::optional<WordId> find(Hash hash, std::string_view text) const;
  /// The text must not be there.
  void add(Hash hash, std::string_view text, WordId number);
  [[nodiscard]] std::size_t longest() const { return longest_; }

 private:
  struct Place {
    std::uint32_t hash = 0;
    std::uint32_t begin = 0;  // in `texts_`
    std::uint16_t length = 0; // 0: an empty place
    WordId number = 0;
  };
  [[nodiscard]] static std::uint32_t folded(Hash hash) {
    return static_cast<std::uint32_t>(hash.value ^ hash.value >> 32U);
  }
  void put(const Place& place);
  void grow();

  std::vector<Place> places_; // a power of two, at most half of them taken
  std::string texts_;
  std::size_t taken_ = 0;
  std::size_t longest_ = 0;
};

class Vocabulary {
 public:
  /// `written` as in a pattern; with '~' at its end it is a beginning.
  WordId add(std::string_view written);
  /// The same of what is folded already.
  WordId add_folded(std::string_view folded);
  /// The ids that a word of a text has: its own, and those of its beginnings, the shortest first.
  void ids_of(std::string_view folded, std::vector<WordId>& ids) const;

 private:
  WordId number_of(std::string_view folded, bool is_beginning);

  TextNumbers words_;
  TextNumbers beginnings_;
  std::array<std::uint64_t, 256> lengths_{}; // by the first octet; bit n: some beginning has n octets
  WordId next_ = 0;
};

/// A set of ids as bits, where several ids share one: what has no bit in common has no id in common.
using WordBits = std::uint64_t;
constexpr WordBits bits_of(WordId id) { return WordBits{1} << ((id * 0x9E3779B1U) >> 26U); }

/// The ids of each word of a text, one after the other.
class WordIds {
 public:
  /// Those of the next word.
  void add(const Vocabulary& vocabulary, std::string_view folded) {
    const std::size_t before = ids_.size();
    vocabulary.ids_of(folded, ids_);
    ends_.push_back(static_cast<std::uint32_t>(ids_.size()));
    WordBits& bits = bits_.emplace_back();
    for (const WordId id : std::span(ids_).subspan(before)) bits |= bits_of(id);
  }
  [[nodiscard]] std::size_t size() const { return ends_.size(); } // words
  [[nodiscard]] std::span<const WordId> operator[](std::size_t word) const {
    const std::size_t begin = word == 0 ? 0 : ends_[word - 1];
    return std::span(ids_).subspan(begin, ends_[word] - begin);
  }
  [[nodiscard]] WordBits bits(std::size_t word) const { return bits_[word]; }
  [[nodiscard]] bool has(std::size_t word, WordId id) const {
    const std::span<const WordId> ids = (*this)[word];
    return std::ranges::find(ids, id) != ids.end();
  }

 private:
  std::vector<WordId> ids_;
  std::vector<std::uint32_t> ends_; // of each word's, in `ids_`
  std::vector<WordBits> bits_;      // of each word's
};

} // namespace classifier
