// The tables [proof] and [[proof.upstream]] of the configuration: how it is found out who sent a message.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "parsers/result.hpp"
#include "smtp/proof/sender_proof.hpp"

namespace relay {

struct ProofSettings {
  enum class Dns : std::uint8_t { off, recursive, forward };
  Dns dns = Dns::off;     // nothing is asked of the network that nobody allowed
  std::string forward_to; // "192.0.2.53@53", as libunbound writes it
  std::filesystem::path trust_anchor = "/usr/share/dns/root.key";
  std::vector<smtp::TrustedUpstream> upstreams;
};

/// Names the setting that is wrong.
parsers::Result<void> read_proof_settings(const toml::node& node, ProofSettings& settings);

/// The settings with their defaults, commented out.
std::string proof_settings_template();

/// Null where DNS is off.
parsers::Result<std::unique_ptr<smtp::TextResolver>> open_resolver(const ProofSettings& settings);

} // namespace relay
