// How it is found out who sent a message, as the configuration says: the tables [proof] and [[proof.upstream]].
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "parsers/result.hpp"
#include "smtp/proof/sender_proof.hpp"
#include "smtp/proof/text_answers.hpp"

namespace relay {

struct ProofSettings {
  enum class Dns : std::uint8_t { off, recursive, forward };
  Dns dns = Dns::off;     // nothing is asked of the network that nobody allowed
  std::string forward_to; // "192.0.2.53@53", as libunbound writes it
  std::filesystem::path trust_anchor = "/usr/share/dns/root.key";
  std::vector<smtp::TrustedUpstream> upstreams;
};

/// Null where DNS is off.
parsers::Result<std::unique_ptr<smtp::TextResolver>> open_resolver(const ProofSettings& settings);

} // namespace relay
