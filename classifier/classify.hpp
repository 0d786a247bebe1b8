// Facts to verdicts: what the person wants, with the reasons. Rules as tables by language; pure; quoted text never
// counts.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "classifier/intent.hpp"
#include "classifier/rule_book.hpp"
#include "parsers/facts.hpp"

namespace classifier {

/// One verdict for each contact that the message concerns, most important first; never empty.
std::vector<Verdict> classify(const parsers::Facts& facts, const RuleBook& rules);

/// The verdict on a person's own words alone; only the first 16 KiB count. `subject` counts where no prefix says that it
/// answers another. Days of return are found when it is known on which day the text was `written`.
Verdict classify_text(std::string_view text, std::string_view subject, const RuleBook& rules,
                      std::optional<parsers::Date> written = std::nullopt);

} // namespace classifier
