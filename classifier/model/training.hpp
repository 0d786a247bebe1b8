// Fits the linear model to examples. Deterministic: the same examples and rules give the same weights, bit for bit.
#pragma once

#include <span>
#include <vector>

#include "classifier/model/linear_model.hpp"
#include "classifier/model/seeds.hpp"
#include "classifier/rule_book.hpp"

namespace classifier {

struct Example {
  Features features;
  std::size_t column = 0; // of model_intents
};

Features features_of(const Seed& seed, const RuleBook& rules);

/// Learns from the grown seeds of `training` and calibrates on those of `calibration`; then learns from both, and keeps
/// what the calibration found. Uses one thread; liblinear takes its chance from rand(), which is seeded here: no other
/// thread may use rand() meanwhile.
TrainedWeights train_model(std::span<const Seed> training, std::span<const Seed> calibration, const RuleBook& rules);

/// The file of a model that knows the shipped examples and what reviewers corrected; of two that contradict each other
/// the correction weighs more. The same threads may not use rand() as for train_model().
std::string refit(std::span<const Seed> examples, std::span<const Seed> corrections, const RuleBook& rules);

} // namespace classifier
