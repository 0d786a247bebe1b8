#include "relay/threshold_settings.hpp"

#include <array>
#include <cmath>
#include <optional>

namespace relay {
namespace {

using classifier::ActionThresholds;
using classifier::Intent;
using classifier::Provenance;
using parsers::ErrorCode;
using parsers::failure;
using parsers::Result;

constexpr std::array levels{Provenance::verified, Provenance::verified_forward, Provenance::likely,
                            Provenance::likely_forward};
constexpr std::array intents{Intent::opt_out,  Intent::complaint,     Intent::not_interested, Intent::interested,
                             Intent::question, Intent::out_of_office, Intent::left_company,   Intent::bounce};

std::optional<Provenance> parse_level(std::string_view name) {
  for (const Provenance level : levels)
    if (name == name_of(level)) return level;
  return std::nullopt;
}

std::optional<double> fraction(const toml::node& node) {
  const auto found = node.value<double>();
  return found && *found >= 0 && *found <= 1 ? found : std::nullopt;
}

Result<void> wrong(std::string_view name, std::string_view what) {
  return failure(ErrorCode::invalid_argument, std::string(name).append(": ").append(what));
}

Result<void> read_levels(const toml::table& table, Intent intent, ActionThresholds& thresholds) {
  for (const auto& [key, node] : table) {
    const auto level = parse_level(key.str());
    if (!level) return wrong(key.str(), "no level of proof that can act");
    const auto threshold = fraction(node);
    if (!threshold) return wrong(key.str(), "must be a number from 0 to 1");
    thresholds.set(intent, *level, *threshold);
  }
  return {};
}

} // namespace

Result<void> read_action_thresholds(const toml::node& node, ActionThresholds& thresholds) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return failure(ErrorCode::invalid_argument, "must be a section, [classifier.action]");
  for (const auto& [key, row] : *table) {
    const auto intent = classifier::parse_intent(key.str());
    if (!intent) return wrong(key.str(), "no intent");
    if (const toml::table* by_level = row.as_table()) {
      if (auto done = read_levels(*by_level, *intent, thresholds); !done) return done;
      continue;
    }
    const auto threshold = fraction(row);
    if (!threshold) return wrong(key.str(), "must be a number from 0 to 1, or such numbers by level of proof");
    thresholds.set(*intent, *threshold);
  }
  return {};
}

std::string action_thresholds_template() {
  constexpr int in_hundredths = 100;
  const ActionThresholds defaults;
  std::string text =
      "\n[classifier.action]  # the confidence from which an intent acts by itself; below, a person looks at it\n"
      "## or by level of proof: opt_out = {verified = 0.65, verified_forward = 0.80}\n";
  for (const Intent intent : intents) {
    const long threshold = std::lround(defaults.of(intent, Provenance::verified) * in_hundredths);
    text.append("# ").append(name_of(intent)).append(" = 0.").append(std::to_string(threshold)).append("\n");
  }
  return text;
}

} // namespace relay
