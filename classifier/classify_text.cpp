// One verdict from the rules and the model.
#include <algorithm>

#include "classifier/classify.hpp"
#include "classifier/judge.hpp"
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
  verdict.reasons.insert(verdict.reasons.begin(), {.rule = "opt_out.refusal_as_offered", .excerpt = {}});
}

/// When they are back, and whom to write to instead.
void add_absence(std::string_view text, std::optional<parsers::Date> written, Verdict& verdict) {
  const bool is_away = verdict.intent == Intent::out_of_office;
  if (!is_away && verdict.intent != Intent::left_company) return;
  if (is_away && written) verdict.until = parsers::find_return_date(text, *written);
  auto alternative = parsers::Address::parse(parsers::find_alternative_contact(text, {}));
  if (alternative) verdict.alternative = std::move(*alternative);
}

/// The subject is the sender's own only when no prefix says that it answers ours.
bool is_own_subject(std::string_view subject) { return !subject.empty() && parsers::base_subject(subject) == subject; }

} // namespace

Verdict classify_text(const OwnWords& words, const RuleBook& rules) {
  const std::string_view text = words.text.substr(0, parsers::length_at_character(words.text, longest_text));
  Judge body(text, rules);
  Verdict verdict = body.judge();
  if (is_own_subject(words.subject)) {
    Verdict of_subject = Judge(words.subject, rules).judge();
    const bool is_one_wish = of_subject.intent == Intent::opt_out && of_subject.confidence >= beyond_doubt;
    const bool adds = is_of_machine(of_subject) || is_one_wish || !body.has_words();
    if (adds && of_subject.confidence > verdict.confidence) verdict = std::move(of_subject);
  }
  const bool was_offered = verdict.intent == Intent::not_interested && body.refuses() &&
                           has_effect(find_in(words.quotation, rules), rules, Effect::offer);
  if (was_offered) take_offer(verdict);
  add_absence(text, words.written, verdict);
  return verdict;
}

Verdict classify_text(std::string_view text, std::string_view subject, const RuleBook& rules) {
  return classify_text({.text = text, .subject = subject, .quotation = {}, .written = std::nullopt}, rules);
}

} // namespace classifier
