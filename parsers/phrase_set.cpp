#include "parsers/phrase_set.hpp"

#include <algorithm>
#include <map>

#include "parsers/ascii.hpp"
#include "parsers/assert_that.hpp"

namespace parsers {

std::string fold_words(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    char c = to_lower(text[at]);
    if (rest.starts_with("\xC2\xA0")) {
      c = ' ';
      at += 1;
    } else if (rest.starts_with("\xE2\x80\x99") || rest.starts_with("\xE2\x80\x98")) {
      c = '\'';
      at += 2;
    } else if (is_space(c)) {
      c = ' ';
    }
    if (c != ' ' || (!folded.empty() && folded.back() != ' ')) folded.push_back(c);
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
