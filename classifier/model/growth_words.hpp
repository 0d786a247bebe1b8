// What people put round their words, by language.
#pragma once

#include <string_view>

namespace classifier {

/// Alternatives are separated by '|'.
struct GrowthWords {
  std::string_view language;
  std::string_view greetings;
  std::string_view thanks;
  std::string_view sign_offs;
  std::string_view names;
};

/// Those of English for a language without a row.
const GrowthWords& growth_words_of(std::string_view language);

} // namespace classifier
