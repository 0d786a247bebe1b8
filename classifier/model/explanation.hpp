// Which words of a text made the model think so.
#pragma once

#include <string_view>
#include <vector>

#include "classifier/model/linear_model.hpp"

namespace classifier {

struct Weighed {
  const Features& features;
  const std::vector<Word>& words; // of the text that the features are of
  std::string_view text;
};

/// At most three runs of words, the heaviest first: those that speak more for the class than for the others. Pure.
std::vector<Reason> heaviest_words(const Weighed& weighed, const LinearModel& model, std::size_t column);

} // namespace classifier
