// The rules in the form that meets texts, and what they find in one.
#pragma once

#include <string>
#include <vector>

#include "classifier/pattern.hpp"
#include "classifier/rule_book.hpp"
#include "classifier/word_index.hpp"
#include "classifier/words.hpp"

namespace classifier {

/// A rule met the words [first, end).
struct Match {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  std::uint32_t rule = 0;
};

/// A text whose words have their ids.
struct KnownWords {
  Words words;
  WordIds ids;
  std::vector<bool> is_courtesy; // of each word
};

class RuleBook {
 public:
  explicit RuleBook(std::span<const RuleTable> tables);

  struct CompiledRule {
    std::string name; // "opt_out.en.take_me_off"
    std::string_view language;
    Effect effect = Effect::none;
    double confidence = 0;
    Place place = Place::anywhere;
    Pattern pattern;
  };

  [[nodiscard]] const CompiledRule& rule(std::uint32_t index) const { return rules_[index]; }
  [[nodiscard]] std::size_t size() const { return rules_.size(); }
  /// 16 hexadecimal digits: other rules, another digest.
  [[nodiscard]] const std::string& digest() const { return digest_; }

  [[nodiscard]] KnownWords read(std::string_view text) const;
  /// The matches, by first word; of a wish that is met again and again the first 32. Their `Place` is for the caller to
  /// judge: it depends on where the signature begins.
  [[nodiscard]] std::vector<Match> match(const KnownWords& text) const;

 private:
  void add(const RuleTable& table, std::vector<WordIndex::Entry>& first_words);
  void match_at(const KnownWords& text, std::uint32_t word, std::vector<std::uint8_t>& times,
                std::vector<Match>& matches) const;

  Vocabulary vocabulary_;
  std::string digest_;
  std::vector<CompiledRule> rules_;
  std::vector<Pattern::Second> seconds_; // of each rule's pattern: together, as all are looked at
  WordIndex rules_by_first_word_;
  std::vector<bool> courtesies_; // by WordId, as far as there are any
};

} // namespace classifier
