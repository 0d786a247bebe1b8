#include "relay/proof_tables.hpp"

#include "parsers/ascii.hpp"
#include "relay/listen_address.hpp"

namespace relay {
namespace {

using parsers::ErrorCode;
using parsers::failure;

Result<void> wrong(std::string_view name, std::string_view what) {
  return failure(ErrorCode::invalid_argument, std::string(name).append(": ").append(what));
}

Result<void> read_dns(const toml::node& node, ProofSettings& settings) {
  const std::string text = node.value_or(std::string());
  if (text == "off" || text == "recursive") {
    settings.dns = text == "off" ? ProofSettings::Dns::off : ProofSettings::Dns::recursive;
    return {};
  }
  const auto server = parse_listen_address(text);
  if (!server) return wrong("dns", "must be \"off\", \"recursive\" or the ADDRESS:PORT of a DNS server");
  settings.dns = ProofSettings::Dns::forward;
  settings.forward_to = server->host + "@" + std::to_string(server->port);
  return {};
}

Result<void> read_networks(const toml::node& node, std::vector<parsers::Network>& networks) {
  const toml::array* const list = node.as_array();
  if (list == nullptr || list->empty()) return wrong("networks", "must be a list of networks");
  for (const toml::node& item : *list) {
    const auto network = parsers::Network::parse(item.value_or(std::string()));
    if (!network) return wrong("networks", network.error().context);
    networks.push_back(*network);
  }
  return {};
}

Result<smtp::TrustedUpstream> read_upstream(const toml::node& node) {
  const toml::table* const table = node.as_table();
  if (table == nullptr) return failure(ErrorCode::invalid_argument, "upstream: must be sections, [[proof.upstream]]");
  smtp::TrustedUpstream upstream;
  for (const auto& [key, value] : *table) {
    if (key.str() == "authserv_id") {
      upstream.authserv_id = parsers::to_lower(value.value_or(std::string()));
    } else if (key.str() == "networks") {
      if (auto read = read_networks(value, upstream.networks); !read) return tl::unexpected(read.error());
    } else {
      return failure(ErrorCode::invalid_argument, std::string(key.str()) + ": no such setting");
    }
  }
  if (upstream.authserv_id.empty() || upstream.networks.empty())
    return failure(ErrorCode::invalid_argument, "upstream: needs networks and the authserv_id that it writes");
  return upstream;
}

Result<void> read_upstreams(const toml::node& node, ProofSettings& settings) {
  const toml::array* const sections = node.as_array();
  if (sections == nullptr) return wrong("upstream", "must be sections, [[proof.upstream]]");
  for (const toml::node& section : *sections) {
    auto upstream = read_upstream(section);
    if (!upstream) return tl::unexpected(upstream.error());
    settings.upstreams.push_back(std::move(*upstream));
  }
  return {};
}

Result<void> read_trust_anchor(const toml::node& node, ProofSettings& settings) {
  const auto path = node.value<std::string>();
  if (!path) return wrong("trust_anchor", "must be the path of a file, or empty");
  settings.trust_anchor = *path;
  return {};
}

} // namespace

Result<void> read_proof_settings(const toml::node& node, ProofSettings& settings) {
  const toml::table* const table = node.as_table();
  if (table == nullptr) return failure(ErrorCode::invalid_argument, "must be a section, [proof]");
  settings = {};
  for (const auto& [key, value] : *table) {
    Result<void> read;
    if (key.str() == "dns")
      read = read_dns(value, settings);
    else if (key.str() == "trust_anchor")
      read = read_trust_anchor(value, settings);
    else if (key.str() == "upstream")
      read = read_upstreams(value, settings);
    else
      read = wrong(key.str(), "no such setting");
    if (!read) return read;
  }
  return {};
}

std::string proof_settings_template() {
  return "\n[proof]  # how it is found out who sent a message\n"
         "# dns = \"off\"  # or \"recursive\", or the ADDRESS:PORT of a resolver: for the keys of DKIM signatures\n"
         "# trust_anchor = \"/usr/share/dns/root.key\"  # answers are validated (DNSSEC); empty: they are not\n"
         "## [[proof.upstream]]  # a mail server in front whose Authentication-Results are believed\n"
         "## networks = [\"192.0.2.25\"]  # it connects from there\n"
         "## authserv_id = \"mx.example.net\"  # and takes fields of this name off what it receives\n";
}

} // namespace relay
