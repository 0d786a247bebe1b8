// What becomes of a DKIM signature, and why (RFC 6376 6.1, RFC 8601 2.7.1).
#pragma once

#include <cstdint>
#include <string_view>

namespace parsers {

/// The results of RFC 8601 2.7.1, which all methods of authentication share.
enum class MethodResult : std::uint8_t {
  none,
  pass,
  fail,
  policy,
  neutral,
  softfail, // SPF alone
  temperror,
  permerror,
};
/// As RFC 8601 writes it.
std::string_view name_of(MethodResult result);

enum class DkimFault : std::uint8_t {
  none,
  malformed_header, // of the message: it can be read in two ways
  malformed_signature,
  unknown_version,
  unsupported_algorithm,   // rsa-sha1 too (RFC 8301 3.1)
  unsupported_query,       // of the key: all but dns/txt
  identity_outside_domain, // i= lies not in d=
  from_not_signed,
  signed_in_future,
  expired,
  not_checked,     // one signature too many
  key_unreachable, // asked again later
  key_absent,
  key_malformed,
  key_ambiguous, // several records
  key_revoked,
  key_not_for_signature, // another algorithm or service, or not for subdomains
  key_too_short,         // below 1024 bits (RFC 8301 3.2)
  body_too_short,        // for l=
  body_differs,
  signature_differs,
};
std::string_view name_of(DkimFault fault);
MethodResult result_of(DkimFault fault);

} // namespace parsers
