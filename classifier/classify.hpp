// Facts to verdicts: what the person wants, with the reasons. Rules as tables by language; pure; quoted text never
// counts.
#pragma once

#include <string_view>
#include <vector>

#include "classifier/intent.hpp"
#include "classifier/rule_book.hpp"
#include "parsers/facts.hpp"

namespace classifier {

/// One verdict for each contact that the message concerns, most important first; never empty.
std::vector<Verdict> classify(const parsers::Facts& facts, const RuleBook& rules);

/// The verdict on a person's own words alone; only the first 16 KiB count.
Verdict classify_text(std::string_view text, std::string_view subject, const RuleBook& rules);

} // namespace classifier
