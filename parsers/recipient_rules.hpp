// How the text of a report names recipients: the shapes of lines, and what is said below or above each name. One rule
// at a time over the whole text; bounce_forms.cpp says which.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/parsed_message.hpp"

namespace parsers {

/// How a line names a recipient.
enum class Shape : std::uint8_t {
  none,
  alone,         // "  a@b", "* a@b", "\"a@b\":", "a@b<mailto:a@b>": nothing else in the line
  bracket_colon, // "<a@b>: the diagnostic", also "<a@b> (expanded from <c@d>): …"
  first,         // "a@b the diagnostic": the line begins with the address
  label,         // the line begins with `words`, directly followed by the address
  inside,        // `words` stand somewhere in the line, directly followed by the address
  any_label,     // label with any of `recipient_labels`
  any_inside,    // inside with any of `recipient_leads`
  reply,         // "550 <a@b>... the diagnostic"
  local_name,    // "  ann": names of the domain that the report is from
  field,         // the text names nobody that can be read; the header field `words` does
  only,          // the one address in the text that is none of the report's own header and no helpdesk's
};

struct RecipientRule {
  Shape shape = Shape::none;
  std::string_view words{}; // lower case
};

struct TextRecipient {
  std::string address;  // empty when the form names none
  std::string original; // "(expanded from: <c@d>)": the address before an alias; empty when not told
  std::string diagnostic;
  bool has_own_words = true; // false where nothing is said about this recipient: then the diagnostic is the whole text
};

/// The text, and the same in lower case: same places, other letters.
struct ReportText {
  std::string_view text;
  std::string_view lower;
};

/// Words before a recipient, in many languages; lower case.
std::span<const std::string_view> recipient_labels();
std::span<const std::string_view> recipient_leads();

/// The recipients that `rule` finds after the line with `start` (from the top where it is empty or not in one line),
/// each once, in order; as many as the message's limits allow.
std::vector<TextRecipient> read_recipients(const RecipientRule& rule, std::string_view start,
                                           const ParsedMessage& message, const ReportText& text);

} // namespace parsers
