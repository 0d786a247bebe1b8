// One verdict from the rules and the model.
#include <algorithm>
#include <cmath>

#include "classifier/classify.hpp"
#include "classifier/judge.hpp"
#include "classifier/model/explanation.hpp"
#include "parsers/absence_text.hpp"
#include "parsers/forwarded_message.hpp"
#include "parsers/return_date.hpp"
#include "parsers/utf8.hpp"

namespace classifier {

namespace {

constexpr double beyond_doubt = 0.90;

bool is_of_machine(const Verdict& verdict) {
  return verdict.intent == Intent::out_of_office || verdict.intent == Intent::auto_ack ||
         verdict.intent == Intent::left_company;
}

/// The mail that is answered said what a "no" would mean.
void take_offer(Verdict& verdict) {
  constexpr double as_offered = 0.85;
  verdict.intent = Intent::opt_out;
  verdict.confidence = as_offered;
  verdict.stop_chance = as_offered;
  verdict.reasons.insert(verdict.reasons.begin(), {.rule = "opt_out.refusal_as_offered", .excerpt = {}});
}

/// The address that the text names above its signature, when it names just one: whom else would it be for?
std::string_view only_address(std::string_view text, const Judge& body) {
  std::string_view only;
  const Findings& findings = body.findings();
  for (std::uint32_t i = 0; i < findings.signature; ++i) {
    const Word& word = findings.text.words.words[i];
    if (word.text != address_word) continue;
    const std::string_view address = text.substr(word.offset, word.length);
    if (!only.empty() && only != address) return {};
    only = address;
  }
  return only;
}

/// When they are back, and whom to write to instead.
void add_absence(const OwnWords& words, const Judge& body, Verdict& verdict) {
  const std::string_view text = words.text.substr(0, parsers::length_at_character(words.text, longest_text));
  const bool is_away = verdict.intent == Intent::out_of_office;
  if (!is_away && verdict.intent != Intent::left_company) return;
  if (is_away && words.written) verdict.until = parsers::find_return_date(text, *words.written);
  auto alternative = parsers::Address::parse(parsers::find_alternative_contact(text, {}));
  if (!alternative) alternative = parsers::Address::parse(only_address(text, body));
  if (alternative) verdict.alternative = std::move(*alternative);
}

/// The subject is the sender's own only when no prefix says that it answers ours.
bool is_own_subject(std::string_view subject) { return !subject.empty() && parsers::base_subject(subject) == subject; }

/// A whole message that is a keyword acts by itself, whatever the model thinks of the word.
std::optional<double> confidence_of_keyword(const Judge& judge, const RuleBook& rules) {
  constexpr double of_keyword = 0.95;
  if (judge.findings().has_retraction) return std::nullopt;
  for (const Finding& finding : judge.findings().list) {
    const auto& rule = rules.rule(finding.match.rule);
    if (rule.place == Place::message && rule.effect == Effect::opt_out && finding.confidence >= of_keyword)
      return finding.confidence;
  }
  return std::nullopt;
}

/// What ends or begins a channel by itself; a text that takes it back, or says more, is neither.
Keyword keyword_of(const Judge& judge, const RuleBook& rules) {
  constexpr std::string_view start = "start"; // the rule of that name meets it in every language
  if (confidence_of_keyword(judge, rules)) return Keyword::stop;
  const bool is_start = std::ranges::any_of(judge.findings().list, [&](const Finding& finding) {
    const auto& rule = rules.rule(finding.match.rule);
    return rule.place == Place::message && rule.effect == Effect::other && rule.name == start;
  });
  return is_start ? Keyword::start : Keyword::none;
}

/// The model saw what the rules found; a rule that speaks for an intent makes it likelier still.
Probabilities weigh(Probabilities chances, const Judge& judge) {
  constexpr double trust_in_rules = 0.75; // found by cross-validation
  constexpr double surest_rule = 0.99;
  double sum = 0;
  for (std::size_t column = 0; column < model_classes; ++column) {
    const Intent intent = model_intents[column];
    const double confidence = intent == Intent::question ? 0 : std::min(judge.confidence_in(intent), surest_rule);
    sum += chances[column] *= std::pow(1 - confidence, -trust_in_rules);
  }
  for (double& chance : chances) chance /= sum;
  return chances;
}

/// Suppression wins: what asks to stop more likely than not is taken for that.
std::size_t likeliest(const Probabilities& chances, double stop_chance) {
  const std::size_t opt_out = column_of(Intent::opt_out), complaint = column_of(Intent::complaint);
  if (stop_chance >= 0.5) return chances[complaint] > chances[opt_out] ? complaint : opt_out;
  return static_cast<std::size_t>(std::ranges::max_element(chances) - chances.begin());
}

class TextClassifier {
 public:
  TextClassifier(std::string_view text, TextChannel channel, const Knowledge& knowledge)
      : text_(text), channel_(channel), knowledge_(knowledge), judge_(text, knowledge.rules) {}

