// The prefixes of a subject, "Re: Fwd: AW: …", one at a time.
#pragma once

#include <optional>
#include <string_view>

#include "parsers/quote_words.hpp"

namespace parsers {

struct PrefixedSubject {
  const SubjectPrefix* prefix = nullptr;
  std::string_view rest; // behind the first prefix
};

/// Nothing when the subject has no prefix.
std::optional<PrefixedSubject> split_subject_prefix(std::string_view subject);

/// What the first prefix says; where languages disagree about it, what it says in one of `languages`, else that it was
/// forwarded. Nothing without a prefix.
std::optional<SubjectMark> first_subject_mark(std::string_view subject, LanguageSet languages);

/// The subject without the prefixes of forwards at its front.
std::string_view without_forward_prefix(std::string_view subject);

} // namespace parsers
