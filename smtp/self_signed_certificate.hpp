// A certificate that the server signs itself, so that TLS works before an administrator has got one (OpenSSL).
#pragma once

#include <string>
#include <string_view>

#include "parsers/instant.hpp"
#include "parsers/result.hpp"

namespace smtp {

/// PEM texts.
struct CertificatePair {
  std::string certificate;
  std::string private_key; // P-256, PKCS #8, not encrypted
};

/// Good for ten years from `now`, for this host name.
parsers::Result<CertificatePair> make_self_signed_certificate(std::string_view host_name, parsers::Instant now);

} // namespace smtp
