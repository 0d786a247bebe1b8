// Words of many languages that mean the same: what the model learns about one language's "no more mails" it then knows
// of the others'. Tables: classifier/concepts/*.cpp.
#pragma once

#include <span>
#include <string_view>

namespace classifier {

struct Concept {
  std::string_view name;  // the same in all languages
  std::string_view words; // separated by '|': a word, a beginning ("unsubscri~"), or several words one after another
};

struct ConceptTable {
  std::string_view language;
  std::span<const Concept> concepts;
};

std::span<const ConceptTable> germanic_concepts();
std::span<const ConceptTable> romance_concepts();
std::span<const ConceptTable> slavic_concepts();
std::span<const ConceptTable> other_concepts();
std::span<const ConceptTable> eastern_concepts();
std::span<const ConceptTable> shared_concepts();

} // namespace classifier
