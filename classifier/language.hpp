// A guess at the language of a text, by its script and its commonest words.
#pragma once

#include <string>

#include "classifier/words.hpp"

namespace classifier {

/// ISO 639-1; empty when nothing tells.
std::string guess_language(const Words& words);

} // namespace classifier
