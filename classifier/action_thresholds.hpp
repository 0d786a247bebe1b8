// From which confidence a verdict acts by itself, by intent and by level of proof.
#pragma once

#include <array>

#include "classifier/intent.hpp"
#include "classifier/provenance.hpp"

namespace classifier {

class ActionThresholds {
 public:
  ActionThresholds();

  [[nodiscard]] double of(Intent intent, Provenance level) const { return rows_[row(intent)][column(level)]; }
  /// At every level.
  void set(Intent intent, double threshold) { rows_[row(intent)].fill(threshold); }
  void set(Intent intent, Provenance level, double threshold) { rows_[row(intent)][column(level)] = threshold; }

  friend bool operator==(const ActionThresholds&, const ActionThresholds&) = default;

 private:
  static constexpr std::size_t intents = static_cast<std::size_t>(Intent::other) + 1;
  static constexpr std::size_t levels = static_cast<std::size_t>(Provenance::hostile) + 1;
  static constexpr std::size_t row(Intent intent) { return static_cast<std::size_t>(intent); }
  static constexpr std::size_t column(Provenance level) { return static_cast<std::size_t>(level); }

  std::array<std::array<double, levels>, intents> rows_{};
};

} // namespace classifier
