// Ways to look at one folded line below a person's words; shared by the tables of such lines.
#pragma once

#include <cstddef>
#include <string_view>

#include "parsers/word_table.hpp"

namespace parsers {

/// Whether `folded` starts with a phrase of the table, of at most seven words.
bool starts_with_phrase(const WordTable<bool>& table, std::string_view folded);
/// `folded` without the brackets, stars and full stops round it.
std::string_view without_punctuation(std::string_view folded);
std::size_t count_words(std::string_view folded);

} // namespace parsers
