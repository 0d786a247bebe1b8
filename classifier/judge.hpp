// From findings to what the rules alone conclude. The confidence of an intent is 1 - Π(1 - c) over the rules that speak
// for it, each counted once; then the first row of the order of precedence that is sure enough decides, else the
// surest.
#pragma once

#include <map>
#include <optional>
#include <string_view>

#include "classifier/findings.hpp"
#include "classifier/intent.hpp"

namespace classifier {

/// Keeps views of the text and of the rules.
class Judge {
 public:
  Judge(std::string_view text, const RuleBook& rules);

  [[nodiscard]] Verdict judge() const;
  [[nodiscard]] bool refuses() const { return has_effect(findings_, rules_, Effect::refusal); }
  [[nodiscard]] bool has_words() const { return !findings_.text.words.words.empty(); }
  [[nodiscard]] const Findings& findings() const { return findings_; }
  [[nodiscard]] double confidence_in(Intent intent) const;
  /// What rides along with `verdict.intent`: flags, named addresses, the rules that speak for it.
  void add_details(Verdict& verdict) const;

 private:
  struct Support {
    double doubt = 1;
    std::vector<Finding> findings;
  };

  void count(const Finding& finding);
  void count_questions();
  [[nodiscard]] Intent most_likely() const;
  [[nodiscard]] Intent surest_of(std::optional<Intent> excluded) const;
  void add_flags(const Finding& finding, Verdict& verdict) const;
  void add_named(const Match& match, Verdict& verdict) const;
  void add_reasons(Verdict& verdict) const;
  [[nodiscard]] std::string excerpt_of(const Match& match) const;

  std::string_view text_;
  const RuleBook& rules_;
  Findings findings_;
  std::map<Intent, Support> support_;
};

} // namespace classifier
