// What texts are judged by: the rules, and the model that is trained on the examples.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "classifier/model/linear_model.hpp"
#include "classifier/rule_matching.hpp"

namespace classifier {

/// Both are borrowed, immutable and shared by all threads.
struct Knowledge {
  const RuleBook& rules;
  const LinearModel* model = nullptr; // none: the rules alone judge

  /// Tells what judged: "<digest of the rules>.<digest of the model>".
  [[nodiscard]] std::string digest() const {
    return rules.digest() + "." + (model == nullptr ? "none" : model->digest());
  }
};

/// The shipped rules and model.
const Knowledge& standard_knowledge();
/// The shipped examples, as in classifier/examples/*.tsv: what a model is refitted from.
std::string_view shipped_examples();

} // namespace classifier
