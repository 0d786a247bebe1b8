#include "classifier/vocabulary.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "classifier/words.hpp"
#include "parsers/assert_that.hpp"

namespace classifier {

namespace {

constexpr std::size_t least_places = 1024;
constexpr std::size_t longest_beginning = 63;

TextNumbers::Hash hash_of(std::string_view text) {
  TextNumbers::Hash hash;
  for (const char octet : text) hash.next(octet);
  return hash;
}

/// As the reader of texts would fold it.
std::string fold(std::string_view written) {
  if (written.starts_with('<')) return std::string(written);
  if (auto plain = fold_plain_word(written)) return std::move(*plain);
  Words words = read_words(written);
  parsers::assert_that(words.words.size() == 1, "an alternative of a pattern is one word");
  return words.words.front().text;
}

} // namespace

std::optional<WordId> TextNumbers::find(Hash hash, std::string_view text) const {
  if (places_.empty()) return std::nullopt;
  const std::uint32_t wanted = folded(hash);
  for (std::size_t at = wanted & (places_.size() - 1);; at = (at + 1) & (places_.size() - 1)) {
    const Place& place = places_[at];
    if (place.length == 0) return std::nullopt;
    const bool is_it = place.hash == wanted && place.length == text.size() &&
                       std::string_view(texts_).substr(place.begin, place.length) == text;
    if (is_it) return place.number;
  }
}

void TextNumbers::add(Hash hash, std::string_view text, WordId number) {
  parsers::assert_that(!text.empty() && text.size() <= std::numeric_limits<std::uint16_t>::max(),
                       "a word of a rule has octets, and not too many");
  if (places_.size() < least_places || taken_ * 2 >= places_.size()) grow();
  put({.hash = folded(hash),
       .begin = static_cast<std::uint32_t>(texts_.size()),
       .length = static_cast<std::uint16_t>(text.size()),
       .number = number});
  texts_.append(text);
  ++taken_;
  longest_ = std::max(longest_, text.size());
}

void TextNumbers::put(const Place& place) {
  std::size_t at = place.hash & (places_.size() - 1);
  while (places_[at].length != 0) at = (at + 1) & (places_.size() - 1);
  places_[at] = place;
}

void TextNumbers::grow() {
  std::vector<Place> before(std::max(least_places, places_.size() * 2));
  before.swap(places_);
  for (const Place& place : before)
    if (place.length != 0) put(place);
}

WordId Vocabulary::add(std::string_view written) {
  const bool is_beginning = written.ends_with('~');
  if (is_beginning) written.remove_suffix(1);
  return is_folded_word(written) ? number_of(written, is_beginning) : number_of(fold(written), is_beginning);
}

WordId Vocabulary::add_folded(std::string_view folded) {
  const bool is_beginning = folded.ends_with('~');
  if (is_beginning) folded.remove_suffix(1);
  return number_of(folded, is_beginning);
}

WordId Vocabulary::number_of(std::string_view folded, bool is_beginning) {
  TextNumbers& numbers = is_beginning ? beginnings_ : words_;
  const TextNumbers::Hash hash = hash_of(folded);
  if (const auto known = numbers.find(hash, folded)) return *known;
  parsers::assert_that(next_ < std::numeric_limits<WordId>::max(), "words of rules can be counted in 16 bits");
  numbers.add(hash, folded, next_);
  if (is_beginning) {
    parsers::assert_that(folded.size() <= longest_beginning, "a beginning is short");
    lengths_[static_cast<unsigned char>(folded.front())] |= std::uint64_t{1} << folded.size();
  }
  return next_++;
}

void Vocabulary::ids_of(std::string_view folded, std::vector<WordId>& ids) const {
  if (folded.size() <= words_.longest())
    if (const auto word = words_.find(hash_of(folded), folded)) ids.push_back(*word);
  if (folded.empty()) return;
  TextNumbers::Hash hash;
  std::size_t hashed = 0;
  // The lengths that are left, the shortest first.
  for (auto lengths = lengths_[static_cast<unsigned char>(folded.front())]; lengths != 0; lengths &= lengths - 1) {
    const auto length = static_cast<std::size_t>(std::countr_zero(lengths));
    if (length > folded.size()) return;
    while (hashed < length) hash.next(folded[hashed++]);
    if (const auto beginning = beginnings_.find(hash, folded.substr(0, length))) ids.push_back(*beginning);
  }
}

} // namespace classifier
