// One DKIM-Signature field (RFC 6376 3.5), read but not verified.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "parsers/dkim_fault.hpp"
#include "parsers/instant.hpp"

namespace parsers {

enum class DkimAlgorithm : std::uint8_t { rsa_sha256, ed25519_sha256 };
enum class Canonicalisation : std::uint8_t { simple, relaxed };

struct DkimSignature {
  DkimAlgorithm algorithm = DkimAlgorithm::rsa_sha256;
  Canonicalisation header = Canonicalisation::simple;
  Canonicalisation body = Canonicalisation::simple;
  std::string domain;                     // d=, A-labels in lower case
  std::string selector;                   // s=, the same
  bool is_of_subdomain = false;           // the domain of i= is not d= itself: a key may forbid that
  std::vector<std::string> signed_fields; // h=, lower case, in order
  std::string signature;                  // b=, octets
  std::string body_hash;                  // bh=, octets
  std::optional<std::uint64_t> body_length;
  std::optional<Instant> signed_at;
  std::optional<Instant> expires_at;
  std::size_t value_begin = 0; // of b= in the field's body: what is left out when the field itself is hashed
  std::size_t value_end = 0;

  /// Where the key stands in the DNS (RFC 6376 3.6.2.1).
  [[nodiscard]] std::string key_name() const { return selector + "._domainkey." + domain; }
};

/// `field_body` is what stands behind the colon, folds and all. The faults are those that need neither key nor message:
/// malformed_signature, unknown_version, unsupported_algorithm, unsupported_query, identity_outside_domain,
/// from_not_signed.
tl::expected<DkimSignature, DkimFault> read_dkim_signature(std::string_view field_body);

} // namespace parsers
