// What the rules find in a text, once it is clear which matches count: not those of footers and signatures, nor those
// inside a longer match that says otherwise.
#pragma once

#include <vector>

#include "classifier/rule_matching.hpp"

namespace classifier {

struct Finding {
  Match match;
  double confidence = 0; // of the rule, less in a signature
};

struct Findings {
  KnownWords text;
  std::vector<Finding> list;
  std::uint32_t signature = 0;       // its first word, or the number of words
  std::vector<bool> sentence_counts; // of each sentence: it is no footer and no instruction
  bool has_retraction = false;       // nothing in this text is an opt-out
};

Findings find_in(std::string_view text, const RuleBook& rules);

bool has_effect(const Findings& findings, const RuleBook& rules, Effect effect);

} // namespace classifier
