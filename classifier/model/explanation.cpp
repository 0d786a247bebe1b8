// A feature's weight is shared by the words that it spans; the heaviest word is told with its heavy neighbours.
#include "classifier/model/explanation.hpp"

#include <algorithm>

#include "parsers/utf8.hpp"

namespace classifier {

namespace {

constexpr std::size_t most_reasons = 3;
constexpr std::size_t longest_excerpt = 120;
constexpr double least_share = 0.10; // of all that speaks for it

std::vector<double> weights_of_words(const Weighed& weighed, const LinearModel& model, std::size_t column) {
  std::vector<double> weights(weighed.words.size());
  const std::vector<float> distinctions = model.distinctions(weighed.features, column);
  for (std::size_t i = 0; i < distinctions.size(); ++i) {
    const Feature& feature = weighed.features.list[i];
    if (feature.words == 0) continue;
    const double share = static_cast<double>(distinctions[i]) / feature.words;
    const std::size_t end = std::min<std::size_t>(feature.first_word + feature.words, weights.size());
    for (std::size_t word = feature.first_word; word < end; ++word) weights[word] += share;
  }
  return weights;
}

} // namespace

std::vector<Reason> heaviest_words(const Weighed& weighed, const LinearModel& model, std::size_t column) {
  std::vector<double> weights = weights_of_words(weighed, model, column);
  double all = 0;
  for (const double weight : weights) all += std::max(weight, 0.0);
  std::vector<Reason> reasons;
  while (reasons.size() < most_reasons && all > 0) {
    const auto heaviest = static_cast<std::size_t>(std::ranges::max_element(weights) - weights.begin());
    const double heavy = weights[heaviest] / 2;
    std::size_t first = heaviest, last = heaviest;
    while (first > 0 && weights[first - 1] > heavy) --first;
    while (last + 1 < weights.size() && weights[last + 1] > heavy) ++last;
    double weight = 0;
    for (std::size_t word = first; word <= last; ++word) weight += std::max(weights[word], 0.0);
    if (weight < all * least_share) break;
    const Word& begin = weighed.words[first];
    const Word& end = weighed.words[last];
    const std::string_view excerpt = weighed.text.substr(begin.offset, end.offset + end.length - begin.offset);
    reasons.push_back(
        {.rule = "model." + std::string(name_of(model_intents[column])),
         .excerpt = std::string(excerpt.substr(0, parsers::length_at_character(excerpt, longest_excerpt))),
         .weight = weight / all});
    for (std::size_t word = first; word <= last; ++word) weights[word] = 0;
  }
  return reasons;
}

} // namespace classifier
