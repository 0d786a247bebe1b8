// Sums up what the rules found.
#include "classifier/judge.hpp"

#include <algorithm>
#include <array>

#include "classifier/language.hpp"
#include "parsers/utf8.hpp"

namespace classifier {

namespace {

constexpr double surest = 0.99; // that rules alone can be
constexpr double beyond_doubt = 0.90;
constexpr std::size_t longest_excerpt = 120;

constexpr double beside_a_question = 0.75; // a wish that is put as a question
constexpr double nothing_found = 0.50;     // a text that no rule knows: somebody should look at it

std::optional<Intent> intent_of(Effect effect) {
  switch (effect) {
    case Effect::opt_out:
    case Effect::opt_out_of_everything:
    case Effect::opt_out_of_others:
    case Effect::erasure:
      return Intent::opt_out;
    case Effect::access:
      return Intent::question;
    case Effect::complaint:
      return Intent::complaint;
    case Effect::not_interested:
    case Effect::refusal:
      return Intent::not_interested;
    case Effect::interested:
      return Intent::interested;
    case Effect::question:
      return Intent::question;
    case Effect::out_of_office:
      return Intent::out_of_office;
    case Effect::left_company:
      return Intent::left_company;
    case Effect::auto_ack:
      return Intent::auto_ack;
    case Effect::other:
    case Effect::retraction:
      return Intent::other;
    case Effect::none:
    case Effect::instruction:
    case Effect::offer:
    case Effect::sign_off:
      return std::nullopt;
  }
  return std::nullopt;
}

struct Precedence {
  Intent intent;
  double sure_from;
};

/// Suppression wins over what else a text says, but a machine that is out of office repeats words that are not its
/// owner's wish unless they are beyond doubt.
constexpr std::array precedence{
    Precedence{Intent::opt_out, beyond_doubt}, Precedence{Intent::out_of_office, 0.88},
    Precedence{Intent::auto_ack, 0.88},        Precedence{Intent::opt_out, 0.80},
    Precedence{Intent::complaint, 0.80},       Precedence{Intent::left_company, 0.80},
    Precedence{Intent::out_of_office, 0.75},
};

/// When nothing is sure, the surest; of two as sure, the earlier here.
constexpr std::array order{Intent::opt_out,       Intent::complaint,      Intent::left_company,
                           Intent::out_of_office, Intent::not_interested, Intent::interested,
                           Intent::auto_ack,      Intent::question,       Intent::other};

} // namespace

Judge::Judge(std::string_view text, const RuleBook& rules)
    : text_(text), rules_(rules), findings_(find_in(text, rules)) {
  for (const Finding& finding : findings_.list) count(finding);
  count_questions();
}

Verdict Judge::judge() const {
  Verdict verdict;
  verdict.intent = most_likely();
  verdict.confidence = confidence_in(verdict.intent);
  verdict.language = guess_language(findings_.text.words);
  if (verdict.intent == Intent::other) verdict.confidence = std::max(verdict.confidence, nothing_found);
  add_details(verdict);
  return verdict;
}

void Judge::add_details(Verdict& verdict) const {
  for (const Finding& finding : findings_.list) add_flags(finding, verdict);
  add_reasons(verdict);
}

void Judge::count(const Finding& finding) {
  const auto& rule = rules_.rule(finding.match.rule);
  const auto intent = intent_of(rule.effect);
  if (!intent || (findings_.has_retraction && *intent == Intent::opt_out)) return;
  Support& support = support_[*intent];
  const bool is_known = std::ranges::any_of(
      support.findings, [&](const Finding& known) { return known.match.rule == finding.match.rule; });
  if (is_known) return;
  support.doubt *= 1 - finding.confidence;
  support.findings.push_back(finding);
}

/// A question mark alone says little of what is asked.
void Judge::count_questions() {
  constexpr double asks = 0.60;
  const auto& sentences = findings_.text.words.sentences;
  if (std::ranges::any_of(sentences, [](const Sentence& sentence) { return sentence.is_question; }))
    support_[Intent::question].doubt *= 1 - asks;
}

double Judge::confidence_in(Intent intent) const {
  const auto support = support_.find(intent);
  return support == support_.end() ? 0 : std::min(surest, 1 - support->second.doubt);
}

Intent Judge::most_likely() const {
  for (const auto& [intent, sure_from] : precedence)
    if (confidence_in(intent) >= sure_from) return intent;
  const Intent surest_one = surest_of(std::nullopt);
  if (confidence_in(surest_one) < nothing_found) return Intent::other;
  if (surest_one != Intent::question) return surest_one;
  // Whoever asks how to unsubscribe wants to, though a person should see it; other wishes come as questions too.
  if (confidence_in(Intent::opt_out) >= nothing_found) return Intent::opt_out;
  const Intent wish = surest_of(Intent::question);
  return confidence_in(wish) >= beside_a_question ? wish : Intent::question;
}

Intent Judge::surest_of(std::optional<Intent> excluded) const {
  return std::ranges::max(order, {}, [&](Intent intent) { return intent == excluded ? 0.0 : confidence_in(intent); });
}

void Judge::add_flags(const Finding& finding, Verdict& verdict) const {
  const Effect effect = rules_.rule(finding.match.rule).effect;
  constexpr double sure = 0.80;
  if (finding.confidence < sure) return;
  verdict.access_request = verdict.access_request || effect == Effect::access;
  if (verdict.intent != Intent::opt_out) return;
  verdict.erasure_request = verdict.erasure_request || effect == Effect::erasure;
  verdict.covers_everything =
      verdict.covers_everything || effect == Effect::opt_out_of_everything || effect == Effect::complaint;
  if (effect == Effect::opt_out_of_others) add_named(finding.match, verdict);
}

/// The sender is concerned when some rule but this one says so.
void Judge::add_named(const Match& match, Verdict& verdict) const {
  for (std::uint32_t i = match.first; i < match.end; ++i) {
    const Word& word = findings_.text.words.words[i];
    if (word.text != address_word) continue;
    auto address = parsers::Address::parse(text_.substr(word.offset, word.length));
    if (address) verdict.concerns.push_back(std::move(*address));
  }
  const auto support = support_.find(Intent::opt_out);
  if (support == support_.end()) return;
  const auto& findings = support->second.findings;
  verdict.concerns_sender = std::ranges::any_of(findings, [&](const Finding& finding) {
    return rules_.rule(finding.match.rule).effect != Effect::opt_out_of_others;
  });
}

void Judge::add_reasons(Verdict& verdict) const {
  const auto support = support_.find(verdict.intent);
  if (support == support_.end()) return;
  std::vector<Finding> findings = support->second.findings;
  std::ranges::stable_sort(findings, std::greater<>{}, &Finding::confidence);
  for (const Finding& finding : findings) {
    const auto& rule = rules_.rule(finding.match.rule);
    verdict.reasons.push_back({.rule = rule.name, .excerpt = excerpt_of(finding.match)});
    if (verdict.language.empty()) verdict.language = rule.language;
  }
}

std::string Judge::excerpt_of(const Match& match) const {
  const Word& first = findings_.text.words.words[match.first];
  const Word& last = findings_.text.words.words[match.end - 1];
  const std::string_view words = text_.substr(first.offset, last.offset + last.length - first.offset);
  return std::string(words.substr(0, parsers::length_at_character(words, longest_excerpt)));
}

} // namespace classifier
