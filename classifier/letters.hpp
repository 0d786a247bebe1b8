// Letters as the text rules compare them: without case, accents and width, so that a rule meets what people type on
// any keyboard.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

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

/// Appends the folded form of the letters and digits of ASCII at the front of `text`, and says how many there are: most
/// words are nothing else.
std::size_t append_folded_ascii(std::string& word, std::string_view text);

/// The ways to write umlauts without their keys are one: "loeschen" and "löschen". Short words stay as they are.
void fold_digraphs(std::string& word);

} // namespace classifier
