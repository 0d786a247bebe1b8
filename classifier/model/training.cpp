// One against the rest by liblinear's dual solver: it uses neither BLAS nor the exponential function, so that the
// result is the same on every machine.
#include "classifier/model/training.hpp"

#include <linear.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include "classifier/judge.hpp"
#include "classifier/model/growth.hpp"

namespace classifier {

namespace {

constexpr double cost = 0.2;
constexpr double tolerance = 0.1;

/// liblinear's view of the examples: rows of nodes in one block.
class Problem {
 public:
  explicit Problem(std::span<const Example> examples) {
    std::size_t size = 0;
    for (const Example& example : examples) size += example.features.list.size() + 2;
    nodes_.reserve(size);
    for (const Example& example : examples) add(example);
    for (const std::size_t begin : begins_) rows_.push_back(&nodes_[begin]);
    targets_.resize(examples.size());
  }

  /// The weights of all buckets and the bias, of one class against the rest.
  std::vector<double> solve(std::span<const Example> examples, std::size_t column) {
    for (std::size_t i = 0; i < examples.size(); ++i) targets_[i] = examples[i].column == column ? 1 : -1;
    const problem task{.l = static_cast<int>(targets_.size()),
                       .n = static_cast<int>(all_buckets) + 1,
                       .y = targets_.data(),
                       .x = rows_.data(),
                       .bias = 1};
    parameter chosen{};
    chosen.solver_type = L2R_L2LOSS_SVC_DUAL;
    chosen.C = cost;
    chosen.eps = tolerance;
    set_print_string_function([](const char*) {});
    std::srand(1);
    model* trained = train(&task, &chosen);
    std::vector<double> weights(trained->w, trained->w + all_buckets + 1);
    free_and_destroy_model(&trained);
    return weights;
  }

 private:
  void add(const Example& example) {
    begins_.push_back(nodes_.size());
    for (const Feature& feature : example.features.list) {
      const float value = example.features.value_of_group[static_cast<std::size_t>(feature.group)];
      nodes_.push_back({.index = static_cast<int>(feature.bucket) + 1, .value = static_cast<double>(value)});
    }
    nodes_.push_back({.index = static_cast<int>(all_buckets) + 1, .value = 1});
    nodes_.push_back({.index = -1, .value = 0});
  }

  std::vector<feature_node> nodes_;
  std::vector<std::size_t> begins_;
  std::vector<feature_node*> rows_;
  std::vector<double> targets_;
};

TrainedWeights fit(std::span<const Example> examples) {
  TrainedWeights trained;
  trained.weights.resize(std::size_t{all_buckets} * model_classes);
  Problem problem(examples);
  for (std::size_t column = 0; column < model_classes; ++column) {
    const std::vector<double> weights = problem.solve(examples, column);
    for (std::size_t bucket = 0; bucket < all_buckets; ++bucket)
      trained.weights[bucket * model_classes + column] = static_cast<float>(weights[bucket]);
    trained.bias[column] = static_cast<float>(weights.back());
  }
  return trained;
}

Scores scores_of(const Features& features, const TrainedWeights& trained) {
  Scores scores{};
  for (std::size_t column = 0; column < model_classes; ++column)
    scores[column] = static_cast<double>(trained.bias[column]);
  for (const Feature& feature : features.list) {
    const double value = static_cast<double>(features.value_of_group[static_cast<std::size_t>(feature.group)]);
    for (std::size_t column = 0; column < model_classes; ++column)
      scores[column] += value * static_cast<double>(trained.weights[feature.bucket * model_classes + column]);
  }
  return scores;
}

/// Descends the mean logarithmic loss of the calibration examples; ten numbers, so plain steps are enough.
Calibration calibrate(std::span<const Example> examples, const TrainedWeights& trained) {
  constexpr int steps = 600;
  constexpr double pace = 0.5;
  constexpr double greatest_offset_pull = 0.002;
  std::vector<Scores> all;
  for (const Example& example : examples) all.push_back(scores_of(example.features, trained));
  Calibration calibration{.slope = 3, .offset = {}};
  if (examples.empty()) return calibration;
  for (int step = 0; step < steps; ++step) {
    double slope = 0;
    std::array<double, model_classes> offset{};
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Probabilities guess = calibrated(all[i], calibration);
      for (std::size_t column = 0; column < model_classes; ++column) {
        const double error = guess[column] - (examples[i].column == column ? 1 : 0);
        slope += error * all[i][column];
        offset[column] += error;
      }
    }
    const double part = pace / static_cast<double>(all.size());
    calibration.slope -= part * slope;
    for (std::size_t column = 0; column < model_classes; ++column)
      calibration.offset[column] -= part * offset[column] + greatest_offset_pull * calibration.offset[column];
  }
  return calibration;
}

std::vector<Example> examples_of(std::span<const Seed> seeds, const RuleBook& rules) {
  std::vector<Example> examples;
  examples.reserve(seeds.size());
  for (const Seed& seed : seeds)
    examples.push_back({.features = features_of(seed, rules), .column = column_of(seed.intent)});
  return examples;
}

} // namespace

Features features_of(const Seed& seed, const RuleBook& rules) {
  const Judge judge(seed.text, rules);
  const Verdict verdict = judge.judge();
  return read_features({.text = seed.text,
                        .findings = judge.findings(),
                        .rules = rules,
                        .opinion = {.intent = verdict.intent, .confidence = verdict.confidence},
                        .channel = seed.channel});
}

TrainedWeights train_model(std::span<const Seed> training, std::span<const Seed> calibration, const RuleBook& rules) {
  std::vector<Example> examples = examples_of(grow(training), rules);
  std::vector<Example> unlearnt = examples_of(grow(calibration), rules);
  const Calibration found = calibrate(unlearnt, fit(examples));
  std::ranges::move(unlearnt, std::back_inserter(examples));
  TrainedWeights trained = fit(examples);
  trained.calibration = found;
  return trained;
}

std::string refit(std::span<const Seed> examples, std::span<const Seed> corrections, const RuleBook& rules) {
  constexpr int times = 3; // each correction counts, grown
  std::vector<Seed> training = seeds_of(examples, Share::training);
  for (int i = 0; i < times; ++i) training.insert(training.end(), corrections.begin(), corrections.end());
  return pack(train_model(training, seeds_of(examples, Share::calibration), rules));
}

} // namespace classifier
