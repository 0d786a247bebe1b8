// The public key of a DKIM signer as the DNS tells it (RFC 6376 3.6.1, RFC 8463 4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parsers {

enum class DkimKeyType : std::uint8_t { rsa, ed25519, unknown };

struct DkimKeyRecord {
  DkimKeyType type = DkimKeyType::rsa;
  std::string key;                 // p=, octets; empty: revoked
  bool takes_sha256 = true;        // h=
  bool is_for_mail = true;         // s=
  bool is_testing = false;         // t=y: a pass counts as no signature
  bool forbids_subdomains = false; // t=s: i= must be d=
};

/// The texts of one TXT record, joined. Nothing when it is no key record, or one of another version.
std::optional<DkimKeyRecord> read_dkim_key_record(std::string_view text);

} // namespace parsers
