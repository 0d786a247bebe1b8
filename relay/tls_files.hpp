// Where the certificate of the SMTP server is: as configured, or one of our own making in the data directory.
#pragma once

#include <string>

#include "parsers/instant.hpp"
#include "parsers/result.hpp"
#include "relay/configuration.hpp"
#include "smtp/server.hpp"

namespace relay {

/// The configured files; where none are, <data>/tls/certificate.pem and key.pem, which are made for `host_name` when
/// one of them is missing.
parsers::Result<smtp::TlsFiles> provide_tls_files(const Configuration& configuration, const std::string& host_name,
                                                  parsers::Instant now);

} // namespace relay
