// The trained model as it lies in a file: weights of one octet, read in place. The format is in classifier/MODEL.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "classifier/intent.hpp"
#include "classifier/model/features.hpp"
#include "parsers/result.hpp"

namespace classifier {

/// The intents that a text can have, in the order of the columns of the weights.
constexpr std::array model_intents{Intent::opt_out,      Intent::complaint, Intent::not_interested,
                                   Intent::interested,   Intent::question,  Intent::out_of_office,
                                   Intent::left_company, Intent::auto_ack,  Intent::other};
constexpr std::size_t model_classes = model_intents.size();
std::size_t column_of(Intent intent);

using Scores = std::array<double, model_classes>;        // before calibration
using Probabilities = std::array<double, model_classes>; // sum to 1

/// From scores to probabilities: softmax(slope · score + offset).
struct Calibration {
  double slope = 1;
  std::array<double, model_classes> offset{};
};
Probabilities calibrated(const Scores& scores, const Calibration& calibration);

/// What training finds, before it is made small.
struct TrainedWeights {
  std::vector<float> weights; // bucket · model_classes + column
  std::array<float, model_classes> bias{};
  Calibration calibration;
};

/// The file's octets; the same weights give the same octets.
std::string pack(const TrainedWeights& trained);

/// A view of the octets of a file; they must outlive it. Immutable, shared by all threads.
class LinearModel {
 public:
  /// A file may have changed since it was written; what lies in the program is as whole as the program, and reading
  /// all of it would double the time that a small command takes.
  enum class Check : std::uint8_t { all, header };
  /// Checks the size, the header and the digest of all; nothing is copied but the header.
  static parsers::Result<LinearModel> open(std::span<const std::byte> octets, Check check = Check::all);

  [[nodiscard]] Scores scores(const Features& features) const;
  [[nodiscard]] Probabilities probabilities(const Features& features) const;
  /// What each feature, in their order, says for a class beyond what it says for all classes.
  [[nodiscard]] std::vector<float> distinctions(const Features& features, std::size_t column) const;
  [[nodiscard]] const std::string& digest() const { return digest_; } // 16 hexadecimal digits

 private:
  const std::int8_t* weights_ = nullptr;
  std::array<std::array<float, model_classes>, feature_groups> scale_{};
  std::array<float, model_classes> bias_{};
  Calibration calibration_;
  std::string digest_;
};

} // namespace classifier
