// Hashes n-grams over the folded words: without case and accents, digits as one, addresses and links as one each.
#include "classifier/model/features.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>

#include "classifier/concepts/concept_book.hpp"
#include "classifier/letters.hpp"
#include "parsers/utf8.hpp"

namespace classifier {

namespace {

constexpr std::size_t longest_seen = 2UL * 1024; // octets of folded words
constexpr std::size_t longest_character_run = 5;
constexpr std::size_t longest_word_run = 3;
// Found by cross-validation over families.
constexpr float value_of_hint = 0.35F;
constexpr std::array<float, feature_groups> weight_of_group{1.2F, 0.7F, 1.6F, 1.0F};
constexpr char32_t place_of_address = 0xE000; // private use: no text has them, see letters.hpp
constexpr char32_t place_of_link = 0xE001;

constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
  return hash ^ (hash >> 29U);
}

constexpr std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char octet : text) hash = (hash ^ static_cast<unsigned char>(octet)) * 0x100000001B3U;
  return hash;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

struct SeenCharacter {
  char32_t character = 0;
  std::uint32_t word = 0;
};

class FeatureReader {
 public:
  explicit FeatureReader(const Sight& sight) : sight_(sight), taken_(all_buckets / bits) {}

  Features read() {
    const Words& words = sight_.findings.text.words;
    for (std::size_t i = 0; i < words.sentences.size() && seen_ < longest_seen; ++i) {
      if (!sight_.findings.sentence_counts[i]) continue;
      read_sentence(words.sentences[i]);
    }
    scale(FeatureGroup::characters);
    scale(FeatureGroup::words);
    scale(FeatureGroup::concepts);
    features_.value_of_group[static_cast<std::size_t>(FeatureGroup::hints)] = value_of_hint;
    read_hints();
    return std::move(features_);
  }

 private:
  void read_sentence(const Sentence& sentence) {
    const Words& words = sight_.findings.text.words;
    characters_.clear();
    hashes_.clear();
    const std::uint32_t end = std::min(sentence.end, sight_.findings.signature);
    hashes_.push_back('^');
    std::uint32_t seen_end = sentence.first;
    for (; seen_end < end && seen_ < longest_seen; ++seen_end) {
      append(words.words, seen_end, sentence.first);
      seen_ += words.words[seen_end].text.size();
    }
    if (characters_.empty()) return;
    const std::uint32_t last = characters_.back().word;
    characters_.push_back({.character = ' ', .word = last});
    if (sentence.is_question) characters_.push_back({.character = '?', .word = last});
    hashes_.push_back(sentence.is_question ? '?' : '$');
    add_character_runs();
    add_word_runs(sentence.first);
    add_concepts(sentence, seen_end);
  }

  void append(const std::vector<Word>& words, std::uint32_t index, std::uint32_t first) {
    const Word& word = words[index];
    const bool is_joined = index > first && words[index - 1].offset + words[index - 1].length == word.offset &&
                           is_ideograph(words[index - 1].text) && is_ideograph(word.text);
    if (!is_joined) characters_.push_back({.character = ' ', .word = index});
    const std::size_t begin = characters_.size();
    if (word.text == address_word)
      characters_.push_back({.character = place_of_address, .word = index});
    else if (word.text == link_word)
      characters_.push_back({.character = place_of_link, .word = index});
    else
      append_letters(word.text, index);
    std::uint64_t hash = 1;
    for (std::size_t i = begin; i < characters_.size(); ++i) hash = mix(hash, characters_[i].character);
    hashes_.push_back(hash);
  }

  static bool is_ideograph(std::string_view text) {
    const parsers::DecodedCharacter first = parsers::decode_utf8(text);
    return first.length == text.size() && letter_of(first.character) == Letter::alone;
  }

