// Builds the rules once; a word of a text looks up the rules that can begin with it.
#include "classifier/rule_matching.hpp"

#include <algorithm>

#include "parsers/digest.hpp"

namespace classifier {

namespace {

constexpr std::uint8_t most_times = 32; // that a wish is looked for: it counts once

/// Denials and what tells where something stands do so at each place.
bool counts_once(Effect effect) {
  switch (effect) {
    case Effect::none:
    case Effect::other:
    case Effect::retraction:
    case Effect::instruction:
    case Effect::sign_off:
      return false;
    default:
      return true;
  }
}

std::string_view prefix_of(Effect effect) {
  switch (effect) {
    case Effect::opt_out:
      return "opt_out";
    case Effect::opt_out_of_everything:
      return "opt_out_of_everything";
    case Effect::opt_out_of_others:
      return "opt_out_of_others";
    case Effect::erasure:
      return "erasure";
    case Effect::access:
      return "access";
    case Effect::complaint:
      return "complaint";
    case Effect::not_interested:
    case Effect::refusal:
      return "not_interested";
    case Effect::interested:
      return "interested";
    case Effect::question:
      return "question";
    case Effect::out_of_office:
      return "out_of_office";
    case Effect::left_company:
      return "left_company";
    case Effect::auto_ack:
      return "auto_ack";
    case Effect::other:
      return "other";
    case Effect::none:
      return "none";
    case Effect::instruction:
      return "instruction";
    case Effect::offer:
      return "offer";
    case Effect::retraction:
      return "retraction";
    case Effect::sign_off:
      return "sign_off";
  }
  return "none";
}

std::string digest_of_rules(std::span<const RuleTable> tables) {
  constexpr std::size_t octets = 8;
  std::string all(courtesies());
  for (const RuleTable& table : tables) {
    for (const Slot& slot : table.slots) all.append(slot.name).append("=").append(slot.words).append("\n");
    for (const Rule& rule : table.rules) {
      all.append(table.language).append(" ").append(rule.name).append(" ").append(rule.pattern).append(" ");
      all.append(prefix_of(rule.effect)).append(std::to_string(rule.confidence));
      all.append(std::to_string(static_cast<int>(rule.place))).append("\n");
    }
  }
  return parsers::to_hexadecimal(parsers::digest_of(all).substr(0, octets));
}

} // namespace

RuleBook::RuleBook(std::span<const RuleTable> tables) {
  const std::string_view words = courtesies();
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find('|', begin), words.size());
    const WordId word = vocabulary_.add(words.substr(begin, end - begin));
    if (word >= courtesies_.size()) courtesies_.resize(word + std::size_t{1});
    courtesies_[word] = true;
    begin = end + 1;
  }
  std::size_t rules = 0;
  for (const RuleTable& table : tables) rules += table.rules.size();
  rules_.reserve(rules);
  std::vector<WordIndex::Entry> first_words;
  for (const RuleTable& table : tables) add(table, first_words);
  rules_by_first_word_ = WordIndex(first_words);
  digest_ = digest_of_rules(tables);
}

void RuleBook::add(const RuleTable& table, std::vector<WordIndex::Entry>& first_words) {
  SlotWords slots(table.slots, vocabulary_);
  for (const Rule& rule : table.rules) {
    const auto index = static_cast<std::uint32_t>(rules_.size());
    const std::string_view language = table.language.empty() ? "any" : table.language;
    std::string name(prefix_of(rule.effect));
    name.append(".").append(language).append(".").append(rule.name);
    rules_.push_back({.name = std::move(name),
                      .language = table.language,
                      .effect = rule.effect,
                      .confidence = rule.confidence,
                      .place = rule.place,
                      .pattern = Pattern::compile(rule.pattern, slots)});
    seconds_.push_back(rules_.back().pattern.second());
    for (const WordId word : rules_.back().pattern.first_words()) first_words.push_back({.word = word, .item = index});
  }
}

KnownWords RuleBook::read(std::string_view text) const {
  KnownWords known{.words = read_words(text), .ids = {}, .is_courtesy = {}};
  known.is_courtesy.resize(known.words.words.size());
  for (std::size_t i = 0; i < known.is_courtesy.size(); ++i) {
    known.ids.add(vocabulary_, known.words.words[i].text);
    known.is_courtesy[i] =
        std::ranges::any_of(known.ids[i], [&](WordId id) { return id < courtesies_.size() && courtesies_[id]; });
  }
  return known;
}

void RuleBook::match_at(const KnownWords& text, std::uint32_t word, std::vector<std::uint8_t>& times,
                        std::vector<Match>& matches) const {
  const Sentence& sentence = text.words.sentences[text.words.words[word].sentence];
  for (const WordId id : text.ids[word]) {
    for (const std::uint32_t index : rules_by_first_word_.of(id)) {
      if (!seconds_[index].may_match(text.ids, word, sentence.end)) continue;
      if (times[index] == most_times) continue;
      const Pattern& pattern = rules_[index].pattern;
      if (pattern.begins_sentence() && word != sentence.first) continue;
      if (pattern.asks() && !sentence.is_question) continue;
      const auto length = static_cast<std::uint32_t>(pattern.match(text.ids, word, sentence.end));
      if (length == 0) continue;
      matches.push_back({.first = word, .end = word + length, .rule = index});
      if (counts_once(rules_[index].effect)) ++times[index];
    }
  }
}

std::vector<Match> RuleBook::match(const KnownWords& text) const {
  std::vector<Match> matches;
  std::vector<std::uint8_t> times(rules_.size());
  for (std::uint32_t word = 0; word < text.ids.size(); ++word) match_at(text, word, times, matches);
  return matches;
}

const RuleBook& standard_rules() {
  static const RuleBook book = [] {
    std::vector<RuleTable> tables{english_wishes(), english_answers(), english_notices(),
                                  german_wishes(),  german_answers(),  notices_of_machines()};
    for (const auto others :
         {southern_and_dutch_rules(), northern_and_eastern_rules(), rules_without_spaces(), near_misses()})
      tables.insert(tables.end(), others.begin(), others.end());
    return RuleBook(tables);
  }();
  return book;
}

} // namespace classifier
