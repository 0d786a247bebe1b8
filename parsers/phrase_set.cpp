#include "parsers/phrase_set.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"

namespace parsers {

namespace {

constexpr std::size_t key_octets = sizeof(std::uint64_t);
constexpr unsigned least_filter_bits = 9;
constexpr unsigned most_filter_bits = 16;
constexpr std::size_t places_for_phrase = 32; // of the filter: of so many looks one is in vain

static_assert(std::endian::native == std::endian::little, "the first octet of a key is its lowest");

/// The octets at `at` as a number; beyond the end of the text they are 0.
std::uint64_t key_at(std::string_view text, std::size_t at) {
  std::uint64_t key = 0;
  std::memcpy(&key, text.data() + at, std::min(key_octets, text.size() - at));
  return key;
}

/// The first `octets` of a key, fewer than all.
std::uint64_t front_of(std::uint64_t key, std::size_t octets) { return key & ((std::uint64_t{1} << (8 * octets)) - 1); }

/// The small letter of a capital one, for the scripts whose capitals have two octets in UTF-8: Latin, Greek, Cyrillic.
constexpr std::uint32_t small_letter(std::uint32_t letter) {
  if (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7) return letter + 0x20;
  const bool even_is_capital =
      (letter >= 0x100 && letter <= 0x137 && letter != 0x130) || (letter >= 0x14A && letter <= 0x177);
  if (even_is_capital) return letter | 1U;
  const bool odd_is_capital = (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17E);
  if (odd_is_capital) return letter + (letter & 1U);
  if (letter >= 0x391 && letter <= 0x3A9) return letter + 0x20;
  if (letter == 0x386) return 0x3AC;
  if (letter >= 0x388 && letter <= 0x38A) return letter + 0x25;
  if (letter >= 0x410 && letter <= 0x42F) return letter + 0x20;
  if (letter >= 0x400 && letter <= 0x40F) return letter + 0x50;
  return letter;
}

/// ASCII as it is compared, letters lower; 0 for what needs a closer look: white space, NUL, other octets.
constexpr std::array<char, 256> run_octets = [] {
  std::array<char, 256> run{};
  for (std::size_t octet = 0; octet < 128; ++octet) {
    const char c = static_cast<char>(octet);
    run[octet] = is_space(c) ? '\0' : to_lower(c);
  }
  return run;
}();

/// Reads one character that is not of ASCII, or NUL, at the beginning of `rest`, writes its folded form and gives its
/// octets; never more are written than read.
std::size_t fold_character(std::string_view rest, char*& to) {
  const auto lead = static_cast<unsigned char>(rest[0]);
  if (rest.starts_with("\xE2\x80\x99") || rest.starts_with("\xE2\x80\x98")) {
    *to++ = '\'';
    return 3;
  }
  const bool has_two = lead >= 0xC3 && lead <= 0xD1 && rest.size() > 1 && (rest[1] & '\xC0') == '\x80';
  if (!has_two) {
    *to++ = rest[0];
    return 1;
  }
  const std::uint32_t letter = small_letter(((lead & 0x1FU) << 6U) | (static_cast<unsigned char>(rest[1]) & 0x3FU));
  *to++ = static_cast<char>(0xC0U | (letter >> 6U));
  *to++ = static_cast<char>(0x80U | (letter & 0x3FU));
  return 2;
}

/// Of the octets that the filter looks at.
std::uint32_t hash_of_beginning(std::uint64_t octets) { return static_cast<std::uint32_t>(octets) * 0x9E3779B1U; }

} // namespace

std::string fold_words(std::string_view text) {
  std::string folded(text.size(), '\0');
  char* const begin = folded.data();
  char* to = begin;
  bool follows_blank = true; // white space at the beginning goes
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t run = at;
    for (; at < text.size() && run_octets[static_cast<unsigned char>(text[at])] != 0; ++at)
      *to++ = run_octets[static_cast<unsigned char>(text[at])];
    follows_blank = follows_blank && at == run;
    if (at == text.size()) break;
    const bool is_ascii_blank = is_space(text[at]);
    if (is_ascii_blank || text.substr(at, 2) == "\xC2\xA0") {
      if (!follows_blank) *to++ = ' ';
      at += is_ascii_blank ? 1 : 2;
      follows_blank = true;
    } else {
      at += fold_character(text.substr(at), to);
      follows_blank = false;
    }
  }
  folded.resize(static_cast<std::size_t>(to - begin));
  return folded;
}

void PhraseSet::Occurrences::note(std::uint32_t phrase, std::uint32_t begin, std::uint32_t end) {
  if (places_[phrase] == 0) {
    list_.push_back({phrase, end, begin});
    places_[phrase] = static_cast<std::uint16_t>(list_.size());
  }
  list_[places_[phrase] - 1U].last_begin = begin;
}

