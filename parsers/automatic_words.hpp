// What tells mail of a program from mail of a person: header fields, subjects and words, by language. Rows only.
#pragma once

#include <span>
#include <string_view>

#include "parsers/automatic_reply.hpp"

namespace parsers {

/// A header field that proves that a program wrote the mail. `body` is the beginning of the field's body in lower case;
/// empty stands for any body but "no".
struct AutomaticField {
  std::string_view name;
  std::string_view body;
  AutomaticKind kind;
};

/// Words, folded. A subject must begin with them; in a text they stand anywhere.
struct AutomaticWords {
  std::string_view words;
  AutomaticKind kind;
};

std::span<const AutomaticField> automatic_fields();
std::span<const AutomaticWords> automatic_subjects();
/// Ask these in order of kind: challenge, left_company, out_of_office, acknowledgement. Without a field or a subject
/// they prove nothing.
std::span<const AutomaticWords> automatic_texts();
/// Words before an address to write to instead.
std::span<const std::string_view> contact_cues();

} // namespace parsers