  void append_letters(std::string_view text, std::uint32_t index) {
    bool was_digit = false;
    std::size_t end = characters_.size();
    characters_.resize(end + text.size()); // no character has less than an octet
    while (!text.empty()) {
      const parsers::DecodedCharacter next = parsers::decode_utf8(text);
      text.remove_prefix(next.length);
      const bool digit = is_digit(next.character);
      if (!digit || !was_digit) characters_[end++] = {.character = digit ? U'0' : next.character, .word = index};
      was_digit = digit;
    }
    characters_.resize(end);
  }

  /// Nearly all that is done for a long text is done here. Where the run before had the same characters, one character
  /// is drawn into a line, and all that it says is said.
  void add_character_runs() {
    const std::span<const SeenCharacter> all(characters_);
    for (std::size_t begin = 0; begin < all.size(); ++begin) {
      std::uint64_t hash = 2;
      const auto run = all.subspan(begin, std::min(longest_character_run, all.size() - begin));
      if (begin > 0 && std::ranges::equal(run, all.subspan(begin - 1, run.size()), {}, &SeenCharacter::character,
                                          &SeenCharacter::character))
        continue;
      for (const SeenCharacter& seen : run) {
        hash = mix(hash, seen.character);
        add<FeatureGroup::characters>(hash, run.front().word, seen.word);
      }
    }
  }

  void add_word_runs(std::uint32_t first) {
    for (std::size_t begin = 0; begin < hashes_.size(); ++begin) {
      std::uint64_t hash = 3;
      const std::size_t end = std::min(begin + longest_word_run, hashes_.size());
      for (std::size_t i = begin; i < end; ++i) {
        hash = mix(hash, hashes_[i]);
        // The first and the last hash stand for the ends of the sentence.
        const std::size_t from = std::max<std::size_t>(begin, 1) - 1;
        const std::size_t to = std::clamp<std::size_t>(i, 1, hashes_.size() - 2) - 1;
        add<FeatureGroup::words>(hash, first + static_cast<std::uint32_t>(std::min(from, to)),
                                 first + static_cast<std::uint32_t>(to));
      }
    }
  }

