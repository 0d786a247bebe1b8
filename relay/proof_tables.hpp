// Reads the tables [proof] and [[proof.upstream]] of the configuration.
#pragma once

#include <toml++/toml.h>

#include <string>

#include "relay/proof_settings.hpp"

namespace relay {

/// Names the setting that is wrong.
parsers::Result<void> read_proof_settings(const toml::node& node, ProofSettings& settings);

/// The settings with their defaults, commented out.
std::string proof_settings_template();

} // namespace relay
