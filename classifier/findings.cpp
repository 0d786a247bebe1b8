// Sifts the matches of a text: place, footers, signatures, denials.
#include "classifier/findings.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace classifier {

namespace {

/// What stands in a signature may still be the person's own postscript: enough for review, not for an effect.
constexpr double trust_in_signature = 0.6;
/// "Thanks, Bob Miller": so many words after the last courtesy are a name.
constexpr std::size_t longest_name = 3;

bool is_wish(Effect effect) {
  switch (effect) {
    case Effect::opt_out:
    case Effect::opt_out_of_everything:
    case Effect::opt_out_of_others:
    case Effect::erasure:
    case Effect::complaint:
    case Effect::not_interested:
    case Effect::refusal:
    case Effect::interested:
      return true;
    default:
      return false;
  }
}

/// Words of somebody who speaks of themselves; footers say "us" and "we".
constexpr std::array<std::string_view, 28> first_persons{
    "i",  "im",  "me",   "my", "mine", "ich", "mich", "mir", "mein", "meine", "je",  "moi", "mon",  "yo",
    "mi", "mij", "mijn", "ik", "io",   "mio", "eu",   "meu", "jeg",  "mig",   "meg", "jag", "mnie", "меня"};

bool denies_what_is_inside(Effect effect) {
  return effect == Effect::none || effect == Effect::other || effect == Effect::retraction;
}

bool intends_something(Effect effect) {
  return effect != Effect::none && effect != Effect::instruction && effect != Effect::sign_off &&
         effect != Effect::offer;
}

class Sieve {
 public:
  Sieve(const KnownWords& text, const RuleBook& rules) : text_(text), rules_(rules), matches_(rules.match(text)) {
    signature_ = static_cast<std::uint32_t>(text_.ids.size());
    for (const Match& match : matches_)
      if (effect_of(match) == Effect::sign_off && match.first > 0) signature_ = std::min(signature_, match.first);
    is_instruction_.resize(text_.words.sentences.size());
    for (const Match& match : matches_)
      if (effect_of(match) == Effect::instruction) is_instruction_[sentence_of(match.first)] = true;
    for (std::uint32_t i = 0; i < text_.words.sentences.size(); ++i)
      is_bare_link_.push_back(text_.words.sentences[i].has_link && !speaks_of_self(i));
    list_content();
  }

  [[nodiscard]] std::uint32_t signature() const { return signature_; }
  [[nodiscard]] std::vector<bool> sentence_counts() const {
    std::vector<bool> counts(is_instruction_);
    counts.flip();
    return counts;
  }

  std::vector<Finding> sift() {
    std::erase_if(matches_, [&](const Match& match) { return !stands_in_place(match) || is_footer(match); });
    drop_hidden();
    std::vector<Finding> findings;
    for (const Match& match : matches_) {
      const double trust = match.first >= signature_ ? trust_in_signature : 1.0;
      findings.push_back({.match = match, .confidence = rules_.rule(match.rule).confidence * trust});
    }
    return findings;
  }

 private:
  [[nodiscard]] Effect effect_of(const Match& match) const { return rules_.rule(match.rule).effect; }
  [[nodiscard]] std::uint32_t sentence_of(std::uint32_t word) const { return text_.words.words[word].sentence; }

  /// The words that say something: no greeting, no courtesy, no signature.
  void list_content() {
    for (std::uint32_t word = 0; word < signature_; ++word)
      if (!text_.is_courtesy[word] && !text_.words.sentences[sentence_of(word)].is_greeting) content_.push_back(word);
    name_ = signature_;
    std::uint32_t after_courtesy = signature_;
    while (after_courtesy > 0 && !text_.is_courtesy[after_courtesy - 1]) --after_courtesy;
    if (after_courtesy > 0 && signature_ - after_courtesy <= longest_name) name_ = after_courtesy;
  }

  /// All content in [first, end) lies inside the match.
  [[nodiscard]] bool is_all_content(const Match& match, std::uint32_t first, std::uint32_t end) const {
    const auto begin = std::ranges::lower_bound(content_, first);
    const auto behind = std::ranges::lower_bound(content_, end);
    if (begin == behind) return true;
    return *begin >= match.first && *(behind - 1) < match.end;
  }

  [[nodiscard]] bool stands_in_place(const Match& match) const {
    const Sentence& sentence = text_.words.sentences[sentence_of(match.first)];
    switch (rules_.rule(match.rule).place) {
      case Place::anywhere:
        return true;
      case Place::sentence:
        return is_all_content(match, sentence.first, sentence.end);
      case Place::message:
        return is_all_content(match, 0, match.end <= name_ ? name_ : signature_);
    }
    return false;
  }

  /// Footers say how something is done: to click, to reply; or they end in a link and speak of nobody.
  [[nodiscard]] bool is_footer(const Match& match) const {
    if (!is_wish(effect_of(match))) return false;
    const std::uint32_t sentence = sentence_of(match.first);
    return is_instruction_[sentence] || is_bare_link_[sentence];
  }

  [[nodiscard]] bool speaks_of_self(std::uint32_t sentence) const {
    const Sentence& range = text_.words.sentences[sentence];
    return std::any_of(
        text_.words.words.begin() + range.first, text_.words.words.begin() + range.end,
        [](const Word& word) { return std::ranges::find(first_persons, word.text) != first_persons.end(); });
  }

  /// What lies inside a match that says otherwise does not count.
  void drop_hidden() {
    std::ranges::sort(matches_, {}, [&](const Match& match) {
      return std::tuple(match.first, -std::int64_t{match.end}, !denies_what_is_inside(effect_of(match)));
    });
    std::vector<Match> kept;
    std::uint32_t denied = 0;  // words before this one lie inside a denial
    std::uint32_t refused = 0; // "not interested" is no interest
    for (const Match& match : matches_) {
      const Effect effect = effect_of(match);
      if (match.end <= denied && intends_something(effect)) continue;
      if (match.first < refused && effect == Effect::interested) continue;
      kept.push_back(match);
      if (denies_what_is_inside(effect)) denied = std::max(denied, match.end);
      if (effect == Effect::not_interested || effect == Effect::refusal) refused = std::max(refused, match.end);
    }
    matches_ = std::move(kept);
  }

  const KnownWords& text_;
  const RuleBook& rules_;
  std::vector<Match> matches_;
  std::vector<bool> is_instruction_; // of each sentence
  std::vector<bool> is_bare_link_;   // of each sentence: it ends in a link and speaks of nobody
  std::vector<std::uint32_t> content_;
  std::uint32_t signature_ = 0; // its first word
  std::uint32_t name_ = 0;      // first word of the name below, or the signature
};

} // namespace

Findings find_in(std::string_view text, const RuleBook& rules) {
  Findings findings;
  findings.text = rules.read(text);
  Sieve sieve(findings.text, rules);
  findings.list = sieve.sift();
  findings.signature = sieve.signature();
  findings.sentence_counts = sieve.sentence_counts();
  findings.has_retraction = has_effect(findings, rules, Effect::retraction);
  return findings;
}

bool has_effect(const Findings& findings, const RuleBook& rules, Effect effect) {
  return std::ranges::any_of(findings.list,
                             [&](const Finding& finding) { return rules.rule(finding.match.rule).effect == effect; });
}

} // namespace classifier
