// What the SMTP conversation said about a message (RFC 5321 2.3.1).
#pragma once

#include <string>
#include <vector>

#include "parsers/instant.hpp"

namespace parsers {

struct ReversePath {
  std::string address; // empty: the null reverse-path
  friend bool operator==(const ReversePath&, const ReversePath&) = default;
};

struct ForwardPath {
  std::string address; // as given in RCPT, without brackets, source route, quotes and trailing dot
  friend bool operator==(const ForwardPath&, const ForwardPath&) = default;
};

struct Envelope {
  std::string peer; // network address of the client, "192.0.2.1" or "2001:db8::1"
  std::string helo;
  std::string protocol; // how it came, by the registered names (RFC 3848, 6531): "ESMTPS"; empty: unknown
  std::string user;     // whose credentials were right (RFC 4954); empty: nobody's
  ReversePath reverse_path;
  std::vector<ForwardPath> forward_paths;
  Instant received_at{};
  friend bool operator==(const Envelope&, const Envelope&) = default;
};

} // namespace parsers
