// Letters as the text rules compare them: without case, accents and width, so that a rule meets what people type on
// any keyboard.
#pragma once

#include <string>

namespace classifier {

enum class Letter : std::uint8_t {
  word,       // part of a word
  alone,      // a word of its own: scripts that put no space between words
  joining,    // inside a word, and dropped: apostrophes, hyphens
  invisible,  // dropped everywhere: zero width, soft hyphen, combining accents
  separating, // all else
};

Letter letter_of(char32_t character);

/// Appends the folded form of a word character.
void append_folded(std::string& word, char32_t character);

/// The ways to write umlauts without their keys are one: "loeschen" and "löschen". Short words stay as they are.
void fold_digraphs(std::string& word);

} // namespace classifier
