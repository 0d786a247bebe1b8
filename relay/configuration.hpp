// What an administrator may set: the file /etc/desist/desist.toml, with the command line on top.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/policy.hpp"
#include "parsers/network_address.hpp"
#include "parsers/result.hpp"
#include "relay/listen_address.hpp"
#include "relay/look_up_door.hpp"
#include "relay/proof_settings.hpp"
#include "relay/smtp_limits.hpp"

namespace relay {

using parsers::Result;

struct Configuration {
  std::filesystem::path data = "/var/lib/desist";
  std::string host_name; // in the SMTP greeting; empty: "mx." and the first domain
  std::vector<smtp::ListenerOptions> smtp_listeners;
  smtp::TlsFiles smtp_tls; // empty paths: a certificate of our own making
  SmtpLimits smtp_limits;
  std::uint64_t message_octets = 25ull << 20;
  std::vector<parsers::Network> trusted_networks = parsers::loopback_networks();
  std::optional<ListenAddress> http;
  std::vector<LookUpDoor> look_ups;
  std::vector<std::string> allowed_hosts; // of the page and the API, beside localhost and the address itself
  std::string public_url;                 // "https://mail.example.org": what mails name for unsubscribing; may be empty
  std::uint64_t least_free_octets = 256ull << 20;
  std::string writer_group; // whose members may ask the processor to write; empty: its own user and root only
  classifier::Policy policy;
  ProofSettings proof;
  std::filesystem::path model; // of the classifier, refitted on this machine; empty: the shipped one
};

/// The defaults where `file` is not there and was not asked for by name. Every unknown key, wrong type and bad value is
/// an error that names file and line: a setting that is misspelt must not be silently without effect.
Result<Configuration> read_configuration(const std::filesystem::path& file, bool must_exist);

/// The text of a new configuration file, with every setting and its default in comments.
std::string configuration_template(const std::filesystem::path& data, std::string_view domain);

} // namespace relay
