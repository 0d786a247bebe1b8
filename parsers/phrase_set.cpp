#include "parsers/phrase_set.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>

#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"

namespace parsers {

namespace {

constexpr unsigned filter_bits = 16;

constexpr std::uint32_t hash_of(std::uint32_t octets) { return (octets * 0x9E3779B1U) >> (32 - filter_bits); }

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

/// ASCII as it is compared: letters lower, white space a blank.
constexpr std::array<char, 128> plain_octets = [] {
  std::array<char, 128> plain{};
  for (std::size_t octet = 0; octet < plain.size(); ++octet) {
    const char c = static_cast<char>(octet);
    plain[octet] = is_space(c) ? ' ' : to_lower(c);
  }
  return plain;
}();

/// Reads one character beyond ASCII at the beginning of `rest`, writes its folded form and gives its octets; never more
/// are written than read.
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

} // namespace

std::string fold_words(std::string_view text) {
  std::string folded(text.size(), '\0');
  char* const begin = folded.data();
  char* to = begin;
  bool follows_blank = true; // white space at the beginning goes
  for (std::size_t at = 0; at < text.size();) {
    const auto octet = static_cast<unsigned char>(text[at]);
    const bool is_blank = octet < plain_octets.size() ? plain_octets[octet] == ' ' : text.substr(at, 2) == "\xC2\xA0";
    if (is_blank) {
      if (!follows_blank) *to++ = ' ';
      at += octet < plain_octets.size() ? 1 : 2;
    } else if (octet < plain_octets.size()) {
      *to++ = plain_octets[octet];
      ++at;
    } else {
      at += fold_character(text.substr(at), to);
    }
    follows_blank = is_blank;
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

PhraseSet::PhraseSet(std::span<const std::string_view> phrases) : filter_((1U << filter_bits) / 64) {
  assert_that(phrases.size() < std::numeric_limits<std::uint16_t>::max(), "phrases can be counted in 16 bits");
  std::vector<std::uint32_t> sorted(phrases.size());
  std::iota(sorted.begin(), sorted.end(), 0U);
  std::ranges::sort(sorted, {}, [&](std::uint32_t phrase) { return phrases[phrase]; });
  for (const std::string_view phrase : phrases) {
    beginning_ = std::min(beginning_, phrase.size());
    lengths_.push_back(static_cast<std::uint32_t>(phrase.size()));
  }
  assert_that(beginning_ > 0, "a phrase is not empty");
  beginnings_.resize(std::bit_ceil(phrases.size() * 2 + 1));
  nodes_.resize(1);
  std::vector<Range> ranges{{0, static_cast<std::uint32_t>(sorted.size()), 0}};
  for (std::size_t node = 0; node < ranges.size(); ++node) grow(node, phrases, sorted, ranges);
}

/// Gives a node its children: one for each octet that follows in the sorted phrases of its range.
void PhraseSet::grow(std::size_t node, std::span<const std::string_view> phrases, std::span<const std::uint32_t> sorted,
                     std::vector<Range>& ranges) {
  auto [begin, end, depth] = ranges[node];
  if (begin != end && phrases[sorted[begin]].size() == depth)
    nodes_[node].phrase = static_cast<std::int32_t>(sorted[begin++]);
  assert_that(begin == end || phrases[sorted[begin]].size() > depth, "a phrase stands once in its set");
  nodes_[node].first_edge = static_cast<std::uint32_t>(edges_.size());
  while (begin != end) {
    const char octet = phrases[sorted[begin]][depth];
    std::uint32_t next = begin;
    while (next != end && phrases[sorted[next]][depth] == octet) ++next;
    const auto child = static_cast<std::uint32_t>(nodes_.size());
    edges_.push_back({static_cast<unsigned char>(octet), child});
    ++nodes_[node].edges;
    nodes_.emplace_back();
    ranges.push_back({begin, next, depth + 1});
    if (depth + 1 == beginning_) add_beginning(octets_at(phrases[sorted[begin]], 0), child);
    begin = next;
  }
}

/// The first octet is the lowest, so that the next place is one shift away.
std::uint32_t PhraseSet::octets_at(std::string_view text, std::size_t at) const {
  std::uint32_t octets = 0;
  for (std::size_t i = 0; i < beginning_; ++i)
    octets |= std::uint32_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
  return octets;
}

void PhraseSet::add_beginning(std::uint32_t octets, std::uint32_t node) {
  const std::uint32_t hash = hash_of(octets);
  filter_[hash / 64] |= std::uint64_t{1} << (hash % 64);
  std::size_t slot = hash & (beginnings_.size() - 1);
  while (beginnings_[slot].node != 0) slot = (slot + 1) & (beginnings_.size() - 1);
  beginnings_[slot] = {octets, node};
}

std::uint32_t PhraseSet::node_of(std::uint32_t octets) const {
  std::size_t slot = hash_of(octets) & (beginnings_.size() - 1);
  while (beginnings_[slot].node != 0 && beginnings_[slot].octets != octets)
    slot = (slot + 1) & (beginnings_.size() - 1);
  return beginnings_[slot].node;
}

std::uint32_t PhraseSet::child(std::uint32_t node, unsigned char octet) const {
  const Edge* edge = edges_.data() + nodes_[node].first_edge;
  for (const Edge* const end = edge + nodes_[node].edges; edge != end; ++edge)
    if (edge->octet == octet) return edge->to;
  return 0;
}

PhraseSet::Occurrences PhraseSet::find(std::string_view folded) const {
  Occurrences found(lengths_.size());
  if (folded.size() < beginning_ || lengths_.empty()) return found;
  const unsigned last_octet = 8 * static_cast<unsigned>(beginning_ - 1);
  const std::uint64_t* const filter =
      filter_.data(); // a hash is never beyond it; nearly all the time goes into this look
  const auto may_begin = [filter](std::uint32_t start) {
    const std::uint32_t hash = hash_of(start);
    return (filter[hash / 64] >> (hash % 64) & 1U) != 0;
  };
  std::uint32_t octets = octets_at(folded, 0);
  for (std::size_t begin = 0;; ++begin) {
    if (may_begin(octets)) match_at(folded, begin, node_of(octets), found);
    const std::size_t next = begin + beginning_;
    if (next >= folded.size()) return found;
    octets = (octets >> 8U) | (std::uint32_t{static_cast<unsigned char>(folded[next])} << last_octet);
  }
}

void PhraseSet::match_at(std::string_view folded, std::size_t begin, std::uint32_t node, Occurrences& found) const {
  for (std::size_t at = begin + beginning_; node != 0; ++at) {
    if (nodes_[node].phrase >= 0)
      found.note(static_cast<std::uint32_t>(nodes_[node].phrase), static_cast<std::uint32_t>(begin),
                 static_cast<std::uint32_t>(at));
    if (at == folded.size()) return;
    node = child(node, static_cast<unsigned char>(folded[at]));
  }
}

std::size_t PhraseSet::first_of(std::string_view folded) const {
  std::size_t first = lengths_.size();
  const Occurrences found = find(folded);
  for (const Occurrence& occurrence : found.list()) first = std::min<std::size_t>(first, occurrence.phrase);
  return first;
}

} // namespace parsers