  /// Each concept, alone and with those that follow it in the sentence.
  void add_concepts(const Sentence& sentence, std::uint32_t end) {
    constexpr std::size_t farthest = 8;
    found_.clear();
    standard_concepts().find(sight_.findings.text.words.words, sentence.first, end, found_);
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const std::uint64_t alone = mix(4, found_[i].concept_id);
      add<FeatureGroup::concepts>(alone, found_[i].word, found_[i].word);
      if (sentence.is_question) add<FeatureGroup::concepts>(mix(alone, '?'), found_[i].word, found_[i].word);
      if (i == 0) add<FeatureGroup::concepts>(mix(alone, '^'), found_[i].word, found_[i].word);
      if (i + 1 == found_.size()) add<FeatureGroup::concepts>(mix(alone, '$'), found_[i].word, found_[i].word);
      for (std::size_t j = i + 1; j < found_.size() && j < i + farthest; ++j) {
        const std::uint64_t pair = mix(mix(5, found_[i].concept_id), found_[j].concept_id);
        add<FeatureGroup::concepts>(pair, found_[i].word, found_[j].word);
        if (j == i + 1 && j + 1 < found_.size())
          add<FeatureGroup::concepts>(mix(mix(pair, 6), found_[j + 1].concept_id), found_[i].word, found_[j + 1].word);
      }
    }
  }

  template <FeatureGroup group>
  void add(std::uint64_t hash, std::uint32_t first_word, std::uint32_t last_word) {
    constexpr std::uint32_t most_words = 255;
    const std::uint32_t bucket = bucket_of<group>(hash);
    if (is_taken(bucket)) return;
    const std::uint32_t words = std::min(last_word - first_word + 1, most_words);
    take({.bucket = bucket, .first_word = first_word, .words = static_cast<std::uint8_t>(words), .group = group});
  }

  template <FeatureGroup group>
  static std::uint32_t bucket_of(std::uint64_t hash) {
    constexpr BucketRange range = buckets_of_group[static_cast<std::size_t>(group)];
    return range.first + static_cast<std::uint32_t>(((mix(hash, 0) >> 32U) * range.count) >> 32U);
  }

  [[nodiscard]] bool is_taken(std::uint32_t bucket) const {
    return (taken_.data()[bucket / bits] >> (bucket % bits) & 1U) != 0; // bucket_of keeps inside
  }

  void take(const Feature& feature) {
    taken_[feature.bucket / bits] |= std::uint64_t{1} << (feature.bucket % bits);
    ++count_of_group_[static_cast<std::size_t>(feature.group)];
    features_.list.push_back(feature);
  }

  void scale(FeatureGroup group) {
    const std::size_t count = count_of_group_[static_cast<std::size_t>(group)];
    if (count > 0)
      features_.value_of_group[static_cast<std::size_t>(group)] =
          weight_of_group[static_cast<std::size_t>(group)] / std::sqrt(static_cast<float>(count));
  }

  void add_hint(const Feature& hint) {
    if (!is_taken(hint.bucket)) take(hint);
  }

  void hint(std::string_view kind, std::uint64_t value) {
    add_hint({.bucket = bucket_of<FeatureGroup::hints>(mix(hash_of(kind), value)), .group = FeatureGroup::hints});
  }

  void read_hints() {
    constexpr double steps = 10;
    for (const Finding& finding : sight_.findings.list) {
      const auto& rule = sight_.rules.rule(finding.match.rule);
      const auto words =
          static_cast<std::uint8_t>(std::min<std::uint32_t>(finding.match.end - finding.match.first, 255));
      add_hint({.bucket = bucket_of<FeatureGroup::hints>(hash_of(rule.name)),
                .first_word = finding.match.first,
                .words = words,
                .group = FeatureGroup::hints});
      hint("effect", static_cast<std::uint64_t>(rule.effect));
      hint("sure effect",
           mix(static_cast<std::uint64_t>(rule.effect), static_cast<std::uint64_t>(finding.confidence * steps)));
    }
    const auto opinion = static_cast<std::uint64_t>(sight_.opinion.intent);
    hint("opinion", opinion);
    hint("sure opinion", mix(opinion, static_cast<std::uint64_t>(sight_.opinion.confidence * steps)));
    hint("channel", static_cast<std::uint64_t>(sight_.channel));
    hint("length", static_cast<std::uint64_t>(std::bit_width(sight_.findings.text.words.words.size())));
    hint("sentences", std::min<std::uint64_t>(sight_.findings.text.words.sentences.size(), 4));
    read_manner();
  }

  /// Capitals, exclamation marks, emoji: how it is said.
  void read_manner() {
    std::size_t capitals = 0, small = 0, marks = 0;
    for (std::string_view rest = sight_.text.substr(0, longest_seen); !rest.empty();) {
      const parsers::DecodedCharacter next = parsers::decode_utf8(rest);
      const char32_t c = next.character;
      rest.remove_prefix(next.length);
      capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
      small += c >= 'a' && c <= 'z' ? 1 : 0;
      marks += c == '!' || c == 0xFF01 ? 1 : 0;
      const bool is_picture = (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF);
      if (is_picture) hint("picture", c);
    }
    constexpr std::size_t fewest_capitals = 4;
    if (capitals >= fewest_capitals && capitals > small) hint("capitals", 0);
    if (marks > 0) hint("marks", std::min<std::uint64_t>(marks, 3));
  }

  const Sight& sight_;
  Features features_;
  static constexpr std::size_t bits = 64;
  std::vector<std::uint64_t> taken_; // a bit of each bucket
  std::array<std::size_t, feature_groups> count_of_group_{};
  std::vector<SeenCharacter> characters_; // of the sentence
  std::vector<std::uint64_t> hashes_;     // of its words, and of its ends
  std::vector<FoundConcept> found_;       // in it
  std::size_t seen_ = 0;
};

} // namespace

Features read_features(const Sight& sight) { return FeatureReader(sight).read(); }

} // namespace classifier