PhraseSet::PhraseSet(std::span<const std::string_view> phrases) {
  assert_that(phrases.size() < std::numeric_limits<std::uint16_t>::max(), "phrases can be counted in 16 bits");
  phrases_.reserve(phrases.size());
  for (const std::string_view phrase : phrases) {
    beginning_ = std::min(beginning_, phrase.size());
    has_short_ = has_short_ || phrase.size() < key_octets;
    phrases_.push_back({.words = phrase});
  }
  assert_that(beginning_ > 0, "a phrase is not empty");
  const auto wanted = static_cast<unsigned>(std::bit_width(phrases.size() * places_for_phrase));
  const unsigned filter_bits = std::clamp(wanted, least_filter_bits, most_filter_bits);
  filter_shift_ = 32 - filter_bits;
  filter_.resize((std::size_t{1} << filter_bits) / 64);
  slots_.resize(std::bit_ceil(phrases.size() * 2 + 1));
  for (std::size_t phrase = 0; phrase < phrases.size(); ++phrase) add(static_cast<std::uint16_t>(phrase));
}

/// A phrase has the key of its first octets: as many as a key has, of a short one as many as the filter looks at.
void PhraseSet::add(std::uint16_t phrase) {
  const std::string_view words = phrases_[phrase].words;
  const std::uint64_t octets = key_at(words, 0);
  const std::uint32_t place = hash_of_beginning(front_of(octets, beginning_)) >> filter_shift_;
  filter_[place / 64] |= std::uint64_t{1} << (place % 64);
  const std::uint64_t key = words.size() < key_octets ? front_of(octets, beginning_) : octets;
  Slot& slot = slots_[slot_of(key)];
  slot.key = key;
  std::uint16_t* link = &slot.first;
  while (*link != 0 && phrases_[*link - 1U].words.size() <= words.size()) {
    assert_that(phrases_[*link - 1U].words != words, "a phrase stands once in its set");
    link = &phrases_[*link - 1U].next;
  }
  phrases_[phrase].next = *link;
  *link = static_cast<std::uint16_t>(phrase + 1U);
}

/// Where the key stands, or would stand.
std::size_t PhraseSet::slot_of(std::uint64_t key) const {
  std::size_t slot = (key * 0x9E3779B97F4A7C15U >> 32U) & (slots_.size() - 1);
  while (slots_[slot].first != 0 && slots_[slot].key != key) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

PhraseSet::Occurrences PhraseSet::find(std::string_view folded) const {
  Occurrences found(phrases_.size());
  if (folded.size() < beginning_ || phrases_.empty()) return found;
  const std::uint64_t* const filter = filter_.data(); // a place is never beyond it
  const unsigned shift = filter_shift_;
  const std::uint64_t front = front_of(~std::uint64_t{0}, beginning_);
  const auto may_begin = [=](std::uint64_t key) { // nearly all the time goes into this
    const std::uint32_t place = hash_of_beginning(key & front) >> shift;
    return (filter[place / 64] >> (place % 64) & 1U) != 0;
  };
  std::size_t begin = 0;
  for (std::uint64_t key = 0; begin + key_octets <= folded.size(); ++begin) {
    std::memcpy(&key, folded.data() + begin, key_octets);
    if (may_begin(key)) match_at(folded, begin, key, found);
  }
  for (; begin + beginning_ <= folded.size(); ++begin)
    if (const std::uint64_t key = key_at(folded, begin); may_begin(key)) match_at(folded, begin, key, found);
  return found;
}

void PhraseSet::match_at(std::string_view folded, std::size_t begin, std::uint64_t key, Occurrences& found) const {
  if (has_short_) match_list(folded, begin, slots_[slot_of(front_of(key, beginning_))].first, found);
  match_list(folded, begin, slots_[slot_of(key)].first, found);
}

void PhraseSet::match_list(std::string_view folded, std::size_t begin, std::uint16_t next, Occurrences& found) const {
  while (next != 0) {
    const auto phrase = static_cast<std::uint16_t>(next - 1U);
    const std::string_view words = phrases_[phrase].words;
    next = phrases_[phrase].next;
    const std::size_t end = begin + words.size();
    // Phrases that begin alike mostly end otherwise.
    if (end > folded.size() || folded[end - 1] != words.back() || !folded.substr(begin).starts_with(words)) continue;
    found.note(phrase, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
  }
}

std::size_t PhraseSet::first_of(std::string_view folded) const {
  std::size_t first = phrases_.size();
  const Occurrences found = find(folded);
  for (const Occurrence& occurrence : found.list()) first = std::min<std::size_t>(first, occurrence.phrase);
  return first;
}

} // namespace parsers
