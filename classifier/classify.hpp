// Facts to verdicts: what the person wants, with the reasons. Rules as tables by language, and a model trained on
// examples; pure; quoted text never counts.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "classifier/intent.hpp"
#include "classifier/knowledge.hpp"
#include "parsers/facts.hpp"

namespace classifier {

/// One verdict for each contact that the message concerns, most important first; never empty.
std::vector<Verdict> classify(const parsers::Facts& facts, const Knowledge& knowledge);

struct OwnWords {
  std::string_view text;                // only the first 16 KiB count
  std::string_view subject;             // counts where no prefix says that it answers another
  std::string_view quotation;           // what is answered: counts only for what it says that a "no" would mean
  std::optional<parsers::Date> written; // days of return are found when it is known
  TextChannel channel = TextChannel::mail;
};

/// The verdict on a person's own words alone. Pure.
Verdict classify_text(const OwnWords& words, const Knowledge& knowledge);
Verdict classify_text(std::string_view text, std::string_view subject, const Knowledge& knowledge);

} // namespace classifier
