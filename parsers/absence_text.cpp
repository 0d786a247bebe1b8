#include "parsers/absence_text.hpp"

#include <algorithm>
#include <vector>

#include "parsers/ascii.hpp"
#include "parsers/automatic_words.hpp"
#include "parsers/phrase_set.hpp"
#include "parsers/report_lines.hpp"

namespace parsers {
namespace {

constexpr std::size_t most_text = 16UL * 1024;
constexpr std::size_t cue_window = 160; // octets before an address in which its cue stands

PhraseSet text_phrases() {
  std::vector<std::string_view> words;
  for (const AutomaticWords& row : automatic_texts()) words.push_back(row.words);
  return PhraseSet(words);
}

} // namespace

std::optional<AutomaticKind> automatic_kind_of(std::string_view text) {
  static const PhraseSet phrases = text_phrases();
  const PhraseSet::Occurrences found = phrases.find(fold_words(text.substr(0, most_text)));
  const auto says = [&](AutomaticKind kind) {
    return std::ranges::any_of(
        found.list(), [&](const PhraseSet::Occurrence& one) { return automatic_texts()[one.phrase].kind == kind; });
  };
  using enum AutomaticKind;
  for (const AutomaticKind kind : {challenge, left_company, vacation, out_of_office, acknowledgement})
    if (says(kind)) return kind;
  return std::nullopt;
}

std::string find_alternative_contact(std::string_view text, std::string_view own) {
  static const PhraseSet cues(contact_cues());
  const std::string folded = fold_words(text.substr(0, most_text));
  std::size_t from = 0;
  for (int i = 0; i < 20; ++i) {
    const auto found = find_address(folded, from);
    if (!found) break;
    const std::size_t begin = std::max(from, found->begin > cue_window ? found->begin - cue_window : 0);
    const std::string_view before = std::string_view(folded).substr(begin, found->begin - begin);
    const std::string_view after = std::string_view(folded).substr(found->end, 40);
    from = found->end;
    if (equals_ignoring_case(found->address, own) || to_lower(own).find(found->address) != std::string::npos) continue;
    if (cues.any_in(before) || cues.any_in(after)) return found->address;
  }
  return {};
}

} // namespace parsers
