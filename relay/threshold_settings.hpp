// The table [classifier.action] of the configuration.
#pragma once

#include <toml++/toml.h>

#include "classifier/action_thresholds.hpp"
#include "parsers/result.hpp"

namespace relay {

/// A row for an intent: one number, or a table of numbers by level of proof. The others stay as they are. Names the
/// intent or level that is none, or whose number is not from 0 to 1.
parsers::Result<void> read_action_thresholds(const toml::node& node, classifier::ActionThresholds& thresholds);

/// The rows with the defaults, commented out.
std::string action_thresholds_template();

} // namespace relay
