#include "parsers/phrase_set.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"

namespace parsers {

namespace {

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

/// One character beyond ASCII at the beginning of `rest`, appended to `folded`; gives its octets.
std::size_t fold_character(std::string_view rest, std::string& folded) {
  const auto lead = static_cast<unsigned char>(rest[0]);
  if (rest.starts_with("\xC2\xA0")) {
    if (!folded.empty() && folded.back() != ' ') folded.push_back(' ');
    return 2;
  }
  if (rest.starts_with("\xE2\x80\x99") || rest.starts_with("\xE2\x80\x98")) {
    folded.push_back('\'');
    return 3;
  }
  const bool has_two = lead >= 0xC3 && lead <= 0xD1 && rest.size() > 1 && (rest[1] & '\xC0') == '\x80';
  if (!has_two) {
    folded.push_back(rest[0]);
    return 1;
  }
  const std::uint32_t letter = small_letter(((lead & 0x1FU) << 6U) | (static_cast<unsigned char>(rest[1]) & 0x3FU));
  folded.push_back(static_cast<char>(0xC0U | (letter >> 6U)));
  folded.push_back(static_cast<char>(0x80U | (letter & 0x3FU)));
  return 2;
}

} // namespace

std::string fold_words(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto octet = static_cast<unsigned char>(text[at]);
    if (octet >= plain_octets.size()) {
      at += fold_character(text.substr(at), folded);
      continue;
    }
    const char plain = plain_octets[octet];
    if (plain != ' ' || (!folded.empty() && folded.back() != ' ')) folded.push_back(plain);
    ++at;
  }
  return folded;
}

PhraseSet::PhraseSet(std::span<const std::string_view> phrases) {
  std::vector<std::map<unsigned char, std::uint32_t>> children(1);
  nodes_.resize(1);
  for (const std::string_view phrase : phrases) {
    assert_that(!phrase.empty(), "a phrase is not empty");
    std::uint32_t node = 0;
    for (const char c : phrase) {
      const auto [place, is_new] =
          children[node].try_emplace(static_cast<unsigned char>(c), static_cast<std::uint32_t>(nodes_.size()));
      node = place->second;
      if (!is_new) continue;
      nodes_.emplace_back();
      children.emplace_back();
    }
    assert_that(nodes_[node].phrase < 0, "a phrase stands once in its set");
    nodes_[node].phrase = static_cast<std::int32_t>(lengths_.size());
    lengths_.push_back(static_cast<std::uint32_t>(phrase.size()));
  }
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    nodes_[node].first_edge = static_cast<std::uint32_t>(edges_.size());
    nodes_[node].edges = static_cast<std::uint16_t>(children[node].size());
    for (const auto& [octet, to] : children[node]) edges_.push_back({octet, to});
  }
  link_suffixes();
}

std::uint32_t PhraseSet::child(std::uint32_t node, unsigned char octet) const {
  const auto begin = edges_.begin() + nodes_[node].first_edge;
  const auto end = begin + nodes_[node].edges;
  const auto edge = std::lower_bound(begin, end, octet, [](const Edge& e, unsigned char o) { return e.octet < o; });
  return edge != end && edge->octet == octet ? edge->to : 0;
}

std::uint32_t PhraseSet::step(std::uint32_t node, unsigned char octet) const {
  while (true) {
    if (const std::uint32_t next = child(node, octet); next != 0) return next;
    if (node == 0) return 0;
    node = nodes_[node].fail;
  }
}

void PhraseSet::link_suffixes() {
  std::vector<std::uint32_t> breadth_first{0};
  for (std::size_t i = 0; i < breadth_first.size(); ++i) {
    const std::uint32_t node = breadth_first[i];
    for (std::uint32_t e = 0; e < nodes_[node].edges; ++e) {
      const Edge edge = edges_[nodes_[node].first_edge + e];
      const std::uint32_t fail = node == 0 ? 0 : step(nodes_[node].fail, edge.octet);
      nodes_[edge.to].fail = fail;
      nodes_[edge.to].output = nodes_[fail].phrase >= 0 ? fail : nodes_[fail].output;
      breadth_first.push_back(edge.to);
    }
  }
}

std::vector<PhraseSet::Occurrence> PhraseSet::find(std::string_view folded) const {
  std::vector<Occurrence> found(lengths_.size());
  std::uint32_t node = 0;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    node = step(node, static_cast<unsigned char>(folded[at]));
    for (std::uint32_t ends = nodes_[node].phrase >= 0 ? node : nodes_[node].output; ends != 0;
         ends = nodes_[ends].output) {
      const auto phrase = static_cast<std::size_t>(nodes_[ends].phrase);
      const auto end = static_cast<std::uint32_t>(at + 1);
      if (!found[phrase].found()) found[phrase].first_end = end;
      found[phrase].last_begin = end - lengths_[phrase];
    }
  }
  return found;
}

std::size_t PhraseSet::first_of(std::string_view folded) const {
  const std::vector<Occurrence> found = find(folded);
  return static_cast<std::size_t>(
      std::find_if(found.begin(), found.end(), [](const Occurrence& o) { return o.found(); }) - found.begin());
}

} // namespace parsers