  [[nodiscard]] const Judge& judge() const { return judge_; }

  [[nodiscard]] Verdict classify() const {
    Verdict verdict = judge_.judge();
    const bool is_stop = verdict.intent == Intent::opt_out || verdict.intent == Intent::complaint;
    verdict.stop_chance = is_stop ? verdict.confidence : 0;
    if (knowledge_.model != nullptr && judge_.has_words()) ask_model(verdict);
    if (channel_ != TextChannel::mail) verdict.keyword = keyword_of(judge_, knowledge_.rules);
    verdict.knowledge = knowledge_.digest();
    return verdict;
  }

 private:
  void ask_model(Verdict& verdict) const {
    const Features features = read_features({.text = text_,
                                             .findings = judge_.findings(),
                                             .rules = knowledge_.rules,
                                             .opinion = {.intent = verdict.intent, .confidence = verdict.confidence},
                                             .channel = channel_});
    const Probabilities chances = weigh(knowledge_.model->probabilities(features), judge_);
    const auto keyword = confidence_of_keyword(judge_, knowledge_.rules);
    const double stop_chance =
        keyword.value_or(chances[column_of(Intent::opt_out)] + chances[column_of(Intent::complaint)]);
    const std::size_t column = keyword ? column_of(Intent::opt_out) : likeliest(chances, stop_chance);
    const std::string language = verdict.language;
    verdict = Verdict{};
    verdict.language = language;
    verdict.intent = model_intents[column];
    verdict.stop_chance = stop_chance;
    const bool is_stop = verdict.intent == Intent::opt_out || verdict.intent == Intent::complaint;
    verdict.confidence = is_stop ? stop_chance : chances[column];
    judge_.add_details(verdict);
    if (keyword) return;
    for (Reason& reason :
         heaviest_words({features, judge_.findings().text.words.words, text_}, *knowledge_.model, column))
      verdict.reasons.push_back(std::move(reason));
  }

  std::string_view text_;
  TextChannel channel_;
  const Knowledge& knowledge_;
  Judge judge_;
};

/// The sender's own subject may say what the body does not.
bool is_better(const Verdict& of_subject, const Verdict& of_body, bool has_body) {
  const bool is_one_wish = of_subject.intent == Intent::opt_out && of_subject.confidence >= beyond_doubt;
  if (is_one_wish && of_body.intent == Intent::other) return true;
  const bool adds = is_of_machine(of_subject) || is_one_wish || !has_body;
  return adds && of_subject.confidence > of_body.confidence;
}

} // namespace

Verdict classify_text(const OwnWords& words, const Knowledge& knowledge) {
  const std::string_view text = words.text.substr(0, parsers::length_at_character(words.text, longest_text));
  const TextClassifier body(text, words.channel, knowledge);
  Verdict verdict = body.classify();
  if (is_own_subject(words.subject)) {
    Verdict of_subject = TextClassifier(words.subject, words.channel, knowledge).classify();
    if (is_better(of_subject, verdict, body.judge().has_words())) verdict = std::move(of_subject);
  }
  const bool was_offered = verdict.intent == Intent::not_interested && body.judge().refuses() &&
                           has_effect(find_in(words.quotation, knowledge.rules), knowledge.rules, Effect::offer);
  if (was_offered) take_offer(verdict);
  add_absence(words, body.judge(), verdict);
  return verdict;
}

Verdict classify_text(std::string_view text, std::string_view subject, const Knowledge& knowledge) {
  return classify_text({.text = text, .subject = subject, .quotation = {}, .written = std::nullopt}, knowledge);
}

} // namespace classifier
